// THE DEADLINE ENGINE: a procedure's rules, what is known of a case, a calendar and now -> what is due, its state, why.
// Twin of deadlines.py over vectors/deadlines-*.json; everything in and out is plain JSON (CLI.md). All rules that
// apply are listed; what an unknown fact would trigger is `conditional` (P-3); before the discussion is held,
// `projected` says by when the child would be seen (P-2).
import { born, clock, due, extended, nobody, opens } from './clocks'
import type { Clock, Work } from './clocks'
import { factWords, forChild } from './conditions'
import { CaseError } from './errors'
import { judged } from './judged'
import { limit, readings } from './limits'
import type { Limit } from './limits'
import { dateText, dayNumber, localDay, midnight, utc } from './london'
import { timed } from './procedure'
import type { Beneath, Procedure, Result, Row, Rule } from './procedure'
import { running } from './series'
import { discussions, ofEvent, start } from './starts'
import type { Start } from './starts'
import { gateState, state, stopped } from './stops'
import { NO, UNKNOWN, YES, least, moment, read } from './told'
import { length, source, words } from './why'
import type { Calendar } from './working_days'

export { CaseError }
export type { Calendar, Procedure, Result, Row }

/** Rows as in CLI.md. Throws CaseError, its message one sentence. `now` is ISO 8601 with an offset. */
export function deadlines(procedure: Procedure, given: unknown, calendar: Calendar, now: string): Result {
  const said = read(given, procedure.vocabulary)
  if (calendar.zone !== 'Europe/London') {
    throw new CaseError(`The calendar is for ${calendar.zone}: Seenby works out dates for Europe/London only.`)
  }
  const at = moment(now, 'Now')
  const told = { ...said, today: localDay(at) }
  const work: Work = { procedure, told, held: discussions(told), calendar, now: at }
  const rules = procedure.rules.filter(timed)
  const certain: Row[] = []
  const conditional: Row[] = []
  for (const rule of rules) {
    for (const found of running(rule, work)) {
      ;(found.applies.answer === YES ? certain : conditional).push(rowOf(rule, found, work))
    }
  }
  return {
    procedure: procedure.id,
    version: procedure.version,
    calendar: calendar.version,
    deadlines: certain,
    conditional,
    projected: work.held.length > 0 ? [] : projected(rules, certain, work),
  }
}

/** The seen-by if the discussion is held at the latest date allowed: the earliest `max` limit for holding. */
function projected(rules: readonly Rule[], certain: readonly Row[], work: Work): Row[] {
  const limits = certain
    .filter((row) => row.effect === 'hold' && row.kind === 'max' && row.due_date !== null)
    // What is said of a further discussion has its number.
    .filter((row) => row.sd === null)
  const latest = least(limits, (row) => Date.parse(row.due_before ?? ''))
  if (!latest) return []
  const at = midnight(dayNumber(latest.due_date ?? '') ?? 0)
  const from = start({ lo: at, hi: at }, latest.rule)
  const rows: Row[] = []
  for (const rule of rules.filter((one) => one.effect === 'seen_by' && one.per === 'child')) {
    for (const child of work.told.children) {
      const found = forChild(rule.when, work.told, child, null)
      const would = born(clock(found, from, { child, projected: true }))
      if (found.answer !== NO && due(rule, would, work)) rows.push(rowOf(rule, would, work))
    }
  }
  return rows
}

function rowOf(asked: Rule, given: Clock, work: Work): Row {
  const { rule, clock: found, choice } = judged(asked, given, work)
  const { child } = found
  const from = nobody(found) ? null : found.start
  const allowed = due(rule, found, work)
  const more = allowed && extended(rule, found, work)
  const stop = stopped(rule, found, work)
  const opening = opens(rule, found, work)
  const gate = rule.kind === 'not_before'
  const stands = gate ? gateState(opening, stop, work.now) : state(from, allowed, stop, work.now)
  const standing = nobody(found) ? 'not_applicable' : stands
  const row: Row = {
    rule: rule.id,
    part: rule.part ?? '',
    kind: rule.kind,
    unit: rule.unit,
    amount: rule.amount,
    force: rule.force,
    effect: rule.effect,
    per: rule.per,
    child: child?.id ?? null,
    children: [...found.applies.children],
    recipient: found.recipient,
    sd: found.sd,
    start: from && utc(from.at.lo),
    start_from: child && nobody(found) ? (child.died ? 'child_died' : 'child_born') : (from?.source ?? null),
    due_before: allowed && utc(allowed.before),
    due_date: allowed && dateText(allowed.day),
    state: standing,
    not_before: opening === null ? null : utc(opening),
    met_at: stop && ['met', 'met_late', 'too_early'].includes(standing) ? utc(stop.hi) : null,
    new_information: found.renewed,
    face_to_face: 'modes' in rule.stop,
    cite: rule.cite,
    cite_words: `${work.procedure.source.name}, line ${rule.cite.line} (${rule.id})`,
    beneath: allowed && beneath(rule, found, work),
    extended: more && { due_before: utc(more.before), due_date: dateText(more.day) },
    judgement: choice && { choice: choice.choice ?? '', who: choice.who ?? '', why: choice.reason ?? '' },
    why: '',
  }
  if (found.applies.answer === UNKNOWN) {
    row.if = [...found.applies.facts]
    row.if_words = found.applies.facts.map((name) => factWords(name, work.procedure.vocabulary))
  }
  row.why = words(rule, row, found.start, work.procedure)
  return row
}

/** The same limit under the other reading, of its start or of its days, shown beneath. */
function beneath(rule: Rule, found: Clock, work: Work): Beneath | null {
  const { settings } = work.procedure
  if (rule.beneath && !found.projected) {
    const from = ofEvent(rule.beneath.anchor, work.told, settings)
    return from && readAs(rule, from, limit(rule, from.at.lo, settings, work.calendar), work)
  }
  if (rule.unit !== 'days' || !found.start) return null
  const later = least(readings(rule, found.start.at.lo, settings, work.calendar), (one) => -one.before) ?? null
  const unit = rule.back ? 'calendar_days' : 'working_days'
  return later?.before === due(rule, found, work)?.before ? null : readAs({ ...rule, unit }, found.start, later, work)
}

function readAs(rule: Rule, from: Start, allowed: Limit | null, work: Work): Beneath | null {
  return allowed && {
    words: `${length(rule)} ${rule.back ? 'before' : 'from'} ${source(from, work.procedure)}`,
    start: utc(from.at.lo),
    start_from: from.source,
    due_before: utc(allowed.before),
    due_date: dateText(allowed.day),
  }
}
