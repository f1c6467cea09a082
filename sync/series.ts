// Clocks that start from another rule: from its limit passing unmet, from its being met, or from its limit.
// Twin of series.py.
import { clocks, due, nobody } from './clocks'
import type { Clock, Work } from './clocks'
import { applies, forCase, forChild } from './conditions'
import type { Applies } from './conditions'
import { judged } from './judged'
import { midnight } from './london'
import { timed } from './procedure'
import type { Rule, RuleAnchor } from './procedure'
import { start } from './starts'
import type { Start } from './starts'
import { state, stopped } from './stops'
import { NO } from './told'

/** Every clock of a rule. A procedure file lets a rule follow only one that stands above it, so this ends. */
export function running(rule: Rule, work: Work): Clock[] {
  const { anchor } = rule
  if (!('rule' in anchor)) return clocks(rule, work)
  const others = work.procedure.rules
    .filter(timed)
    .filter((other) => other.id === anchor.rule && (anchor.kind === null || anchor.kind === other.kind))
  return others.flatMap((other) =>
    running(other, work).flatMap((found) => {
      const stands = judged(other, found, work)
      return following(rule, anchor, stands.rule, stands.clock, work)
    }),
  )
}

function following(rule: Rule, anchor: RuleAnchor, other: Rule, found: Clock, work: Work): Clock[] {
  const day = work.held[0]?.day ?? null
  const { child } = found
  const own = child ? forChild(rule.when, work.told, child, day) : forCase(rule.when, work.told, day)
  const begun = from(anchor.on, other, found, work)
  // Nothing was missed yet: the rule asks for nothing, and its row would only alarm.
  if (own.answer === NO || nobody(found) || (!begun && anchor.on === 'missed')) return []
  return [{ ...found, applies: both(found.applies, own), start: begun, renewed: false }]
}

function from(on: RuleAnchor['on'], other: Rule, found: Clock, work: Work): Start | null {
  const limit = due(other, found, work)
  const stop = stopped(other, found, work)
  if (on === 'met') return stop && found.start ? start(stop, other.id, { on }) : null
  if (!limit) return null
  if (on === 'missed' && !['late', 'met_late'].includes(state(found.start, limit, stop, work.now))) return null
  const wholeDay = limit.before === midnight(limit.day + 1)
  const at = on === 'due' && wholeDay ? midnight(limit.day) : limit.before
  return start({ lo: at, hi: at }, other.id, { on })
}

function both(one: Applies, other: Applies): Applies {
  const facts = [...new Set([...one.facts, ...other.facts])]
  return applies(Math.min(one.answer, other.answer), facts, [...new Set([...one.children, ...other.children])])
}
