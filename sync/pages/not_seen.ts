/** Tried and could not see the child, and what is done then (PRACTICE.md P-23, Z-43). Twin of `not_seen.py`. */
import type { Entry } from '../messages'
import { childrenOf } from '../moving'
import { exactly, instant } from '../wording'
import { answer, entry, saidOf, unnamed, visit } from './answers'
import { identity, label } from './children'
import { Clocks } from './clock'
import { keyed, pageOf } from './forms'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { moment } from './local'
import { cleared } from './note_readers'
import { Asking, mayWrite, type Question } from './questions'
import { firstScreen } from './tonight'

const STEPS = 'not_seen_steps'
const URGED: Record<string, string> = {
  not_safe: 'Do not go back alone. Ring the manager, and the police.',
  not_found: 'Ring the police now: nobody knows where this child is.',
}

/** What a worker sends by one tap, without typing, when she stands there (Z-43). */
const ALERTS: Record<string, readonly [string, string]> = {
  not_safe: ['It was not safe to see the child', ' Nobody should go there alone.'],
  not_found: ['The child was not found anywhere', ''],
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
  const alert = tried ? alertOf(doc, asking, child, tried) : []
  const since = moment(said(parts(last(doc, child, 'seen')?.value)['at']))
  // What was done about an earlier time, before the child was seen, is over.
  const steps = (doc.entries[STEPS] ?? []).filter((one) => parts(one.value)['child'] === child && moment(one.at) >= since)
  return {
    ...pageOf('what_next', 'The child was not seen', doc, inputs),
    child: identity(doc, child),
    clock: new Clocks(doc, inputs).ofChild(child),
    tries: tried ? [{ ...visit(doc, unnamed(doc, tried), inputs), href: '' }] : [],
    reason: tried ? saidOf(tried, 'visits', 'why_not') : '',
    urged: URGED[said(parts(tried?.value)['why_not'])] ?? '',
    plan: answer(doc, plan, label(plan), inputs.now),
    steps: steps.reverse().map((one) => entry(doc, STEPS, unnamed(doc, one), inputs.now)),
    alert,
    alert_words: alert[0]?.['value'] ?? '',
    alert_form: asking.form(`${here}/what-next`, firstScreen(doc, inputs)),
    form: asking.form(`${here}/what-next`, `${here}/what-next`),
    not_seen_href: `${here}/not-seen`,
    seen_href: `${here}/seen`,
    ...keyed(asking.adding(STEPS).map(pressed)),
  }
}

/** Stands until the child was seen: who could not see her, and who reads it, comes back to what is done (P-23). */
export function triedWords(doc: Doc, child: string, now: string): string {
  const [seen, tried] = ['seen', 'tried'].map((what) => last(doc, child, what))
  const at = said(parts(tried?.value)['at'])
  if (!tried || (seen && moment(said(parts(seen.value)['at'])) > moment(at))) return ''
  const why = saidOf(tried, 'visits', 'why_not')
  return `Could not be seen${why && ': '}${why}, ${instant(at, now)}`
}

/** An urgent note with its words ready, until one was written about this child since. */
function alertOf(doc: Doc, asking: Asking, child: string, tried: Entry): Context[] {
  const value = parts(tried.value)
  const [words, after] = ALERTS[said(value['why_not'])] ?? []
  const later = (doc.entries['urgent'] ?? []).some((note) =>
    parts(note.value)['child'] === child && moment(note.at) >= moment(tried.at))
  if (!words || later || !mayWrite(doc, 'urgent')) return []
  const where = value['where'] ? ` ${said(value['where'])}.` : ''
  const ready = `${words}, ${exactly(said(value['at']))}.${where}${after}`
  return asking.hidden({ 'add:urgent/words': ready, 'add:urgent/child': child })
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
