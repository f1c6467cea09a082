// What meets a rule, and the state of its clock (CLI.md readings 5 and 13; Q-9b, P-15). Twin of stops.py.
import { concerns } from './clocks'
import type { Clock, Work } from './clocks'
import type { Limit } from './limits'
import type { OneStop, Row, Rule, Stop } from './procedure'
import type { Discussion, Start } from './starts'
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
  if ('after' in stop && stop.after) spans = spans.filter((one) => follows(one, stop, clock))
  const often = 'times' in stop ? (stop.times ?? 1) : 1
  if (spans.length < often) return null
  return 'pick' in stop && stop.pick === 'last' ? last(spans) : nth(spans, often)
}

/** When it had been done that often, under every side. */
function nth(spans: readonly Span[], number: number): Span {
  const [lo = 0, hi = 0] = [spans.map((span) => span.lo), spans.map((span) => span.hi)].map(
    (ends) => ends.sort((one, other) => one - other)[number - 1],
  )
  return { lo, hi }
}

/** At or after the start; what itself started a clock does not meet it. */
function follows(span: Span, stop: OneStop, { start }: Clock): boolean {
  if (!start) return false
  const startedIt = start.source === ('event' in stop ? stop.event : 'sd_contact')
  return startedIt ? span.lo > start.at.hi : span.lo >= start.at.hi
}

/** Of a rule that says from when something may be done. Done under any side before that, it was done too early. */
export function gateState(opening: number | null, stop: Span | null, now: number): Row['state'] {
  if (stop) return opening !== null && stop.lo >= opening ? 'met' : 'too_early'
  return opening !== null && now >= opening ? 'open' : 'not_yet'
}

/** A clock with no number is open until it is met. At its very instant it is late: `due_before` is exclusive. */
export function state(start: Start | null, due: Limit | null, stop: Span | null, now: number): Row['state'] {
  if (!start) return 'no_start'
  if (stop) return !due || stop.hi < due.before ? 'met' : 'met_late'
  return due && now >= due.before ? 'late' : 'open'
}

/** Every instant that could meet it. */
function times(stop: OneStop, clock: Clock, work: Work): Span[] {
  if ('seen_by' in stop) return seen(stop.seen_by, stop.alone === true, clock, work)
  if ('event' in stop) return events(stop.event, clock, work).map((event) => event.at)
  const { modes, carrying } = stop
  const carried = carrying && work.told.events.filter((event) => carrying.includes(event.type)).map((event) => event.sd)
  const fitting = heldOf(stop.call, clock, work).filter((one) => !carried || carried.includes(one.number))
  if (!modes) return fitting.map((one) => one.start.at)
  const calls = fitting.flatMap((one) => one.calls).filter((call) => call.mode !== null && modes.includes(call.mode))
  return calls.map((call) => call.at)
}

/** Any, the clock's own, or those held after it. */
function heldOf(which: 'first' | 'own' | 'next', { sd, discussion }: Clock, { held }: Work): readonly Discussion[] {
  if (which === 'own') return held.filter((one) => one.number === sd)
  if (which === 'first') return held
  return discussion ? held.slice(held.indexOf(discussion) + 1) : []
}

function events(name: string, clock: Clock, work: Work): Event[] {
  const { sd, recipient } = clock
  return ofType(work.told, name)
    .filter((event) => concerns(event, clock))
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
function seen(people: readonly string[], alone: boolean, clock: Clock, work: Work): Span[] {
  const { child, start } = clock
  if (!child || !start || clock.projected) return []
  return ofType(work.told, 'child_seen')
    .filter((event) => event.child === child.id && event.by !== null && people.includes(event.by))
    .filter((event) => event.at.lo >= start.at.hi && (event.alone || !alone))
    .map((event) => event.at)
}

function spanOf(spans: readonly Span[], pick: 'first' | 'last'): Span | null {
  if (spans.length === 0) return null
  return (pick === 'last' ? last : first)(spans)
}
