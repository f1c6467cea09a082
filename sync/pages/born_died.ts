/** A child is born; a child dies: recorded with no signal, each on a page of its own (P-22). Twin of `born_died.py`. */
import { birthsOf, deathOf, died } from '../lives'
import type { Json } from '../messages'
import { instant } from '../wording'
import { entry } from './answers'
import { bornOn, identity, values } from './children'
import { parts, said, wrote, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, type Question } from './questions'
import { askingPage } from './short'

export const [BORN, DIED] = ['The child was born', 'The child has died']
const KNOWN = 'A date of birth is recorded already.'
const FROM_NOW = 'From the birth on, by when the child should be seen is counted. Who may take the baby home is asked next.'
const TOLD = 'One person records it, a second confirms it. Until then every date about this child stands.'
// Asked, for it is not for Seenby to say what the law of the land is here [P in PRACTICE.md].
const ASKED = [
  'No clock runs for this child any more, and nobody is reminded.',
  'Brothers and sisters: who sees them, and by when, comes first.',
  'A further discussion must be a meeting. Ask the chair when it is.',
  'Ask: has a joint agency response been started, and has the child death review been told?',
]

/** Its author corrects it by a new entry. */
export function born(doc: Doc, inputs: PageInputs): Context {
  const child = inputs.params?.['child'] ?? ''
  const asking = new Asking(doc, inputs)
  const home = `/discussions/${doc.id}`
  const told = birthsOf(doc, child)
  const mine = told.filter((one) => wrote(one, inputs)).at(-1)
  const barred = hasDate(doc, child) || (told.length > 0 && !mine)
  const hidden = asking.hidden({ 'add:births/child': child, ...(mine ? { 'add:births/supersedes': mine.id } : {}) })
  const questions = asked(asking, 'births', mine ? parts(mine.value) : { at: inputs.now })
  return askingPage('born', BORN, doc, inputs, `${home}/children/${child}/born`, `${home}/ward-safety-plan`, 'births', {
    children: [identity(doc, child)],
    lead: [FROM_NOW],
    entries: told.map((one) => entry(doc, 'births', one, inputs.now)),
    hidden: [...hidden, ...(mine ? [asking.opened('births', [...hidden, ...questions])] : [])],
    questions,
    button: mine ? 'Save the correction' : 'Save: the child was born',
    back: home,
    ...(barred ? { may_write: false, refused: KNOWN } : {}),
  })
}

export function dead(doc: Doc, inputs: PageInputs): Context {
  const child = inputs.params?.['child'] ?? ''
  const asking = new Asking(doc, inputs)
  const home = `/discussions/${doc.id}`
  const found = deathOf(doc, child)
  const path = found ? 'death_checks' : 'deaths'
  const questions = asked(asking, path, found ? {} : { at: inputs.now })
  for (const question of questions.filter(({ key }) => found && key === 'right' && (wrote(found, inputs) || died(doc, child)))) {
    question.options = question.options.filter(({ value }) => value === 'no')
  }
  return askingPage('died', DIED, doc, inputs, `${home}/children/${child}/died`, home, path, {
    children: [identity(doc, child)],
    caution: lost(doc, child, inputs.now),
    lead: died(doc, child) ? ASKED : [TOLD],
    entries: found ? [entry(doc, 'deaths', found, inputs.now)] : [],
    hidden: asking.hidden(found ? { [`add:${path}/death`]: found.id } : { 'add:deaths/child': child }),
    questions,
    ...(found ? { ring: true } : { button: 'Save: the child has died' }),
  })
}

/** What stands first about a child who was recorded as having died, until a second person has confirmed it. */
export function lost(doc: Doc, child: string, now: string): string {
  const found = deathOf(doc, child)
  if (!found || died(doc, child)) return ''
  const who = `Recorded as having died: ${found.by.name}, ${instant(found.at, now)}.`
  return found.pending ? `${who} Saved on this device. Nobody else has it yet: ring.`
    : `${who} A second person must confirm it. Until then every date stands.`
}

/** A date that somebody wrote, which no record of a birth changes. */
function hasDate(doc: Doc, child: string): boolean {
  return values(doc, `children.${child}.birth`).some((one) => said(one['date']) !== '')
}

export function unborn(doc: Doc, child: string): boolean {
  return values(doc, `children.${child}.birth`).some((one) => said(one['expected']) !== '') && bornOn(doc, child).length === 0
}

/** Without what the form knows by itself. */
function asked(asking: Asking, path: string, given: Record<string, Json>): Question[] {
  return asking.adding(path, given).filter(({ key }) => !['child', 'death', 'supersedes'].includes(key))
}
