/** What a page is made from: the same JSON on server and device. Twin of `inputs.py`. */
import type { Annotated, By, Colleague, Json, Person, Recorded } from '../messages'

export type Doc = Annotated
export interface Context { [key: string]: Printed }
export type Printed = string | boolean | null | Printed[] | Context
/** A form that was typed and not saved; it fills its page again, nonce and all. */
export interface Draft { nonce: string; fields: [string, string][]; errors: { name: string; text: string }[] }
export interface OutboxItem {
  op_id: string
  discussion: string
  path: string
  payload?: Json | undefined
  at: string
  status: string
  sentence: string | null
  server_time: string | null
}

export interface Short { ref: string; discussion: string; child: string }
export interface Sealing { id: string; initials: string; shorts?: string[] }

/** `now` and `synced_at` are ISO 8601 UTC; `discussion` is for pages of one. */
export interface PageInputs {
  where: 'server' | 'device'
  person: Person | null
  phones: { who: string; number: string }[]
  now: string
  nonce: string
  version: string
  /** Which style sheet and script: a browser keeps those of one name for as long as it likes. */
  built?: string | undefined
  calendar?: Json | undefined
  procedures?: Record<string, Json> | undefined
  /** Digests of those that a new discussion may begin under. */
  current?: string[] | undefined
  /** Nurses a ward can be handed over to. */
  colleagues?: Colleague[] | undefined
  params?: Record<string, string> | undefined
  /** What the address says after `?`, in order; only a what-if reads it; and of the lock page, what was pressed there. */
  query?: [string, string][] | undefined
  discussion?: Doc | null | undefined
  discussions?: Doc[] | undefined
  draft?: Draft | null | undefined
  synced_at?: string | null | undefined
  outbox?: OutboxItem[] | undefined
  /** Of the lock page: since when nobody has read what someone needs to know, by the device's own clock. */
  unread?: string | undefined
  /** What locked devices recorded and nobody has confirmed; and how much of it is still on this device. */
  recorded?: Recorded[] | undefined
  sealed?: number | undefined
  /** Of the lock page: the vaults that can record so. */
  sealing?: Sealing[] | undefined
  /** Children whom the lock page may name, by a short reference given on this device. */
  shorts?: Short[] | undefined
  vaults?: { id: string; initials: string }[] | undefined
  notice?: string | null | undefined
  clock_doubt?: boolean | undefined
  demo?: boolean | undefined
  problem?: { heading: string; words: string } | undefined
}

export type Value = Record<string, Json>

/** A stored value's parts; anything that is not a group has none. */
export function parts(value: Json | undefined): Value {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

/** A part as text; a missing one is empty. */
export function said(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** Whether an entry is by whoever reads it: nobody else corrects it. */
export function wrote({ by }: { by: By }, { person }: Pick<PageInputs, 'person'>): boolean {
  return person !== null && by.id === person.id
}
