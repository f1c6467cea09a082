/** What the chair writes: a decision about a child, and which of two answers stands. Twin of `decisions.py`. */
import { registry, type Settling } from '../registry'
import { settles, settling } from '../settling'
import { linesOf, settlementWords, sideOf } from './answers'
import { about, identity } from './children'
import { pageOf } from './forms'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite } from './questions'
import { groupOf } from './short'

const DECISIONS = ['section_47', 'seen_plan', 'contingency']

export function decision(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  return {
    ...pageOf('decision', 'Decision', doc, inputs),
    child: identity(doc, child),
    form: asking.form(`/discussions/${doc.id}/children/${child}/decision`),
    groups: DECISIONS.map((part) => groupOf(doc, inputs, `decisions.${child}.${part}`)),
    may_write: mayWrite(doc, `decisions.${child}.section_47`),
  }
}

export function difference(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const found = doc.differences.find((one) => one.id === inputs.params?.['difference'])
  const page = pageOf('difference', 'Two different answers', doc, inputs)
  if (!found) return { ...page, found: false, label: '', about: '', settled: false, sides: [], may_settle: false, settled_by: '', caution: '' }
  const rule = settling(registry, found.path)
  const sides = found.sides.map((item) => sideOf(doc, found.path, item, inputs.now))
  return {
    ...page,
    found: true,
    label: found.label,
    about: about(doc, found.path),
    settled: found.state === 'settled',
    pending: Boolean(found.pending),
    settlement: { ...settlementWords(found.settlement, inputs.now), lines: linesOf(doc, found.settlement?.lines ?? [], found.path) },
    sides,
    caution: doc.leaves[found.path]?.stands?.words || '',
    may_settle: maySettle(doc, rule, inputs) && found.state === 'open' && !found.pending,
    settled_by: rule.words,
    // An answer the server does not have cannot be chosen: nobody else could see what was chosen.
    settle: asking.settling(found.path, sides.filter((one) => !one.pending)),
    form: asking.form(`/discussions/${doc.id}/differences/${found.id}`),
  }
}

function maySettle(doc: Doc, rule: Settling, inputs: PageInputs): boolean {
  const holidays = parts(inputs.calendar)['holidays']
  const days = Array.isArray(holidays) ? holidays.map(String) : []
  return settles(rule, doc.capacity, inputs.person?.role ?? '', inputs.now, days)
}
