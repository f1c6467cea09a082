/** A parent wants to take, or has taken, the child: numbers first (PRACTICE.md P-23). Twin of `taking.py`. */
import { died } from '../lives'
import type { Entry } from '../messages'
import { instant } from '../wording'
import { answer, entry, saidOf, unnamed } from './answers'
import { identity, label } from './children'
import { keyed, pageOf } from './forms'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite } from './questions'
import { ringFirst } from './ring_first'

const PATH = 'taking'
const COLLECTING = 'ward_plan.collecting'

/** Stands until somebody says that it is over, and the server has that. */
export function alarm(doc: Doc, child: string, now: string): string {
  const found = recorded(doc, child).filter((one) => !(one.pending && isOver(one))).at(-1)
  return !found || isOver(found) || died(doc, child) ? '' : `${saidOf(found, PATH, 'what')}: ${found.by.name}, ${instant(found.at, now)}`
}

export function taken(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${child}/taken`
  return {
    ...pageOf('taken', 'A parent wants to take, or has taken, the child', doc, inputs),
    child: identity(doc, child),
    alarm: alarm(doc, child, inputs.now),
    entries: recorded(doc, child).reverse().map((one) => entry(doc, PATH, unnamed(doc, one), inputs.now)),
    collecting: answer(doc, COLLECTING, label(COLLECTING), inputs.now),
    ring_first: ringFirst(doc, inputs),
    form: asking.form(here, here),
    may_write: mayWrite(doc, PATH),
    ...keyed(asking.adding(PATH)),
  }
}

function recorded(doc: Doc, child: string): Entry[] {
  return (doc.entries[PATH] ?? []).filter((one) => parts(one.value)['child'] === child)
}

function isOver({ value }: Entry): boolean {
  return parts(value)['what'] === 'over'
}
