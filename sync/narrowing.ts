// What stands first of a procedure: by when the child should be seen, and the discussion held. A list of 200 works out no
// more. Twin of narrowing.py.
import { timed, type Procedure, type Rule } from './procedure'

const FIRST = ['seen_by', 'hold']
const made = new WeakMap<Procedure, Procedure>()

/** With the rules of these two alone, and those they are counted from. */
export function narrowed(procedure: Procedure): Procedure {
  const known = made.get(procedure)
  if (known) return known
  const wanted = new Set<string>()
  // A rule follows only one that stands above it.
  const rules = procedure.rules.filter(timed).reverse().filter((rule) => isWanted(rule, wanted)).reverse()
  const one = { ...procedure, rules }
  made.set(procedure, one)
  return one
}

function isWanted({ id, effect, anchor }: Rule, wanted: Set<string>): boolean {
  const found = FIRST.includes(effect) || wanted.has(id)
  if (found && 'rule' in anchor) wanted.add(anchor.rule)
  return found
}
