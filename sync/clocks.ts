// Which clocks a rule sets going: for the case or each child, from which start (CLI.md readings 5, 8 to 11).
// Twin of clocks.py.
import { answersOf, applies, forCase, forChild } from './conditions'
import type { Applies } from './conditions'
import { earliestAllowed, endOf, limit } from './limits'
import type { Limit } from './limits'
import type { DiscussionAnchor, EventAnchor, Procedure, Rule } from './procedure'
import { chosen, earliest, followUps, newInformation, ofFact, repeated, start } from './starts'
import type { Discussion, Start } from './starts'
import { NO, YES, about, least, ofType } from './told'
import type { Child, Event, Told } from './told'
import type { Calendar } from './working_days'

/** Everything one run reads; nothing in it changes. */
export interface Work {
  readonly procedure: Procedure
  readonly told: Told
  readonly held: readonly Discussion[]
  readonly calendar: Calendar
  readonly now: number
}

/** One rule that applies, or would: for whom, from when. */
export interface Clock {
  readonly applies: Applies
  readonly start: Start | null
  readonly child: Child | null
  readonly discussion: Discussion | null
  readonly sd: number | null
  readonly recipient: string | null
  readonly renewed: boolean
  readonly projected: boolean
}

export function clocks(rule: Rule, work: Work): Clock[] {
  if (rule.per === 'child') return work.told.children.flatMap((child) => ofChild(rule, whose(rule, child), work))
  const found = forCase(rule.when, work.told, work.held[0]?.day ?? null)
  if (found.answer === NO) return []
  const { anchor } = rule
  return rule.per === 'recipient' && 'events' in anchor ? ofRecipients(anchor, found, work) : ofCase(rule, found, work)
}

/** The child it would run for is not born, or has died. */
export const nobody = ({ child }: Clock): boolean => child !== null && (child.died || !child.born)

export function due(rule: Rule, found: Clock, work: Work): Limit | null {
  if (!found.start || nobody(found) || rule.kind === 'not_before') return null
  if (rule.unit === 'agreed') return agreed(rule, found, work)
  return limit(rule, found.start.at.lo, work.procedure.settings, work.calendar)
}

/** From when something may be done, where a rule says that it may not be sooner: under every side. */
export function opens(rule: Rule, found: Clock, work: Work): number | null {
  if (!found.start || nobody(found) || rule.kind !== 'not_before') return null
  return earliestAllowed(rule, found.start.at.hi, work.procedure.settings, work.calendar)
}

/** The earliest date that people agreed for this child; no row makes one up. */
function agreed(rule: Rule, found: Clock, work: Work): Limit | null {
  const days = concerning(ofType(work.told, rule.agreed_by ?? ''), found)
  return days.length > 0 ? endOf(Math.min(...days)) : null
}

/** The last date to which more time was authorised for this rule; the date it had stays. No area extends the
 * national date. */
export function extended(rule: Rule, found: Clock, work: Work): Limit | null {
  if (rule.kind === 'national') return null
  const given = ofType(work.told, 'extension_authorised').filter((event) => event.rule === rule.id)
  const days = concerning(given, found)
  return days.length > 0 ? endOf(Math.max(...days)) : null
}

function concerning(events: readonly Event[], found: Clock): number[] {
  return events.filter((event) => concerns(event, found)).map((event) => event.due).filter((day) => day !== null)
}

export const concerns = (event: Event, { child }: Clock): boolean =>
  event.child === null || !child || event.child === child.id

export function clock(found: Applies, from: Start | null, more: Partial<Clock> = {}): Clock {
  return { applies: found, start: from, child: null, sd: null, recipient: null, ...NEITHER, ...more }
}
const NEITHER = { discussion: null, renewed: false, projected: false }

/** A clock for a child runs from the birth at the earliest (CLI.md reading 10). */
export function born(given: Clock): Clock {
  const birth = given.child?.born
  if (!birth || !given.start || birth.lo <= given.start.at.lo) return given
  return { ...given, start: start({ lo: birth.lo, hi: Math.max(birth.hi, given.start.at.hi) }, 'child_born') }
}

