/** Locks after five idle minutes, and after one hidden minute; a phone that slept may wake past either. */
import { holdsKey } from './custody'
import { tell } from './link'

const IDLE_MS = 5 * 60_000
const HIDDEN_MS = 60_000
const LOOK_EVERY_MS = 5_000
const SAY_EVERY_MS = 10_000

interface Instant { wall: number; monotonic: number }
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('seenby-activity') : undefined
let active = now()
let hidden: Instant | undefined
let saidAt = 0

export function watchForLock(): void {
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'input']) {
    document.addEventListener(kind, acted, { capture: true, passive: true })
  }
  others?.addEventListener('message', () => { active = now() })
  document.addEventListener('visibilitychange', () => {
    look()
    hidden = document.visibilityState === 'hidden' ? now() : undefined
  })
  setInterval(look, LOOK_EVERY_MS)
}

function acted(): void {
  // The first touch after a long sleep must not pass for activity.
  look()
  active = now()
  if (performance.now() - saidAt < SAY_EVERY_MS) return
  saidAt = performance.now()
  others?.postMessage('active')
}

function look(): void {
  if (!holdsKey()) return
  if (since(active) > IDLE_MS) tell({ kind: 'lock' })
  else if (hidden && since(hidden) > HIDDEN_MS) tell({ kind: 'lock-if-hidden' })
}

function now(): Instant {
  return { wall: Date.now(), monotonic: performance.now() }
}

/** Neither clock alone sees both a sleep and a clock set back. */
function since(then: Instant): number {
  return Math.max(Date.now() - then.wall, performance.now() - then.monotonic)
}
