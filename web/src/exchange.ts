/** Push, then pull, until there is nothing new. What leaves the vault goes only to the server it was opened from. */
import { MOST_CHANGES, SCHEMA, type Json, type PullAnswer, type PushAnswer } from '../../sync/messages'
import { forgetShorts, keepForLockPage } from './vault/device'
import type { Contact } from './vault/schema'
import type { SealedNote } from './vault/sealed'
import type { Vault } from './vault/vault'

const MOST_PULLS = 20
const MOST_NOTES = 20
const PROTOCOL = '1'
const DRIFT_MS = 30_000

export type Ending = 'done' | 'offline' | 'signed_out' | 'other_person' | 'failed'
export interface Exchanged { ending: Ending; changed: string[]; sent: number; first: boolean }
/** `now` is the device's own clock in ms: what its elapsed time is later measured by, never a date to be shown. */
export interface Surroundings { origin: string; now: () => number }

class Stop extends Error {
  readonly ending: Ending
  constructor(ending: Ending) {
    super(ending)
    this.ending = ending
  }
}

/** Never throws for what a network or a server can do: the ending says it, and everything unsent stays. */
export async function exchange(vault: Vault, around: Surroundings): Promise<Exchanged> {
  const done: Exchanged = { ending: 'done', changed: [], sent: 0, first: await vault.contact() === null }
  try {
    await push(vault, around, done)
    await pull(vault, around, done)
    // By the server's clock, as receipts are: one that is a week off on this device would sweep them all away.
    await vault.tidy(Date.parse((await vault.contact())?.synced_at ?? ''))
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    done.ending = error.ending
  }
  return done
}

/** Those the server has now; none where it cannot be reached. No session is asked for, and none is believed. */
export async function sendSealed(notes: SealedNote[], around: Surroundings): Promise<string[]> {
  const sent = notes.slice(0, MOST_NOTES).map(({ box, ...one }) => ({ ...one, sealed: btoa(String.fromCharCode(...box)) }))
  const is = (said: unknown): boolean => isObject(said) && Array.isArray(said['taken'])
  return call<{ taken: string[] }>(around, '/sync/sealed', { notes: sent }, is).then(({ taken }) => taken, () => [])
}

async function push(vault: Vault, around: Surroundings, done: Exchanged): Promise<void> {
  let after = 0
  for (;;) {
    const all = await vault.waiting()
    const changes = all.map((one) => one.change).filter((one) => one.dseq > after).slice(0, MOST_CHANGES)
    const last = changes[changes.length - 1]
    if (!last) return
    after = last.dseq
    const epoch = (await vault.contact())?.epoch ?? ''
    const asked = { person: vault.id, device: vault.device, epoch, schema_range: [SCHEMA, SCHEMA], changes }
    const answer = await call<PushAnswer>(around, '/sync/push', asked, isPush)
    await vault.keepReceipts(answer.receipts, answer.server_time)
    done.sent += answer.receipts.length
    done.changed.push(...changes.map((one) => one.discussion))
  }
}

async function pull(vault: Vault, around: Surroundings, done: Exchanged): Promise<void> {
  for (let turn = 0; turn < MOST_PULLS; turn++) {
    const before = await vault.contact()
    const answer = await call<PullAnswer>(around, '/sync/pull', {
      person: vault.id, device: vault.device, epoch: before?.epoch ?? '', cursor: before?.cursor ?? '',
      have: { procedures: Object.keys(before?.procedures ?? {}), calendar: versionOf(before?.calendar) },
    }, isPull)
    if (answer.person.id !== vault.id) throw new Stop('other_person')
    const restarted = before !== null && before.epoch !== answer.epoch
    const changed = await vault.keepPulled(answer.discussions, answer.gone, contactAfter(before, answer, restarted, around), restarted)
    if (restarted) await vault.offerAgain()
    const ahead = aheadOf(await vault.contact())
    if (answer.gone.length) await forgetShorts(vault.id, answer.gone)
    if (!same(before?.phones, answer.phones) || before?.person.initials !== answer.person.initials || before?.seal_to !== answer.seal_to || Math.abs(ahead - aheadOf(before)) > DRIFT_MS) {
      await keepForLockPage(vault.id, answer.phones, answer.person, answer.seal_to, ahead)
    }
    // No discussion's: only pages of no discussion are drawn again.
    if (!same(before?.recorded ?? [], answer.recorded ?? [])) done.changed.push('recorded')
    done.changed.push(...changed)
    if (!restarted && !changed.length) return
  }
}

/** How far this device's clock is ahead of the server's, in ms. */
function aheadOf(contact: Contact | null): number {
  return contact ? contact.device_ms - Date.parse(contact.synced_at) : 0
}

function contactAfter(before: Contact | null, answer: PullAnswer, restarted: boolean, around: Surroundings): Contact {
  return {
    epoch: answer.epoch,
    cursor: restarted ? '' : answer.cursor,
    person: answer.person,
    phones: answer.phones,
    synced_at: answer.server_time,
    device_ms: around.now(),
    procedures: { ...before?.procedures, ...answer.procedures },
    colleagues: answer.colleagues ?? before?.colleagues ?? [],
    recorded: answer.recorded ?? [],
    seal_to: answer.seal_to,
    current: answer.current ?? before?.current ?? [],
    calendar: answer.calendar ?? before?.calendar ?? null,
  }
}

/** Anything that is not our server's own answer (a captive portal, a proxy, half a body) stops the exchange. */
async function call<T>(around: Surroundings, path: string, body: unknown, is: (answer: unknown) => boolean): Promise<T> {
  const answer = await fetch(around.origin + path, {
    method: 'POST',
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'X-Sync': '1' },
    body: await zipped(JSON.stringify(body)),
  }).catch(() => { throw new Stop('offline') })
  if (answer.status === 401) throw new Stop('signed_out')
  if (answer.headers.get('X-Sync-Proto') !== PROTOCOL) throw new Stop('offline')
  const said: unknown = await answer.json().catch(() => { throw new Stop('offline') })
  if (isObject(said) && said['error'] === 'other_person') throw new Stop('other_person')
  if (!answer.ok || !is(said)) throw new Stop('failed')
  // `is` has looked at every field that is read without a check of its own.
  return said as T
}

/** A night's fifty changes are 40 KB, and a ward's signal may carry 30 a second. */
function zipped(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

function isPush(said: unknown): boolean {
  return isObject(said) && texts(said, ['epoch', 'server_time']) && Array.isArray(said['receipts'])
    && said['receipts'].every((one) => isObject(one) && texts(one, ['op_id', 'status']))
}

function isPull(said: unknown): boolean {
  return isObject(said) && texts(said, ['epoch', 'server_time', 'cursor']) && isObject(said['person'])
    && isObject(said['procedures']) && Array.isArray(said['gone']) && Array.isArray(said['phones'])
    && Array.isArray(said['discussions'])
    && said['discussions'].every((one) => isObject(one) && texts(one, ['id']) && Number.isInteger(one['seq']))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function texts(value: Record<string, unknown>, keys: string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string')
}

function versionOf(calendar: Json | undefined): string {
  return isObject(calendar) && typeof calendar['version'] === 'string' ? calendar['version'] : ''
}
