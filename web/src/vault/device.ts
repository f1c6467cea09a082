/** What this browser knows before anybody unlocks: which vaults there are, and whether this session keeps nothing. */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Short } from '../../../sync/pages/inputs'
import { waitAfter } from './keys'
import { DATABASE, DATABASE_VERSION, type Meta, type Phone, type VaultSchema } from './schema'

interface DeviceSchema extends DBSchema { flags: { key: string; value: boolean } }
const DEVICE_DATABASE = 'seenby.device'
const META = 'vault'

async function vaultNames(): Promise<string[]> {
  const all = await indexedDB.databases()
  return all.flatMap(({ name }) => (name?.startsWith(DATABASE) ? [name.slice(DATABASE.length)] : [])).sort()
}

export async function keepsNothing(): Promise<boolean> {
  const db = await deviceDatabase()
  const answer = (await db.get('flags', 'keep-nothing')) ?? false
  db.close()
  return answer
}

export async function setKeepsNothing(yes: boolean): Promise<void> {
  const db = await deviceDatabase()
  // An unlock waits for this, and it is nearly always so already.
  if ((await db.get('flags', 'keep-nothing') ?? false) !== yes) await db.put('flags', yes, 'keep-nothing')
  db.close()
}

/** The vault's own database; made if missing. Closes itself when another version must upgrade it. */
export async function openDatabase(vault: string): Promise<IDBPDatabase<VaultSchema>> {
  const db = await openDB<VaultSchema>(DATABASE + vault, DATABASE_VERSION, {
    upgrade(fresh, before) {
      // What an earlier Seenby took for brief may lack what lists show now.
      if (before > 1) fresh.deleteObjectStore('briefs')
      fresh.createObjectStore('briefs', { keyPath: 'id' })
      if (before) return
      fresh.createObjectStore('meta')
      fresh.createObjectStore('discussions', { keyPath: 'id' })
      fresh.createObjectStore('outbox', { keyPath: 'id' }).createIndex('dseq', 'dseq', { unique: true })
      fresh.createObjectStore('receipts', { keyPath: 'id' })
      fresh.createObjectStore('drafts', { keyPath: 'id' })
      fresh.createObjectStore('state', { keyPath: 'id' })
    },
    blocking() { db.close() },
  })
  return db
}

export async function createVault(meta: Meta): Promise<void> {
  const db = await openDatabase(meta.vault)
  const tx = db.transaction('meta', 'readwrite', { durability: 'strict' })
  if (await tx.store.get(META)) {
    tx.abort()
    await tx.done.catch(() => undefined)
    db.close()
    throw new Error('This person already has a vault on this device. Unlock it instead.')
  }
  await tx.store.put(meta, META)
  await tx.done
  db.close()
}

/** Everything of this person here goes; but not while something written here is not yet the server's. False if it was kept. */
export async function deleteVault(vault: string): Promise<boolean> {
  const db = await openDatabase(vault)
  const unsent = await db.count('outbox') + await db.count('drafts')
  db.close()
  if (unsent === 0) await deleteDB(DATABASE + vault)
  return unsent === 0
}

/** Undefined where no such vault was ever finished, or the browser has thrown it away. */
export async function metaOf(vault: string): Promise<Meta | undefined> {
  // Opening would make an empty database of that name.
  if (!(await vaultNames()).includes(vault)) return undefined
  const db = await openDatabase(vault)
  const meta = await db.get('meta', META)
  db.close()
  return meta
}

export async function metas(): Promise<Meta[]> {
  const all = await Promise.all((await vaultNames()).map(metaOf))
  return all.filter((meta) => meta !== undefined)
}

export async function hasVaults(): Promise<boolean> {
  return (await metas()).length > 0
}

/** Milliseconds until the next try is allowed; `now` is the device's clock, and one set back waits no longer than the wait. */
export function waitOf(meta: Meta, now: number): number {
  const wait = waitAfter(meta.failures.count)
  return Math.max(0, Math.min(wait, meta.failures.at + wait - now))
}

export async function countTry(vault: string, right: boolean, now: number): Promise<void> {
  const none = { count: 0, at: 0 }
  await changeMeta(vault, (meta) => {
    if (right && meta.failures.count === 0) return meta
    return { ...meta, failures: right ? none : { count: meta.failures.count + 1, at: now } }
  })
}

/** What the lock page says before anybody has unlocked. */
export async function keepForLockPage(vault: string, phones: Phone[], person: { initials: string; demo: boolean }, seal_to?: string, ahead_ms = 0): Promise<void> {
  await changeMeta(vault, (meta) => ({ ...meta, phones, initials: meta.initials || person.initials, demo: person.demo, seal_to, ahead_ms }))
}

/** `since` is empty where nothing waits to be read. */
export async function keepUnread(vault: string, since: string): Promise<void> {
  await changeMeta(vault, (meta) => ((meta.unread ?? '') === since ? meta : { ...meta, unread: since }))
}

/** One reference a child; an empty one takes it away. */
export async function keepShort(vault: string, short: Short): Promise<void> {
  await changeMeta(vault, (meta) => {
    const others = (meta.shorts ?? []).filter(({ discussion, child }) => discussion !== short.discussion || child !== short.child)
    return { ...meta, shorts: short.ref ? [...others, short] : others }
  })
}

/** The lock page names no child of a discussion that has left the device. */
export async function forgetShorts(vault: string, gone: string[]): Promise<void> {
  await changeMeta(vault, (meta) => ({ ...meta, shorts: (meta.shorts ?? []).filter(({ discussion }) => !gone.includes(discussion)) }))
}

async function changeMeta(vault: string, change: (meta: Meta) => Meta): Promise<void> {
  const db = await openDatabase(vault)
  const tx = db.transaction('meta', 'readwrite')
  const meta = await tx.store.get(META)
  const changed = meta && change(meta)
  if (changed && changed !== meta) await tx.store.put(changed, META)
  await tx.done
  db.close()
}

function deviceDatabase(): Promise<IDBPDatabase<DeviceSchema>> {
  return openDB<DeviceSchema>(DEVICE_DATABASE, 1, { upgrade(db) { db.createObjectStore('flags') } })
}
