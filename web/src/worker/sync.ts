/** When to exchange, and what the pages are told of it. */
import { exchange, type Exchanged } from '../exchange'
import { Locked } from '../vault/vault'
import { reading } from './clock'
import { clock, keyring, lock, memory, news, sharedMs, tellPages, worker } from './scope'

const OUTBOX_TAG = 'outbox'
let exchanging: Promise<void> | undefined
let again = false

/** One exchange at a time in this worker, and one more if something was saved meanwhile. */
export function sync(): Promise<void> {
  again = true
  exchanging ??= (async () => {
    while (again) {
      again = false
      await once()
    }
  })().finally(() => { exchanging = undefined })
  return exchanging
}

/** Where the worker is stopped before it is done, Background Sync or the next page wakes it. */
export async function sendSoon(): Promise<void> {
  await worker.registration.sync?.register(OUTBOX_TAG).catch(() => undefined)
  await sync()
}

async function once(): Promise<void> {
  const vault = await keyring.vault()
  if (!vault) return
  try {
    const done = await navigator.locks.request('outbox-push', () =>
      exchange(vault, { origin: worker.location.origin, now: () => Date.now() }))
    const contact = await vault.contact()
    if (contact && done.ending === 'done') clock.settle(contact, reading())
    await after(done)
  } catch (error) {
    if (!(error instanceof Locked)) throw error
  }
}

async function after(done: Exchanged): Promise<void> {
  // Signing in as another locks the first.
  if (memory.whoSignedIn && done.ending === 'other_person') await lock()
  memory.whoSignedIn = false
  if (done.changed.length) {
    news.remember(done.changed, sharedMs())
    await tellPages({ kind: 'changed', discussions: done.changed })
  }
  await tellPages({ kind: 'status', status: done.ending })
}
