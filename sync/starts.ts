// What a clock starts from: an event, its fall-backs, or a discussion (CLI.md readings 1, 2, 9, 11).
// Twin of starts.py.
import { localDay } from './london'
import type { DiscussionAnchor, EventAnchor, FollowUpAnchor, RuleAnchor, Settings } from './procedure'
import { ALWAYS, YES, first, last, least, ofType } from './told'
import type { Event, Sides, Span, Told } from './told'

/** `source` is an event, a fact, or a rule, and then `on` what happened to it. `missing` is the event the procedure
 * names, where another stands in. */
export interface Start {
  readonly at: Span
  readonly source: string
  readonly missing: string | null
  readonly on: RuleAnchor['on'] | 'ended' | null
}

export interface Discussion {
  readonly number: number
  readonly calls: readonly Event[]
  readonly start: Start
  readonly end: Start | null
  readonly day: number
}

export const start = (at: Span, source: string, more: Partial<Start> = {}): Start => ({
  at,
  source,
  missing: null,
  on: null,
  ...more,
})

/** Those that were held, earliest first. */
export function discussions(told: Told): Discussion[] {
  const marks = told.events.filter((event) => event.type === 'sd_contact' || event.type === 'sd_concluded')
  const numbers = [...new Set(marks.map((event) => event.sd))]
  const held = numbers.map((number) => discussion(number, told)).filter((found) => found !== null)
  return held.sort((one, other) => one.start.at.lo - other.start.at.lo || one.number - other.number)
}

/** The named event, or the earliest of several; where none is timed, the fall-backs of a rule for holding. */
export function ofEvent(anchor: EventAnchor, told: Told, settings: Settings): Start | null {
  const firstCall = anchor.before_call ? least(ofType(told, 'sd_contact'), (call) => call.at.lo) : undefined
  const own = named(anchor.events, told, anchor.pick, firstCall?.at.lo)
  if (own || anchor.fallback !== 'holding') return own
  const others = settings.fallback_events.filter((name) => !firstCall || !anchor.events.includes(name))
  const other = named(others, told, 'first') ?? named([settings.last_resort], told, 'first')
  const missing = anchor.events.length === 1 ? (anchor.events[0] ?? null) : null
  return other && start(other.at, other.source, { missing })
}

/** The start, and one more each time that what is to be repeated was done. */
export function repeated(anchor: EventAnchor, told: Told, settings: Settings): (Start | null)[] {
  const from = ofEvent(anchor, told, settings)
  const name = anchor.repeat
  if (!from || !name) return [from]
  const again = ofType(told, name).filter((event) => event.at.lo > from.at.hi)
  return [from, ...again.map((event) => start(event.at, name)).sort((one, other) => one.at.lo - other.at.lo)]
}

/** The discussions a rule runs from: the first, the last, or each; of those that carry an event, if it says so. */
export function chosen(anchor: DiscussionAnchor, held: readonly Discussion[], told: Told): readonly Discussion[] {
  const groups = anchor.by_enquiry ? enquiries(held, told) : [held]
  return groups.flatMap((group) => ofGroup(anchor, group, held, told))
}

/** The discussions of each section 47 enquiry: one begun after the last was completed is another. */
function enquiries(held: readonly Discussion[], told: Told): Discussion[][] {
  const completed = ofType(told, 's47_completed').map((event) => event.at.lo)
  let group: Discussion[] = []
  const groups = [group]
  let opened: number | null = null
  for (const one of held) {
    const events = ofType(told, 's47_initiated').filter((event) => event.sd === one.number)
    const begun = least(events, (event) => event.at.lo)?.at.lo
    if (begun !== undefined) {
      const since: number | null = opened
      if (since !== null && completed.some((end) => since < end && end <= begun)) groups.push((group = []))
      if (since === null || group.length === 0) opened = begun
    }
    group.push(one)
  }
  return groups
}

/** Every discussion after the first, held or only decided on, with its start: its own event, else the date of the
 * discussion before it. */
export function followUps(
  anchor: FollowUpAnchor,
  held: readonly Discussion[],
  told: Told,
): { number: number; start: Start | null }[] {
  const begun = new Set(held.map((one) => one.number))
  const decided = new Set(ofType(told, anchor.follow_up).map((event) => event.sd))
  const waiting = [...decided].filter((number) => number > 1 && !begun.has(number)).sort((one, other) => one - other)
  const pairs = [
    ...held.slice(1).map((now, index) => ({ number: now.number, before: held[index] })),
    ...waiting.map((number) => ({ number, before: held.at(-1) })),
  ]
  return pairs.map(({ number, before }) => {
    const own = ofType(told, anchor.follow_up).filter((event) => event.sd === number)
    return { number, start: own.length > 0 ? earliest(own) : (before?.start ?? null) }
  })
}

function ofGroup(
  anchor: DiscussionAnchor,
  group: readonly Discussion[],
  held: readonly Discussion[],
  told: Told,
): readonly Discussion[] {
  let fitting = group.filter((one) => ofForm(anchor.modes, one))
  if (anchor.carrying.length > 0) {
    const others = new Set(held.filter((one) => !group.includes(one)).map((one) => one.number))
    const carried = told.events.filter((event) => anchor.carrying.includes(event.type) && !others.has(event.sd))
    const types = new Set(carried.map((event) => event.type))
    if (anchor.complete && !anchor.carrying.every((name) => types.has(name))) return []
    const numbers = new Set(carried.map((event) => event.sd))
    fitting = fitting.filter((one) => numbers.has(one.number))
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

/** Every call of it was in one of these ways. */
function ofForm(modes: readonly string[] | undefined, { calls }: Discussion): boolean {
  return !modes || (calls.length > 0 && calls.every((call) => call.mode !== null && modes.includes(call.mode)))
}

function named(names: readonly string[], told: Told, pick: 'first' | 'last', before = Infinity): Start | null {
  const found = names.flatMap((name) => ofType(told, name)).filter((event) => event.at.lo < before)
  return found.length > 0 ? earliest(found, pick) : null
}

/** Of at least one event. */
export function earliest(events: readonly Event[], pick: 'first' | 'last' = 'first'): Start {
  const sign = pick === 'first' ? 1 : -1
  const source = least(events, (event) => sign * event.at.lo)?.type ?? ''
  return start((pick === 'first' ? first : last)(events.map((event) => event.at)), source)
}

function discussion(number: number, told: Told): Discussion | null {
  const mine = told.events.filter((event) => event.sd === number)
  const calls = mine.filter((event) => event.type === 'sd_contact').sort((one, other) => one.at.lo - other.at.lo)
  const conclusions = mine.filter((event) => event.type === 'sd_concluded').map((event) => event.at)
  const concluded = conclusions.length > 0 ? start(first(conclusions), 'sd_concluded') : null
  const began = calls.length > 0 ? start(first(calls.map((call) => call.at)), 'sd_contact') : concluded
  if (!began) return null
  const lastEnd = calls.at(-1)?.end ?? null
  const end = concluded ?? (lastEnd && start(lastEnd, 'sd_contact', { on: 'ended' }))
  return { number, calls, start: began, end, day: localDay(began.at.lo) }
}
