// What meets a rule, and the state of its clock (CLI.md readings 5 and 13; Q-9b, P-15). Twin of stops.py.
import type { Clock, Work } from './clocks'
import type { Limit } from './limits'
import type { OneStop, Row, Rule, Stop } from './procedure'
import type { Start } from './starts'
import { first, last, least, ofType } from './told'
import type { Event, Span } from './told'

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
  return met(rule.stop, clock, work)
}

function met(stop: Stop, clock: Clock, work: Work): Span | null {
  if ('any' in stop) {
    const found = stop.any.map((one) => met(one, clock, work)).filter((one) => one !== null)
    return least(found, (one) => one.hi) ?? null
  }
  if ('event' in stop && stop.to_everyone) return toEveryone(events(stop.event, clock, work), work)
  let spans = times(stop, clock, work)
  if ('after' in stop && stop.after) spans = spans.filter((one) => clock.start !== null && one.lo >= clock.start.at.hi)
  return spanOf(spans, 'pick' in stop ? stop.pick : 'first')
}

/** A clock with no number is open until it is met. At its very instant it is late: `due_before` is exclusive. */
export function state(start: Start | null, due: Limit | null, stop: Span | null, now: number): Row['state'] {
  if (!start) return 'no_start'
  if (stop) return !due || stop.hi < due.before ? 'met' : 'met_late'
  return due && now >= due.before ? 'late' : 'open'
}

/** Every instant that could meet it. */
function times(stop: OneStop, clock: Clock, work: Work): Span[] {
  if ('seen_by' in stop) return seen(stop, clock, work)
  if ('event' in stop) return events(stop.event, clock, work).map((event) => event.at)
  const fitting = work.held.filter((one) => stop.call !== 'own' || one.number === clock.sd)
  const { modes } = stop
  if (!modes) return fitting.map((one) => one.start.at)
  const calls = fitting.flatMap((one) => one.calls).filter((call) => call.mode !== null && modes.includes(call.mode))
  return calls.map((call) => call.at)
}

function events(name: string, { sd, recipient }: Clock, work: Work): Event[] {
  return ofType(work.told, name)
    .filter((event) => sd === null || !COUNTED.has(event.type) || event.sd === sd)
    .filter((event) => recipient === null || event.recipient === recipient)
}

/** The last of the first releases to each: to those the case declares, else to those that had one (reading 13). */
function toEveryone(released: readonly Event[], work: Work): Span | null {
  const toAll = released.filter((event) => event.recipient === null)
  const declared = work.told.recipients
  const names = declared.length > 0 ? declared : [...new Set(released.map((event) => event.recipient))]
  const reached = names.map((name) => {
    const own = released.filter((event) => event.recipient === name)
    return spanOf([...own, ...toAll].map((event) => event.at), 'first')
  })
  const all = reached.filter((one) => one !== null)
  return all.length === reached.length ? spanOf(all, 'last') : null
}

/** Visits to this child by one of those named, not before the clock began under any side. A visit before any
 * discussion meets no projection (Q-9b). */
function seen(stop: Extract<Stop, { seen_by: unknown }>, clock: Clock, work: Work): Span[] {
  const { child, start } = clock
  if (!child || !start || clock.projected) return []
  return ofType(work.told, 'child_seen')
    .filter((event) => event.child === child.id && event.by !== null && stop.seen_by.includes(event.by))
    .filter((event) => event.at.lo >= start.at.hi && (event.alone || !stop.alone))
    .map((event) => event.at)
}

function spanOf(spans: readonly Span[], pick: 'first' | 'last'): Span | null {
  if (spans.length === 0) return null
  return (pick === 'last' ? last : first)(spans)
}
