/** The worker's own global, and what lives as long as one start of it: memory only, and short. */
import type { OpenForm, ToPage } from '../messages'
import { hasVaults, keepsNothing } from '../vault/device'
import { Clock, reading, type Told } from './clock'
import { Keyring } from './keyring'
import { News } from './news'
import type { Contact } from '../vault/schema'
import type { Vault } from '../vault/vault'

interface SyncManager { register(tag: string): Promise<void> }
// TypeScript's libraries cannot say that this runs in a service worker, and do not know Background Sync.
export const worker = self as unknown as ServiceWorkerGlobalScope & { registration: { sync?: SyncManager } }

export const clock = new Clock()
export const news = new News()
export const keyring = new Keyring(() => worker.clients.matchAll({ type: 'window', includeUncontrolled: true }))

export const memory: {
  /** What was typed into a form that reached a locked worker or a dead server, and whose it is. */
  held: OpenForm | undefined
  /** When forms arrived, by nonce, in shared ms. */
  savedAt: Map<string, number>
} = { held: undefined, savedAt: new Map() }

/** The open vault; `server` where this browser keeps nothing; undefined where it is locked. */
export async function whose(): Promise<Vault | 'server' | undefined> {
  const open = await keyring.vault()
  if (open) return open
  return await keepsNothing() || !await hasVaults() ? 'server' : undefined
}

export function tell(contact: Contact | null): Told {
  return clock.tell(contact, reading())
}

/** In ms: the one clock that pages and workers of a browser share, which no setting of the device's clock moves. */
export function sharedMs(): number {
  return performance.timeOrigin + performance.now()
}

/** To every page, or to all but the one with the id `except`. */
export async function tellPages(said: ToPage, except = ''): Promise<void> {
  for (const one of await worker.clients.matchAll({ type: 'window' })) if (one.id !== except) one.postMessage(said)
}

/** Locks, sealing what is being typed before the key is dropped. */
export function lock(): Promise<void> {
  return keyring.lock(async (vault, forms) => {
    for (const form of forms) await sealDraft(vault, form)
  })
}

export async function sealDraft(vault: Vault, { person, page, fields, typed_at }: OpenForm): Promise<void> {
  // A page of whoever was here before may still speak: its words are not this person's.
  if (person !== vault.id) return
  const at = tell(await vault.contact()).now
  const nonce = fields.find(([name]) => name === 'nonce')?.[1] ?? ''
  await vault.alone(async () => {
    // A draft that arrives after its own form was saved would bring the form back.
    if (typed_at > (memory.savedAt.get(nonce) ?? 0)) await vault.keepDraft(page, { fields, errors: [], at })
  })
}
