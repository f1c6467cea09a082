/** What pages and the worker say to one another. Page scripts import nothing else of the worker's side but `vault/keys`. */
import type { Unlocked } from './vault/keys'
import type { Meta, Phone } from './vault/schema'

export type Fields = [string, string][]
/** `person`: whose page it was typed into; nobody else's vault takes it.
 *  `typed_at`: ms of the clock that pages and workers share, to tell a draft from one written after the form was saved. */
export interface OpenForm { person: string; page: string; fields: Fields; typed_at: number }
/** How far the device's clock has moved against a page's monotonic clock since the page was opened, in ms. */
export interface Drift { drift_ms: number }

/** From a page. Those with an answer come with a port. */
export type ToWorker =
  | { kind: 'key'; unlocked: Unlocked } & Drift
  | { kind: 'unlocked'; unlocked: Unlocked }
  | { kind: 'failed'; vault: string }
  | { kind: 'create'; meta: Meta; unlocked: Unlocked }
  | { kind: 'draft'; form: OpenForm }
  | { kind: 'sync' }
  | { kind: 'lock' }
  | { kind: 'stay' }
  | { kind: 'lock-if-hidden' }
  | { kind: 'keep-nothing' }
  | { kind: 'key?' }
  | { kind: 'vault?'; vault: string }
  | { kind: 'held?'; person: string; page: string }
  | { kind: 'mode?' }
  | { kind: 'missed?'; drawn_at: number }

/** Whether this browser has a vault, and who is unlocked. */
export interface Mode { vaults: { id: string; initials: string }[]; unlocked: string | null; keeps_nothing: boolean }
export interface VaultAnswer { meta: Meta; wait_ms: number }
export interface UnlockAnswer { error: string | null; page: string | null }

/** To every page. */
export type ToPage =
  | { kind: 'key?' }
  | { kind: 'locking' }
  | { kind: 'locked' }
  | { kind: 'sealed-sent' }
  | { kind: 'changed'; discussions: string[] }
  | { kind: 'status'; status: SyncStatus }

export type SyncStatus = 'done' | 'offline' | 'signed_out' | 'other_person' | 'failed'
export type { Phone }
