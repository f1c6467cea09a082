/** What was recorded while this device was locked: sealed to the server, so in a database of nobody's key (SECURITY.md 1a). */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { metas } from './device'
import { canSeal, sealed } from './hpke'
import { hex } from './keys'
import type { Meta } from './schema'

export interface SealedNote { note: string; person: string; device: string; box: Uint8Array<ArrayBuffer> }
/** What is pressed, or words added to it: nothing else of the device is in it. */
export interface Pressed { what: string; words?: string; to?: string; discussion?: string; child?: string }

interface SealedSchema extends DBSchema { notes: { key: string; value: SealedNote } }
const BUCKET = 256
let able: Promise<boolean> | undefined

/** Those whose server has said what to seal to. */
export async function sealing(): Promise<Meta[]> {
  able ??= canSeal()
  return await able ? (await metas()).filter((meta) => meta.seal_to) : []
}

/** `now`: this device's own clock in ms; the server's time is worked out from it. The note's name, once it is on the disk. One press sent twice, by the `nonce` of its page, is one note. */
export async function keepSealed(vault: string, nonce: string, pressed: Pressed, now: number, which = ''): Promise<string | undefined> {
  const meta = (await sealing()).find((one) => one.vault === vault)
  if (!meta?.seal_to) return undefined
  const { discussion, child } = meta.shorts?.find(({ ref }) => ref === which) ?? {}
  const said = new TextEncoder().encode(JSON.stringify([nonce, vault, pressed.what, pressed.words, which]))
  const note = `rec${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', said))).slice(0, 29)}`
  const content = JSON.stringify({ ...pressed, at: `${new Date(now - (meta.ahead_ms ?? 0)).toISOString().slice(0, 19)}Z`, discussion, child })
  // Its length must not say which button it was.
  const even = content.padEnd(Math.ceil(content.length / BUCKET) * BUCKET)
  const to = Uint8Array.from(atob(meta.seal_to), (sign) => sign.charCodeAt(0))
  const box = await sealed(to, `seenby v1 note|${vault}|${meta.device}|${note}`, even)
  await within(async (db) => {
    const tx = db.transaction('notes', 'readwrite', { durability: 'strict' })
    if (!await tx.store.get(note)) await tx.store.put({ note, person: vault, device: meta.device, box })
    await tx.done
  })
  return note
}

export function sealedNotes(): Promise<SealedNote[]> {
  return within((db) => db.getAll('notes'))
}

/** The server has these. */
export async function dropSealed(notes: string[]): Promise<void> {
  await within(async (db) => { for (const note of notes) await db.delete('notes', note) })
}

async function within<T>(act: (db: IDBPDatabase<SealedSchema>) => Promise<T>): Promise<T> {
  const db = await openDB<SealedSchema>('seenby.sealed', 1, { upgrade(fresh) { fresh.createObjectStore('notes', { keyPath: 'note' }) } })
  try {
    return await act(db)
  } finally {
    db.close()
  }
}
