// What a clock starts from: an event, its fall-backs, or a discussion (CLI.md readings 1, 2, 9, 11).
// Twin of starts.py.
import { localDay } from './london'
import type { DiscussionAnchor, EventAnchor, Settings } from './procedure'
import { ALWAYS, YES, first, last, least, ofType } from './told'
import type { Event, Sides, Span, Told } from './told'

/** `source` is an event, a fact, or a rule; `missing` the event the procedure names, where another stands in. */
export interface Start {
  readonly at: Span
  readonly source: string
  readonly missing: string | null
}

export interface Discussion {
  readonly number: number
  readonly calls: readonly Event[]
  readonly start: Start
  readonly end: Start | null
  readonly day: number
}

export const start = (at: Span, source: string, missing: string | null = null): Start => ({ at, source, missing })

/** Those that were held, earliest first. */
export function discussions(told: Told): Discussion[] {
  const marks = told.events.filter((event) => event.type === 'sd_contact' || event.type === 'sd_concluded')
  const numbers = [...new Set(marks.map((event) => event.sd))]
  const held = numbers.map((number) => discussion(number, told)).filter((found) => found !== null)
  return held.sort((one, other) => one.start.at.lo - other.start.at.lo || one.number - other.number)
}

/** The named event, or the earliest of several; where none is timed, the fall-backs of a rule for holding. */
export function ofEvent(anchor: EventAnchor, told: Told, settings: Settings): Start | null {
  const own = earliest(anchor.events, told, anchor.pick)
  if (own || anchor.fallback !== 'holding') return own
  const other = earliest(settings.fallback_events, told, 'first') ?? earliest([settings.last_resort], told, 'first')
  const missing = anchor.events.length === 1 ? (anchor.events[0] ?? null) : null
  return other && start(other.at, other.source, missing)
}

/** The discussions a rule runs from: the first, the last, or each; of those that carry an event, if it says so. */
export function chosen(anchor: DiscussionAnchor, held: readonly Discussion[], told: Told): readonly Discussion[] {
  let fitting = held
  if (anchor.carrying.length > 0) {
    const carried = told.events.filter((event) => anchor.carrying.includes(event.type))
    const numbers = new Set(carried.map((event) => event.sd))
    fitting = held.filter((one) => numbers.has(one.number))
  }
  if (anchor.which === 'each') return fitting
  return anchor.which === 'first' ? fitting.slice(0, 1) : fitting.slice(-1)
}

/** Where a fact was yes on or before the discussion's date: the first call at or after its answer that day, else the
 * time of the answer; and whether no side differs. Null where no side says so. */
export function ofFact(name: string, sides: Sides, held: Discussion): { start: Start; agreed: boolean } | null {
  const found = sides.filter(([answer]) => answer === YES).map(([, since]) => known(name, since, held))
  const earliestOne = least(found, (one) => one.start.at.lo)
  if (!earliestOne || !found.some((one) => one.onTime)) return null
  const hi = Math.max(...found.map((one) => one.start.at.hi))
  return {
    start: start({ lo: earliestOne.start.at.lo, hi }, earliestOne.start.source),
    agreed: sides.every(([answer]) => answer === YES),
  }
}

/** A fact that every side who says yes first said on a later date than the discussion's (P-14). */
export function newInformation(name: string, sides: Sides, held: Discussion): Start | null {
  const since = sides.filter(([answer]) => answer === YES).map(([, when]) => when)
  const lo = Math.min(...since)
  if (since.length === 0 || lo === ALWAYS || localDay(lo) <= held.day) return null
  return start({ lo, hi: Math.max(...since) }, name)
}

function known(name: string, since: number, held: Discussion): { start: Start; onTime: boolean } {
  if (since <= held.start.at.lo) return { start: held.start, onTime: true }
  const answered = start({ lo: since, hi: since }, name)
  if (localDay(since) > held.day) return { start: answered, onTime: false }
  for (const call of held.calls) {
    const running = call.end !== null && call.at.lo <= since && since <= call.end.hi
    if ((running || call.at.lo >= since) && localDay(call.at.lo) === held.day) {
      return { start: start(call.at, 'sd_contact'), onTime: true }
    }
  }
  return { start: answered, onTime: true }
}

function earliest(names: readonly string[], told: Told, pick: 'first' | 'last'): Start | null {
  const found = names.flatMap((name) => ofType(told, name))
  const sign = pick === 'first' ? 1 : -1
  const event = least(found, (one) => sign * one.at.lo)
  if (!event) return null
  return start((pick === 'first' ? first : last)(found.map((one) => one.at)), event.type)
}

function discussion(number: number, told: Told): Discussion | null {
  const mine = told.events.filter((event) => event.sd === number)
  const calls = mine.filter((event) => event.type === 'sd_contact').sort((one, other) => one.at.lo - other.at.lo)
  const conclusions = mine.filter((event) => event.type === 'sd_concluded').map((event) => event.at)
  const concluded = conclusions.length > 0 ? start(first(conclusions), 'sd_concluded') : null
  const began = calls.length > 0 ? start(first(calls.map((call) => call.at)), 'sd_contact') : concluded
  if (!began) return null
  const lastEnd = calls.at(-1)?.end ?? null
  const end = concluded ?? (lastEnd && start(lastEnd, 'sd_contact'))
  return { number, calls, start: began, end, day: localDay(began.at.lo) }
}
