/** The other pages with a form: decision, two different answers. Twin of `forms.py`. */
import { registry, type Settling } from '../registry'
import { settles, settling } from '../settling'
import { answer, linesOf, settlementWords, sideOf } from './answers'
import { about, identities, identity } from './children'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite, type Question } from './questions'
import { shell } from './shell'

const DECISIONS = ['section_47', 'seen_plan', 'contingency']

export function decision(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  return {
    ...pageOf('decision', 'Decision', doc, inputs),
    child: identity(doc, child),
    form: asking.form(`/discussions/${doc.id}/children/${child}/decision`),
    groups: DECISIONS.map((part) => groupOf(doc, asking, `decisions.${child}.${part}`, inputs)),
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

export function pageOf(name: string, title: string, doc: Doc, inputs: PageInputs): Context {
  return {
    page: { ...shell(name, `${title}, discussion ${doc.reference}`, inputs), discussion: doc.id },
    reference: doc.reference,
    back: `/discussions/${doc.id}`,
    children: identities(doc),
  }
}

function groupOf(doc: Doc, asking: Asking, path: string, inputs: PageInputs): Context {
  const group = asking.group(path)
  return { ...group, standing: answer(doc, path, group.legend, inputs.now) }
}

/** Each question by its key; which of two times that happened twice is asked after the time it is about. */
export function keyed(questions: Question[]): Context {
  const folds = questions.filter((question) => question.key === 'fold')
  const ofTold = (fold: Question): boolean => fold.name.endsWith('rung_at/fold')
  return {
    questions: Object.fromEntries(questions.filter(({ key }) => key !== 'fold').map((question) => [question.key, question])),
    folds: folds.filter((fold) => !ofTold(fold)),
    told_folds: folds.filter(ofTold),
  }
}
