/** An urgent note, and who was told of it by telephone: a page each (PRACTICE.md P-4). Twin of `urgent_forms.py`. */
import { problem } from './device'
import { keyed, pageOf } from './forms'
import type { Context, Doc, PageInputs } from './inputs'
import { Asking, mayWrite } from './questions'
import { firstScreen } from './tonight'
import { heading, one } from './urgent'

export function urgentNote(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const [child = ''] = doc.children
  return {
    ...pageOf('urgent', 'Urgent note', doc, inputs),
    heading: heading(inputs.now),
    form: asking.form(`/discussions/${doc.id}/urgent`, firstScreen(doc, inputs)),
    may_write: mayWrite(doc, 'urgent'),
    ...keyed(asking.adding('urgent', doc.children.length === 1 ? { child } : {})),
  }
}

export function told(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const note = one(doc, inputs)
  if (!note) return problem(inputs)
  return {
    ...pageOf('told', 'Who was told', doc, inputs),
    note,
    form: asking.form(note.tell_href || note.href, firstScreen(doc, inputs)),
    may_write: mayWrite(doc, 'urgent_told'),
    ...keyed(asking.adding('urgent_told', { urgent: note.id })),
  }
}
