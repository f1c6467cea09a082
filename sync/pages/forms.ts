/** What every page of a discussion begins with, and the questions of its form by name. Twin of `forms.py`. */
import { identities } from './children'
import type { Context, Doc, PageInputs } from './inputs'
import type { Question } from './questions'
import { shell } from './shell'

export function pageOf(name: string, title: string, doc: Doc, inputs: PageInputs): Context {
  return {
    page: { ...shell(name, `${title}, discussion ${doc.reference}`, inputs), discussion: doc.id },
    reference: doc.reference,
    back: `/discussions/${doc.id}`,
    children: identities(doc),
  }
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
