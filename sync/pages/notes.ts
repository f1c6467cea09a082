/** A note; and on pages of their own the child's words and a medical opinion (P-7, P-29). Twin of `notes.py`. */
import { noteKinds } from './attendance'
import { identity } from './children'
import { keyed, pageOf } from './forms'
import type { Context, Doc, PageInputs } from './inputs'
import { ALL, asked as askedWho } from './note_readers'
import { Asking, type Question } from './questions'
import { heading } from './urgent'

interface Page { name: string; where: string; title: string; words: string }
const OF_CHILD: Record<string, Page> = {
  childs_words: { name: 'own_words', where: 'own-words', title: 'The child’s own words', words: 'Exactly as the child said it' },
  medical_opinion: { name: 'opinion', where: 'medical-opinion', title: 'Medical opinion', words: 'Your opinion' },
}

/** What has a page of its own is one link away, for each child. A ward on duty writes what it saw, and no opinion; who is here for part of it, that and what they are here for. */
export function note(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const asked = askedOf(asking, inputs)
  const kind = asked.find(({ key }) => key === 'kind')
  const onDuty = doc.capacity === 'ward_on_duty'
  const only = onDuty ? ['observation'] : noteKinds(doc, inputs)
  const may = (one: string): boolean => only.length === 0 || only.includes(one)
  // What a ward saw is everybody's: she is asked nothing more.
  const who = { ...askedWho(asked, inputs), ...(onDuty ? { choose: false, words: ALL } : { choose: true }) }
  if (kind) kind.options = kind.options.filter(({ value }) => !(value in OF_CHILD) && may(value))
  const links = doc.children.flatMap((child) => Object.entries(OF_CHILD).filter(([one]) => may(one)).map(([, { where, title }]) => ({
    href: `/discussions/${doc.id}/children/${child}/${where}`, words: title, child: identity(doc, child),
  })))
  return { ...pageOf('note', 'Write a note', doc, inputs), form: asking.form(`/discussions/${doc.id}/note`), own_pages: links, who, ...keyed(asked) }
}

export function ownWords(doc: Doc, inputs: PageInputs): Context {
  return ofChild('childs_words', doc, inputs)
}

export function opinion(doc: Doc, inputs: PageInputs): Context {
  return ofChild('medical_opinion', doc, inputs)
}

function ofChild(kind: string, doc: Doc, inputs: PageInputs): Context {
  const { name = '', where = '', title = '', words = '' } = OF_CHILD[kind] ?? {}
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  const asked = askedOf(asking, inputs)
  for (const question of asked) if (question.key === 'words') question.label = words
  return {
    ...pageOf(name, title, doc, inputs),
    heading: title,
    kind,
    child: identity(doc, child),
    form: asking.form(`/discussions/${doc.id}/children/${child}/${where}`),
    who: { ...askedWho(asked, inputs, kind), choose: true },
    ...keyed(asked),
  }
}

/** A correction has its own way in; nobody types the id of an entry. */
function askedOf(asking: Asking, inputs: PageInputs): Question[] {
  const questions = asking.adding('information').filter((question) => question.key !== 'supersedes')
  for (const question of questions.filter(({ key }) => key === 'tonight')) {
    question.label = `Does ${heading(inputs.now).replace('needs', 'need').toLowerCase()}?`
  }
  return questions
}
