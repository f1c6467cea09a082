/** Recorded without unlocking: what waits for its child and a yes (PRACTICE.md P-18, Z-38). Twin of `recorded.py`. */
import type { Recorded } from '../messages'
import { instant } from '../wording'
import { identity } from './children'
import { problem } from './device'
import { keyed, pageOf } from './forms'
import type { Context, Doc, PageInputs } from './inputs'
import { URGED, WHATS } from './locked'
import { Asking, mayWrite } from './questions'
import { asked } from './seen'
import { shell } from './shell'
import { firstScreen } from './tonight'

export function recorded(inputs: PageInputs): Context {
  return {
    page: shell('recorded', 'Recorded without unlocking', inputs),
    items: (inputs.recorded ?? []).map((one) => itemOf(one, inputs)),
  }
}

// More are folded: several notes stand beneath each other.
const AT_ONCE = 12

function itemOf(one: Recorded, inputs: PageInputs): Context {
  const children = (inputs.discussions ?? []).flatMap((doc) => doc.children
    .filter((child) => !one.child || one.discussion === doc.id && one.child === child)
    .map((child) => ({ ...identity(doc, child), reference: doc.reference, href: `/discussions/${doc.id}/children/${child}/recorded/${one.note}` })))
  return { ...saidOf(one, inputs), children, many: children.length > AT_ONCE, aside: `/recorded/${one.note}/set-aside` }
}

export function confirm(doc: Doc, inputs: PageInputs): Context {
  const one = inputs.recorded?.find(({ note }) => note === inputs.params?.['recorded'])
  if (!one) return problem(inputs)
  const child = inputs.params?.['child'] ?? ''
  const asking = new Asking(doc, { ...inputs, nonce: one.note })
  const ofVisit = ['seen', 'tried', 'not_safe'].includes(one.what)
  const here = `/discussions/${doc.id}/children/${child}`
  const after = !ofVisit ? firstScreen(doc, inputs) : one.what === 'seen' ? `/discussions/${doc.id}` : `${here}/what-next`
  const why = one.what === 'not_safe' ? { why_not: 'not_safe' } : {}
  return {
    ...pageOf('recorded_of', 'Confirm', doc, inputs),
    ...saidOf(one, inputs),
    kind: ofVisit ? 'visit' : 'urgent',
    happened: one.what === 'seen' ? 'seen' : 'tried',
    child: identity(doc, child),
    form: asking.form(`${here}/recorded/${one.note}`, after),
    may_write: mayWrite(doc, ofVisit ? 'visits' : 'urgent'),
    ...(ofVisit ? asked(doc, inputs, asking, { child, at: one.at, how: one.words, ...why }) : keyed(asking.adding('urgent', { child, words: one.words }))),
  }
}

/** A child's short reference for the lock page: on this device alone, and no name. */
export function short(doc: Doc, inputs: PageInputs): Context {
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}/short-reference`
  const mine = inputs.shorts?.find((one) => one.discussion === doc.id && one.child === child)?.ref ?? ''
  return {
    ...pageOf('short', 'Short reference', doc, inputs),
    child: identity(doc, child),
    form: { ...new Asking(doc, inputs).form(here, `/discussions/${doc.id}`), action: here },
    value: inputs.draft ? new Map(inputs.draft.fields).get('short') ?? '' : mine,
    error: inputs.draft?.errors[0]?.text ?? '',
  }
}

function saidOf(one: Recorded, { now }: PageInputs): Context {
  return {
    what: WHATS[one.what] ?? 'Words added on the lock page',
    when: instant(one.at, now),
    words: one.words,
    by: one.by,
    urge: URGED[one.what] ?? '',
  }
}
