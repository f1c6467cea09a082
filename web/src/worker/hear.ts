/** What pages ask of the worker. */
import type { Fields, Mode, ToWorker, UnlockAnswer, VaultAnswer } from '../messages'
import { countTry, createVault, keepsNothing, metas, setKeepsNothing, waitOf } from '../vault/device'
import type { Unlocked } from '../vault/keys'
import { precache } from './precache'
import { clock, keyring, lock, memory, news, sealDraft, whose, worker } from './scope'
import { sync } from './sync'

export async function hear(said: ToWorker, port: MessagePort | undefined): Promise<void> {
  switch (said.kind) {
    case 'key': return handedOver(said.unlocked, said.drift_ms)
    case 'key?': return port?.postMessage((await keyring.vault(), keyring.keys ?? null))
    case 'mode?': return port?.postMessage(await mode())
    case 'vault?': return port?.postMessage(await vaultAnswer(said.vault))
    case 'create': return port?.postMessage(await create(said))
    case 'unlocked': return port?.postMessage(await unlocked(said.unlocked))
    case 'failed': return countTry(said.vault, false, Date.now())
    case 'held?': return port?.postMessage(await heldFor(said.person, said.page))
    case 'missed?': return port?.postMessage(news.since(said.drawn_at))
    case 'keep-nothing': return port?.postMessage((await setKeepsNothing(true), true))
    case 'draft': {
      const vault = await keyring.vault()
      return vault && sealDraft(vault, said.form)
    }
    case 'sync': return void await sync()
    case 'stay': return undefined
    case 'lock': return lock()
    case 'lock-if-hidden': return lockIfHidden()
  }
}

async function handedOver(keys: Unlocked, drift_ms: number): Promise<void> {
  clock.hear(drift_ms)
  await keyring.take(keys)
}

async function mode(): Promise<Mode> {
  const open = await keyring.vault()
  const vaults = (await metas()).map((meta) => ({ id: meta.vault, initials: meta.initials }))
  return { vaults, unlocked: open?.id ?? null, keeps_nothing: await keepsNothing() }
}

async function vaultAnswer(id: string): Promise<VaultAnswer | null> {
  const meta = (await metas()).find((one) => one.vault === id)
  return meta ? { meta, wait_ms: waitOf(meta, Date.now()) } : null
}

/** Waits for the first pull, so that the page that comes next has something to show. */
async function create({ meta, unlocked: keys }: Extract<ToWorker, { kind: 'create' }>): Promise<UnlockAnswer> {
  try {
    await precache(true)
    await createVault(meta)
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), page: null }
  }
  const opened = await unlocked(keys)
  await sync()
  return opened
}

/** At most one person is unlocked in a browser. What a locked worker held for this person becomes a draft. */
async function unlocked(keys: Unlocked): Promise<UnlockAnswer> {
  if (await keyring.vault()) await lock()
  await keyring.take(keys)
  const noted = Promise.all([countTry(keys.vault, true, Date.now()), setKeepsNothing(false)])
  const vault = await keyring.vault()
  const back = memory.held?.person === keys.vault ? memory.held : undefined
  if (back && vault) {
    await sealDraft(vault, back)
    memory.held = undefined
  }
  await noted
  return { error: null, page: back?.page ?? null }
}

/** Only where this browser keeps nothing: a vault's own words come back as a draft. */
async function heldFor(person: string, page: string): Promise<Fields | null> {
  const { held } = memory
  if (!held || held.person !== person || held.page !== page || await whose() !== 'server') return null
  memory.held = undefined
  return held.fields
}

async function lockIfHidden(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window' })
  if (!pages.some((one) => one.visibilityState === 'visible')) await lock()
}