/** One for each recipient and discussion, from what happened to that recipient (CLI.md readings 7, 12). */
function ofRecipients(anchor: EventAnchor, found: Applies, work: Work): Clock[] {
  const begun = new Map<string, { recipient: string; sd: number; events: Event[] }>()
  for (const event of work.told.events) {
    const { recipient, sd } = event
    if (!anchor.events.includes(event.type) || recipient === null) continue
    const key = JSON.stringify([recipient, sd])
    const one = begun.get(key) ?? { recipient, sd, events: [] }
    one.events.push(event)
    begun.set(key, one)
  }
  const all = [...begun.values()]
  const waiting = [...new Set(work.told.recipients)].filter((name) => !all.some((one) => one.recipient === name))
  return [
    ...waiting.map((recipient) => clock(found, null, { recipient })),
    ...all.map(({ recipient, sd, events }) => clock(found, earliest(events), { recipient, sd })),
  ]
}

function ofCase(rule: Rule, found: Applies, work: Work): Clock[] {
  const anchor = rule.anchor
  if ('rule' in anchor) return []
  if ('follow_up' in anchor) {
    return followUps(anchor, work.held, work.told).map(({ number, start: from }) => clock(found, from, { sd: number }))
  }
  if ('events' in anchor) {
    return repeated(anchor, work.told, work.procedure.settings).map((from) => clock(found, from))
  }
  const fitting = chosen(anchor, work.held, work.told)
  if (rule.per === 'call') return fitting.flatMap((one) => ofCalls(anchor, found, one))
  if (fitting.length === 0) return [clock(found, null)]
  return fitting.flatMap((one) => {
    const own = forCase(rule.when, work.told, work.held[0]?.day ?? null, one.number)
    const from = anchor.discussion === 'date' ? one.start : one.end
    return own.answer === NO ? [] : [clock(own, from, of(one))]
  })
}

const of = (discussion: Discussion): Partial<Clock> => ({ discussion, sd: discussion.number })

function ofCalls(anchor: DiscussionAnchor, found: Applies, held: Discussion): Clock[] {
  return held.calls.map((call) => {
    const ended = anchor.discussion === 'end'
    const at = ended ? call.end : call.at
    return clock(found, at && start(at, 'sd_contact', { on: ended ? 'ended' : null }), { sd: held.number })
  })
}

/** A death ends a child's clocks, but not what the death itself asks for. */
function whose({ anchor }: Rule, child: Child): Child {
  return 'events' in anchor && anchor.events.includes('child_died') ? { ...child, died: false } : child
}

function ofChild(rule: Rule, child: Child, work: Work): Clock[] {
  const anchor = rule.anchor
  const fitting = 'discussion' in anchor ? chosen(anchor, work.held, work.told) : []
  const found = forChild(rule.when, work.told, child, work.held[0]?.day ?? null)
  if (child.died || !child.born || (fitting.length === 0 && 'discussion' in anchor)) {
    return found.answer === NO ? [] : [clock(found, null, { child })]
  }
  if ('events' in anchor) {
    const starts = repeated(anchor, about(work.told, child), work.procedure.settings)
    return found.answer === NO ? [] : starts.map((from) => born(clock(found, from, { child })))
  }
  if (!('discussion' in anchor)) return []
  return fitting.flatMap((one) => fromDiscussion(rule, anchor, child, one, work)).map(born)
}

function fromDiscussion(rule: Rule, anchor: DiscussionAnchor, child: Child, held: Discussion, work: Work): Clock[] {
  const made: Clock[] = []
  const answers = answersOf(work.told, child)
  const names = anchor.renewed_by
  const found = forChild(rule.when, work.told, child, held.day, names.length > 0 ? held.day : null)
  if (found.answer !== NO) {
    const known = names.map((name) => ofFact(name, answers(name), held)).filter((one) => one !== null)
    const from = (found.answer === YES ? firstKnown(known) : null) ?? held.start
    made.push(clock(found, from, { child, ...of(held) }))
  }
  if (forChild(rule.when, work.told, child, held.day).answer === YES) {
    const renewed = names.map((name) => newInformation(name, answers(name), held)).filter((one) => one !== null)
    for (const later of renewed.sort((one, other) => one.at.lo - other.at.lo)) {
      made.push(clock(applies(YES), later, { child, ...of(held), renewed: true }))
    }
  }
  return made
}

/** Of several facts the first; its latest side from those that nobody contests, where there are any. */
function firstKnown(known: readonly { start: Start; agreed: boolean }[]): Start | null {
  const first = least(known, (one) => one.start.at.lo)
  if (!first) return null
  const agreed = known.filter((one) => one.agreed).map((one) => one.start.at.hi)
  const hi = agreed.length > 0 ? Math.min(...agreed) : Math.max(...known.map((one) => one.start.at.hi))
  return start({ lo: first.start.at.lo, hi: Math.max(hi, first.start.at.lo) }, first.start.source)
}
