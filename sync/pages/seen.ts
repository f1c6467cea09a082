/** Child seen: a visit written down, and one looked at again (PRACTICE.md P-15, Z-33). Twin of `seen.py`. */
import type { Json } from '../messages'
import { childrenOf } from '../moving'
import { unnamed, visit as shownVisit } from './answers'
import { identity } from './children'
import { Clocks } from './clock'
import { problem } from './device'
import { keyed, pageOf } from './forms'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { cleared } from './note_readers'
import { Asking } from './questions'
import { hintOf, stopsOf } from './visits'

export function visit(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}`
  return {
    ...pageOf('visit', 'Child seen', doc, inputs),
    child: identity(doc, child),
    clock: new Clocks(doc, inputs).ofChild(child),
    cleared: cleared(doc, inputs.now),
    form: asking.form(`${here}/seen`),
    not_seen_href: `${here}/not-seen`,
    taken_href: `${here}/taken`,
    short_href: `${here}/short-reference`,
    ...asked(doc, inputs, asking, { child, at: inputs.now }),
  }
}

/** Its author corrects it by a new entry; a manager decides about another's. */
export function visitAgain(doc: Doc, inputs: PageInputs): Context {
  const item = (doc.entries['visits'] ?? []).find((one) => one.id === inputs.params?.['visit'])
  const value = parts(item?.value)
  const child = item ? childrenOf(doc, item)[0] ?? '' : ''
  if (!item || !doc.children.includes(child)) return problem(inputs)
  const asking = new Asking(doc, inputs)
  const shown = shownVisit(doc, unnamed(doc, item), inputs)
  const corrects = shown['href_words'] === 'Correct this'
  const again = { ...value, correction: '' }
  const kept = asking.hidden({ 'add:visits/child': child, 'add:visits/supersedes': item.id })
  const decides = Boolean(shown['href']) && !corrects
  return {
    ...pageOf('visit_again', 'A visit to the child', doc, inputs),
    child: identity(doc, child),
    entries: [{ ...shown, href: '' }],
    form: asking.form(`/discussions/${doc.id}/visits/${item.id}`),
    visit: item.id,
    opened: asking.opened('visits', [...asking.adding('visits', again), ...kept]),
    corrects,
    decides,
    ...(decides ? keyed(asking.adding('visit_checks')) : asked(doc, inputs, asking, again)),
  }
}

/** Each answer to who saw the child says what it does not do. */
export function asked(doc: Doc, inputs: PageInputs, asking: Asking, given: Record<string, Json>): Context {
  const questions = asking.adding('visits', given)
  for (const option of questions.find((question) => question.key === 'by')?.options ?? []) {
    option.hint = hintOf(option.value, stopsOf(doc, inputs))
  }
  return keyed(questions)
}
