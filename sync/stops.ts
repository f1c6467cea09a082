// What meets a rule, and the state of its clock (CLI.md readings 5 and 13; Q-9b, P-15). Twin of stops.py.
import type { Clock, Work } from './clocks'
import type { Limit } from './limits'
import type { Row, Rule } from './procedure'
import type { Start } from './starts'
import { first, last, least, ofType } from './told'
import type { Span } from './told'

// Events that carry the number of the discussion they belong to (CLI.md, Case and reading 12).
const COUNTED = new Set([
  'sd_decided',
  'sd_contact',
  'sd_concluded',
  's47_initiated',
  'concerns_substantiated',
  'icpc_agreed',
  'record_released',
  'record_received',
])

/** The instant that met it, if any; under two sides the later counts, so that met is met under both. */
export function stopped(rule: Rule, clock: Clock, work: Work): Span | null {
  const stop = rule.stop
  if ('call' in stop) return held(stop.modes, work)
  if ('seen_by' in stop) return seen(stop.seen_by, clock, work)
  const number = clock.discussion?.number
  const events = ofType(work.told, stop.event).filter(
    (event) => number === undefined || !COUNTED.has(event.type) || event.sd === number,
  )
  return spanOf(events.map((event) => event.at), stop.pick)
}

/** A clock with no number is open until it is met. At its very instant it is late: `due_before` is exclusive. */
export function state(start: Start | null, due: Limit | null, stop: Span | null, now: number): Row['state'] {
  if (!start) return 'no_start'
  if (stop) return !due || stop.hi < due.before ? 'met' : 'met_late'
  return due && now >= due.before ? 'late' : 'open'
}

function held(modes: readonly string[] | undefined, work: Work): Span | null {
  if (!modes) return spanOf(work.held.map((one) => one.start.at), 'first')
  const calls = work.held.flatMap((one) => one.calls).filter((call) => call.mode !== null && modes.includes(call.mode))
  return spanOf(calls.map((call) => call.at), 'first')
}

/** The first visit to this child by one of those named, not before the clock began under any side. A visit before any
 * discussion meets no projection (Q-9b). */
function seen(people: readonly string[], clock: Clock, work: Work): Span | null {
  const { child, start } = clock
  if (!child || !start || clock.projected) return null
  const visits = ofType(work.told, 'child_seen')
    .filter((event) => event.child === child.id && event.by !== null && people.includes(event.by))
    .filter((event) => event.at.lo >= start.at.hi)
  return least(visits, (event) => event.at.hi)?.at ?? null
}

function spanOf(spans: readonly Span[], pick: 'first' | 'last'): Span | null {
  if (spans.length === 0) return null
  return (pick === 'last' ? last : first)(spans)
}
