// A limit that a person chooses between alternatives: who, and why, or the shorter one stands. Twin of judged.py.
import { concerns, due } from './clocks'
import type { Clock, Work } from './clocks'
import type { Alternative, Rule } from './procedure'
import { ofEvent } from './starts'
import { about, least, ofType } from './told'
import type { Event } from './told'

interface Standing {
  readonly rule: Rule
  readonly clock: Clock
  readonly choice: Event | null
}

/** The rule and its clock as they stand, and the choice they stand on. A choice counts only with a name and a reason. */
export function judged(rule: Rule, clock: Clock, work: Work): Standing {
  const alternatives = rule.alternatives ?? []
  const { child } = clock
  if (alternatives.length === 0 || (child && (child.died || !child.born))) return { rule, clock, choice: null }
  const choice = chosen(rule, clock, work)
  const wanted = choice && alternatives.find((one) => one.choice === choice.choice)
  if (wanted) return as(wanted, rule, clock, work, choice)
  const every = [{ rule, clock, choice: null }, ...alternatives.map((one) => as(one, rule, clock, work, null))]
  const dated = every.filter((one) => due(one.rule, one.clock, work))
  return least(dated, (one) => due(one.rule, one.clock, work)?.before ?? 0) ?? { rule, clock, choice: null }
}

/** The last that was made for this child. */
function chosen(rule: Rule, clock: Clock, work: Work): Event | null {
  const known = new Set((rule.alternatives ?? []).map((one) => one.choice))
  const made = ofType(work.told, rule.chosen_by ?? '')
    .filter((event) => event.choice !== null && known.has(event.choice))
    .filter((event) => event.who !== null && event.reason !== null && concerns(event, clock))
  return least(made, (event) => -event.at.lo) ?? null
}

function as(one: Alternative, rule: Rule, clock: Clock, work: Work, choice: Event | null): Standing {
  const stands = { ...rule, unit: one.unit, amount: one.amount }
  if (!one.anchor) return { rule: stands, clock, choice }
  const start = ofEvent(one.anchor, about(work.told, clock.child), work.procedure.settings)
  return { rule: stands, clock: { ...clock, start }, choice }
}
