/** When to exchange, and what the pages are told of it. */
import { exchange, type Ending, type Exchanged } from '../exchange'
import { Locked } from '../vault/vault'
import { reading } from './clock'
import { clock, keyring, news, sharedMs, tellPages, worker } from './scope'
import { sendRecorded } from './sealing'
import { noteUnread } from './unread'

const OUTBOX_TAG = 'outbox'
let exchanging: Promise<Ending | undefined> | undefined
let again = false

/** One exchange at a time in this worker, and one more if something was saved meanwhile: how the last of them ended,
 *  which began after this was asked for; undefined where it is locked. */
export function sync(): Promise<Ending | undefined> {
  again = true
  exchanging ??= (async () => {
    try {
      let ending: Ending | undefined
      while (again) {
        again = false
        ending = await once()
      }
      return ending
    } finally {
      exchanging = undefined
    }
  })()
  return exchanging
}

/** Where the worker is stopped before it is done, Background Sync or the next page wakes it. */
export async function sendSoon(): Promise<void> {
  await worker.registration.sync?.register(OUTBOX_TAG).catch(() => undefined)
  await sync()
}

async function once(): Promise<Ending | undefined> {
  await sendRecorded().catch(() => undefined)
  const vault = await keyring.vault()
  if (!vault) return undefined
  try {
    const done = await navigator.locks.request('outbox-push', () =>
      exchange(vault, { origin: worker.location.origin, now: () => Date.now() }))
    const contact = await vault.contact()
    if (contact && done.ending === 'done') clock.settle(contact, reading())
    await after(done)
    if (done.changed.length) await noteUnread(vault)
    return done.ending
  } catch (error) {
    if (!(error instanceof Locked)) throw error
    return undefined
  }
}

async function after(done: Exchanged): Promise<void> {
  if (done.changed.length) {
    news.remember(done.changed, sharedMs())
    await tellPages({ kind: 'changed', discussions: done.changed })
  }
  await tellPages({ kind: 'status', status: done.ending })
}
