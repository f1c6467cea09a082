/** A parent wants to take, or has taken, the child: numbers first (PRACTICE.md P-23). Twin of `taking.py`. */
import { alarm, PATH, pressed } from './alarm'
import { entry, unnamed } from './answers'
import { identity } from './children'
import { keyed, pageOf } from './forms'
import { said, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite } from './questions'
import { ringFirst } from './ring_first'
import { answersOf } from './ward_plan'

export function taken(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}/taken`
  return {
    ...pageOf('taken', 'A parent wants to take, or has taken, the child', doc, inputs),
    child: identity(doc, child),
    alarm: alarm(doc, child, inputs.now),
    entries: pressed(doc, child).reverse().map((one) => entry(doc, PATH, unnamed(doc, one), inputs.now)),
    plan: answersOf(doc, PATH, inputs.now)[0] ?? {},
    collecting: collecting(doc, child, inputs.now),
    ring_first: ringFirst(doc, inputs),
    form: asking.form(here, here),
    may_write: mayWrite(doc, PATH),
    ...keyed(asking.adding(PATH)),
  }
}

/** Her own answer, which stands in place of the one for all. */
function collecting(doc: Doc, child: string, now: string): Context {
  const all = answersOf(doc, 'collecting', now)
  return all.find((one) => said(one['path']).startsWith(`children.${child}.`)) ?? all[0] ?? {}
}
