/** What a vault's database holds. One database a person, `seenby-<account>`; only `Vault` opens it. */
import type { DBSchema } from 'idb'
import type { Short } from '../../../sync/pages/inputs'
import type { Change, Colleague, Json, Person, Receipt, Recorded } from '../../../sync/messages'

export const DATABASE = 'seenby-'
export const DATABASE_VERSION = 2

/** A sealed value under a name that says nothing. `v` counts its writings and is bound into the seal. */
export interface Row { id: string; v: number; iv: Uint8Array<ArrayBuffer>; box: Uint8Array<ArrayBuffer> }
export interface OutboxRow extends Row { dseq: number }

/** Argon2id: m in KiB. */
export interface KdfParameters { alg: string; v: number; m: number; t: number; p: number; salt: Uint8Array<ArrayBuffer> }
export interface Wrapped { iv: Uint8Array<ArrayBuffer>; box: Uint8Array<ArrayBuffer> }
export interface Phone { who: string; number: string }

/** The one record in clear: what the lock page must know before anybody has unlocked. */
export interface Meta {
  vault: string
  initials: string
  device: string
  kdf: KdfParameters
  wrapped: Wrapped
  phones: Phone[]
  /** Since when nobody has read what someone needs to know of, by the device's own clock; no word of it, and of no child. */
  unread?: string
  /** Known from the first pull on. */
  demo?: boolean
  /** How far this device's clock was ahead of the server's when they last spoke, in ms. */
  ahead_ms?: number
  /** What its owner called children for the lock page: in clear, and no names. */
  shorts?: Short[]
  /** The server's public key, base64: what is recorded here while locked is sealed to it. */
  seal_to?: string | undefined
  failures: { count: number; at: number }
}

export interface VaultSchema extends DBSchema {
  meta: { key: string; value: Meta }
  discussions: { key: string; value: Row }
  /** Of each discussion what lists show, so that a list of 200 opens without their notes. */
  briefs: { key: string; value: Row }
  outbox: { key: string; value: OutboxRow; indexes: { dseq: number } }
  receipts: { key: string; value: Row }
  drafts: { key: string; value: Row }
  state: { key: string; value: Row }
}
export type SealedStore = 'discussions' | 'briefs' | 'outbox' | 'receipts' | 'drafts' | 'state'

/** A change that is still here, with what the server last said of it if it stays. */
export interface Waiting { change: Change; at: string; receipt: Receipt | null }
/** A change the server has named in a receipt. */
export interface Taken { change: Change; at: string; receipt: Receipt; taken_at: string }
export interface FieldError { name: string; text: string }
export interface Draft { fields: [string, string][]; errors: FieldError[]; at: string }

/** What the last contact with the server said; times are UTC ISO, `device_ms` this device's own clock then. */
export interface Contact {
  epoch: string
  cursor: string
  person: Person
  phones: Phone[]
  synced_at: string
  device_ms: number
  procedures: Record<string, Json>
  /** Missing in what an earlier Seenby kept. */
  current?: string[]
  colleagues?: Colleague[]
  recorded?: Recorded[]
  seal_to?: string | undefined
  calendar: Json
}
/** The end of the chain of this device's changes. */
export interface Chain { dseq: number; dhash: string }
