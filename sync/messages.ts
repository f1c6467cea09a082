/** What goes over the wire: Change, Push, Pull, Receipt, and how a change gets its id. */

export const SCHEMA = 1
export const MOST_CHANGES = 100
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Status = 'applied' | 'same' | 'conflict' | 'quarantined' | 'needs_upgrade'

export interface NewChange {
  op_id: string
  nonce: string
  device: string
  actor: string
  acting_role: string
  discussion: string
  kind: string
  target: string
  seen: string[]
  payload: Json
  section: string
  claimed_at: string
  mono_ms: number
  tz: string
  skew_est_ms: number
  schema_v: number
  app_v: string
  profile_v: string
}
export interface Change extends NewChange { dseq: number; prev_dhash: string }

export interface Receipt { op_id: string; status: Status; seq: number | null; server_time: string; sentence: string | null }

export interface By { id: string; name: string; role: string; agency: string }
export interface Line { label: string; text: string }
/** What somebody said, when they say they wrote it, and when the server had it. */
interface Said { value: Json; lines: Line[]; by: By; at: string; received: string | null; pending?: boolean }
export interface Side extends Said { id: string }
/** `readers`: of a note, where its writer chose none and not everybody may see it. */
export interface Entry extends Said { id: string; superseded_by?: string; readers?: string }
export interface Settlement { by: By; at: string; why: string }
export interface Leaf extends Said {
  seen: string[]
  also?: By[]
  sides?: Side[]
  stands?: { value: Json; words: string }
  settlement?: Settlement
  settled?: Leaf | null
  /** What stood here before, oldest first: only where a date hangs on it. */
  earlier?: Pick<Side, 'value' | 'by' | 'at' | 'received'>[]
}
export interface Difference {
  id: string
  path: string
  label: string
  state: 'open' | 'settled'
  sides: Side[]
  opened: string
  settlement?: Settlement & { value: Json; lines: Line[] }
  pending?: boolean
}
export interface Annotated {
  id: string
  seq: number
  procedure: string
  reference: string
  capacity: string
  children: string[]
  /** Where somebody is here for some of them only: all whom the dates hang on, in order. */
  every_child?: string[]
  adults: string[]
  /** Who has or had a part; what a list is made from has it not. */
  holders?: { id: string; name: string; role: string; agency: string; kind: string; capacity: string; from: string; until: string }[]
  /** Of whoever runs it, where somebody is named who must be kept out: the accounts that may be theirs. */
  meant?: Colleague[]
  writable: string[]
  leaves: Record<string, Leaf>
  entries: Record<string, Entry[]>
  differences: Difference[]
}
export interface Person {
  id: string
  name: string
  initials: string
  role: string
  role_words: string
  agency: string
  demo: boolean
  /** Of the organisation; who may see a note hangs on it. */
  agency_kind?: string
}
export interface Colleague { id: string; words: string }
export interface PushAnswer {
  epoch: string
  durable_seq: number
  server_time: string
  receipts: Receipt[]
  error?: string
}
/** What a locked device recorded and nobody has confirmed; `by` is empty for one's own, `discussion` and `child` where none was named. */
export interface Recorded { note: string; what: string; at: string; received: string; words: string; discussion: string; child: string; by: string }

export interface PullAnswer {
  epoch: string
  durable_seq: number
  server_time: string
  cursor: string
  person: Person
  phones: { who: string; number: string }[]
  /** Nurses a ward can be handed over to. */
  colleagues?: Colleague[]
  recorded?: Recorded[]
  /** The server's public key for what a locked device records, base64. */
  seal_to?: string
  receipts: Receipt[]
  gone: string[]
  discussions: Annotated[]
  procedures: Record<string, Json>
  current?: string[]
  calendar: Json
  error?: string
}

/** Keys sorted, no spaces, integers only: the same text in both languages. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function opId(nonce: string, target: string, seen: string[], payload: Json): Promise<string> {
  return (await sha256(canonical([nonce, target, seen, payload]))).slice(0, 32)
}

/** Chains the changes of one device: a gap, a swap and an edit on the device are visible. */
export async function dhash(change: Change): Promise<string> {
  return sha256(canonical({ ...change }))
}
