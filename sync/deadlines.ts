// THE DEADLINE ENGINE: a procedure's rules, what is known of a case, a calendar and now -> what is due, its state, why.
// Twin of deadlines.py over vectors/deadlines-*.json; everything in and out is plain JSON (CLI.md). All rules that
// apply are listed; what an unknown fact would trigger is `conditional` (P-3); before the discussion is held,
// `projected` says by when the child would be seen (P-2).
import { born, clock, clocks } from './clocks'
import type { Clock, Work } from './clocks'
import { forChild } from './conditions'
import { CaseError } from './errors'
import { limit } from './limits'
import { dateText, dayNumber, midnight, utc } from './london'
import { timed } from './procedure'
import type { Beneath, Procedure, Result, Row, Rule } from './procedure'
import { discussions, ofEvent, start } from './starts'
import { state, stopped } from './stops'
import { NO, UNKNOWN, YES, least, moment, read } from './told'
import { length, source, words } from './why'
import type { Calendar } from './working_days'

export { CaseError }
export type { Calendar, Procedure, Result, Row }

/** Rows as in CLI.md. Throws CaseError, its message one sentence. `now` is ISO 8601 with an offset. */
export function deadlines(procedure: Procedure, given: unknown, calendar: Calendar, now: string): Result {
  const told = read(given, procedure.vocabulary)
  if (calendar.zone !== 'Europe/London') {
    throw new CaseError(`The calendar is for ${calendar.zone}: Seenby works out dates for Europe/London only.`)
  }
  const work: Work = { procedure, told, held: discussions(told), calendar, now: moment(now, 'Now') }
  const rules = procedure.rules.filter(timed)
  const certain: Row[] = []
  const conditional: Row[] = []
  for (const rule of rules) {
    for (const found of clocks(rule, work)) {
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
  const limits = certain.filter((row) => row.effect === 'hold' && row.kind === 'max' && row.due_date !== null)
  const latest = least(limits, (row) => Date.parse(row.due_before ?? ''))
  if (!latest) return []
  const at = midnight(dayNumber(latest.due_date ?? '') ?? 0)
  const from = start({ lo: at, hi: at }, latest.rule)
  const rows: Row[] = []
  for (const rule of rules.filter((one) => one.effect === 'seen_by' && one.per === 'child')) {
    for (const child of work.told.children) {
      const found = forChild(rule.when, work.told, child, null)
      if (found.answer === NO || !child.born || child.died) continue
      rows.push(rowOf(rule, born(clock(found, from, { child, projected: true })), work))
    }
  }
  return rows
}

function rowOf(rule: Rule, found: Clock, work: Work): Row {
  const { child } = found
  const nobody = child !== null && (child.died || !child.born)
  const from = nobody ? null : found.start
  const due = from && limit(rule, from.at.lo, work.procedure.settings, work.calendar)
  const stop = stopped(rule, found, work)
  const standing = nobody ? 'not_applicable' : state(from, due, stop, work.now)
  const row: Row = {
    rule: rule.id,
    kind: rule.kind,
    unit: rule.unit,
    amount: rule.amount,
    force: rule.force,
    effect: rule.effect,
    per: rule.per,
    child: child?.id ?? null,
    children: [...found.applies.children],
    recipient: null,
    sd: found.discussion?.number ?? null,
    start: from && utc(from.at.lo),
    start_from: nobody ? (child.died ? 'child_died' : 'child_born') : (from?.source ?? null),
    due_before: due && utc(due.before),
    due_date: due && dateText(due.day),
    state: standing,
    met_at: stop && (standing === 'met' || standing === 'met_late') ? utc(stop.hi) : null,
    new_information: found.renewed,
    cite: rule.cite,
    cite_words: `${work.procedure.source.name}, line ${rule.cite.line} (${rule.id})`,
    beneath: due && found.discussion ? beneath(rule, work) : null,
    why: '',
  }
  if (found.applies.answer === UNKNOWN) {
    row.if = [...found.applies.facts]
    row.if_words = found.applies.facts.map((name) => work.procedure.vocabulary.facts[name]?.words ?? name)
  }
  row.why = words(rule, row, found.start, work.procedure)
  return row
}

/** The same limit under the other reading of its start, shown beneath. */
function beneath(rule: Rule, work: Work): Beneath | null {
  const { settings } = work.procedure
  const from = rule.beneath && ofEvent(rule.beneath.anchor, work.told, settings)
  const due = from && limit(rule, from.at.lo, settings, work.calendar)
  if (!rule.beneath || !from || !due) return null
  return {
    words: `${length(rule)} from ${source(from.source, work.procedure)}`,
    start: utc(from.at.lo),
    start_from: from.source,
    due_before: utc(due.before),
    due_date: dateText(due.day),
  }
}
