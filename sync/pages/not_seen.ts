/** Tried and could not see the child, and what is done then (PRACTICE.md P-23, Z-43). Twin of `not_seen.py`. */
import { seconds } from '../london'
import type { Entry } from '../messages'
import { childrenOf } from '../moving'
import { answer, entry, saidOf, visit } from './answers'
import { identity, label } from './children'
import { Clocks } from './clock'
import { keyed, pageOf } from './forms'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { cleared } from './note_readers'
import { Asking, type Question } from './questions'

const STEPS = 'not_seen_steps'
const URGED: Record<string, string> = {
  not_safe: 'Do not go back alone. Ring the manager, and the police.',
  not_found: 'Ring the police now: nobody knows where this child is.',
}

export function notSeen(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}`
  return {
    ...pageOf('not_seen', 'Could not see the child', doc, inputs),
    child: identity(doc, child),
    cleared: cleared(doc, inputs.now),
    form: asking.form(`${here}/not-seen`, `${here}/what-next`),
    taken_href: `${here}/taken`,
    ...keyed(asking.adding('visits', { child, at: inputs.now })),
  }
}

export function whatNext(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}`
  const plan = `decisions.${child}.contingency`
  const tried = last(doc, child, 'tried')
  const since = seconds(said(parts(last(doc, child, 'seen')?.value)['at'])) ?? 0
  // What was done about an earlier time, before the child was seen, is over.
  const steps = (doc.entries[STEPS] ?? []).filter((one) => parts(one.value)['child'] === child && (seconds(one.at) ?? 0) >= since)
  return {
    ...pageOf('what_next', 'The child was not seen', doc, inputs),
    child: identity(doc, child),
    clock: new Clocks(doc, inputs).ofChild(child),
    tries: tried ? [{ ...visit(doc, tried, inputs), href: '' }] : [],
    reason: tried ? saidOf(tried, 'visits', 'why_not') : '',
    urged: URGED[said(parts(tried?.value)['why_not'])] ?? '',
    plan: answer(doc, plan, label(plan), inputs.now),
    steps: steps.reverse().map((one) => entry(doc, STEPS, one, inputs.now)),
    form: asking.form(`${here}/what-next`, `${here}/what-next`),
    not_seen_href: `${here}/not-seen`,
    seen_href: `${here}/seen`,
    ...keyed(asking.adding(STEPS).map(pressed)),
  }
}

/** A step is a button; the next try has a time, and so a form of its own. */
function pressed(question: Question): Question {
  return question.key === 'step' ? { ...question, options: question.options.filter(({ value }) => value !== 'next_try') } : question
}

function last(doc: Doc, child: string, what: string): Entry | undefined {
  return (doc.entries['visits'] ?? []).filter((one) => {
    const value = parts(one.value)
    return childrenOf(doc, one).includes(child) && value['what'] === what && !one.superseded_by
  }).at(-1)
}
