// Which clocks a rule sets going: for the case or each child, from which start (CLI.md readings 5, 8 to 11).
// Twin of clocks.py.
import { answersOf, applies, forCase, forChild } from './conditions'
import type { Applies } from './conditions'
import type { DiscussionAnchor, Procedure, Rule } from './procedure'
import { chosen, newInformation, ofEvent, ofFact, start } from './starts'
import type { Discussion, Start } from './starts'
import { NO, YES, least } from './told'
import type { Child, Told } from './told'
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
  readonly renewed: boolean
  readonly projected: boolean
}

export function clocks(rule: Rule, work: Work): Clock[] {
  if (rule.per === 'child') return work.told.children.flatMap((child) => ofChild(rule, child, work))
  const found = forCase(rule.when, work.told, work.held[0]?.day ?? null)
  return found.answer === NO ? [] : ofCase(rule, found, work)
}

export function clock(found: Applies, from: Start | null, more: Partial<Clock> = {}): Clock {
  return { applies: found, start: from, child: null, discussion: null, renewed: false, projected: false, ...more }
}

/** A clock for a child runs from the birth at the earliest (CLI.md reading 10). */
export function born(given: Clock): Clock {
  const birth = given.child?.born
  if (!birth || !given.start || birth.lo <= given.start.at.lo) return given
  return { ...given, start: start({ lo: birth.lo, hi: Math.max(birth.hi, given.start.at.hi) }, 'child_born') }
}

function ofCase(rule: Rule, found: Applies, work: Work): Clock[] {
  const anchor = rule.anchor
  if ('events' in anchor) return [clock(found, ofEvent(anchor, work.told, work.procedure.settings))]
  const fitting = chosen(anchor, work.held, work.told)
  if (fitting.length === 0) return [clock(found, null)]
  return fitting.map((one) => clock(found, anchor.discussion === 'date' ? one.start : one.end, { discussion: one }))
}

function ofChild(rule: Rule, child: Child, work: Work): Clock[] {
  const anchor = rule.anchor
  const fitting = 'events' in anchor ? [] : chosen(anchor, work.held, work.told)
  const found = forChild(rule.when, work.told, child, work.held[0]?.day ?? null)
  if (child.died || !child.born || (fitting.length === 0 && 'discussion' in anchor)) {
    return found.answer === NO ? [] : [clock(found, null, { child })]
  }
  if ('events' in anchor) {
    const from = ofEvent(anchor, work.told, work.procedure.settings)
    return found.answer === NO ? [] : [born(clock(found, from, { child }))]
  }
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
    made.push(clock(found, from, { child, discussion: held }))
  }
  if (forChild(rule.when, work.told, child, held.day).answer === YES) {
    const renewed = names.map((name) => newInformation(name, answers(name), held)).filter((one) => one !== null)
    for (const later of renewed.sort((one, other) => one.at.lo - other.at.lo)) {
      made.push(clock(applies(YES), later, { child, discussion: held, renewed: true }))
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
