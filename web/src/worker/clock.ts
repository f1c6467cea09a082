/** What time it is, from the server's last word and what has passed since. No rule reads a clock: this one is asked once a page. */
import type { Contact } from '../vault/schema'

const DOUBT_MS = 2 * 60_000

export interface Told { now: string; doubt: boolean }
/** This worker's readings of its own two clocks, in ms. */
export interface Reading { wall: number; monotonic: number }

export function reading(): Reading {
  return { wall: Date.now(), monotonic: performance.now() }
}

export class Clock {
  #at: { contact: string; reading: Reading } | undefined
  #drift = 0

  /** A page's word on how far the device's clock has moved since the page was opened. */
  hear(drift_ms: number): void {
    if (Math.abs(drift_ms) > Math.abs(this.#drift)) this.#drift = drift_ms
  }

  /** The server was just spoken to, which settles every doubt. */
  settle(contact: Contact, at: Reading): void {
    this.#at = { contact: contact.synced_at, reading: at }
    this.#drift = 0
  }

  /** UTC. Where the two clocks differ the later time is told, so that nothing looks less urgent than it is. */
  tell(contact: Contact | null, at: Reading): Told {
    if (!contact) return { now: iso(at.wall), doubt: false }
    const byWall = at.wall - contact.device_ms
    const byMonotonic = this.#at?.contact === contact.synced_at ? at.monotonic - this.#at.reading.monotonic : undefined
    const apart = byMonotonic === undefined ? 0 : Math.abs(byWall - byMonotonic)
    const doubt = byWall < 0 || apart > DOUBT_MS || Math.abs(this.#drift) > DOUBT_MS
    return { now: iso(Date.parse(contact.synced_at) + Math.max(0, byWall, byMonotonic ?? 0)), doubt }
  }
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
