/** Who may see a note: asked as it is typed, said beneath it, and widened on a page of its own (P-9). Twin of `note_readers.py`. */
import type { Entry } from '../messages'
import { changed, CHANGED, clearedOf, isCut, NOTES, readersOf, usual, WIDTHS, words } from '../readers'
import { instant } from '../wording'
import { byWords, CLEARED, entry, linesOf } from './answers'
import { identities, name } from './children'
import { problem } from './device'
import { keyed, pageOf } from './forms'
import { parts, said, wrote, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite, type Question } from './questions'
import { caution } from './urgent'

const WHO = 'Who may see this'
const USUAL = 'Everyone in this discussion, or who is named beside what this is'
export const ALL = `${WHO}: everyone in this discussion`
const ELSE = ', unless others are named beside what this is'
const CLEARED_HINT = 'What to do, not how it is known. It stands on the ward plan, and is all that anybody else sees of this.'

/** Each note, newest first; beneath it who may see it, and whether anybody has read what they need to know. */
export function written(doc: Doc, inputs: PageInputs): Context[] {
  return [...(doc.entries[NOTES] ?? [])].reverse().map((note) => shown(doc, note, inputs))
}

/** What she wrote herself: of anybody else's a ward holds the words that were cleared, which stand on the plan. */
export function own(doc: Doc, inputs: PageInputs): Context[] {
  return written(doc, inputs).filter((one) => !one['cut'])
}

function shown(doc: Doc, note: Entry, inputs: PageInputs): Context {
  const text = clearedOf(doc, note)
  const change = mayChange(doc, note, inputs) ? `/discussions/${doc.id}/notes/${note.id}/readers` : ''
  return {
    ...entry(doc, NOTES, note, inputs.now),
    lines: [...linesOf(doc, note.lines, NOTES), ...(text ? [{ label: CLEARED, text }] : [])],
    cut: isCut(note),
    caution: caution(doc, note, inputs),
    readers: wordsOf(doc, note, inputs),
    href: change,
    href_words: change && 'Let more people see it, or write words for everybody else',
  }
}

/** The words for everybody else of every note that stands, newest first (Z-36, Z-43). */
export function cleared(doc: Doc, now: string): Context[] {
  return [...(doc.entries[NOTES] ?? [])].reverse().filter((note) => !note.superseded_by && clearedOf(doc, note))
    .map((note) => ({ text: clearedOf(doc, note), about: about(doc, note), by: byWords(note, now) }))
}

/** Says who will see it before a word is typed; the questions of a new note are changed in place. */
export function asked(questions: Question[], inputs: PageInputs, kind = ''): Context {
  const who = questions.find(({ key }) => key === 'readers')
  const rest = questions.find(({ key }) => key === 'cleared')
  const first = usually(inputs, kind)
  const chosen = who?.value || (inputs.draft ? '' : first)
  if (who) {
    const usualOption = { ...who.options[0], value: '', text: USUAL, id: `${who.id}-usual`, hint: '', checked: false }
    who.options = [...(first === '' ? [usualOption] : []), ...who.options].map((option) => ({ ...option, checked: option.value === chosen }))
  }
  for (const option of first === '' ? questions.find(({ key }) => key === 'kind')?.options ?? [] : []) {
    const seen = usual(option.value, '')
    option.hint = seen === 'everyone' ? '' : `Seen by ${lower(words(seen))}`
  }
  if (rest) rest.hint = CLEARED_HINT
  return { words: `${WHO}: ${lower(chosen ? words(chosen) : words('everyone') + ELSE)}`, open: !['', 'everyone'].includes(chosen) || Boolean(rest?.value) }
}

/** The readers that are chosen already; empty where it hangs on what the note turns out to be. */
function usually(inputs: PageInputs, kind: string): string {
  const agency = agencyKind(inputs)
  return kind || agency === 'police' ? usual(kind, agency) : ''
}

/** More people, or words for everybody else; what somebody may see already is not taken back. */
export function noteReaders(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const note = (doc.entries[NOTES] ?? []).find(({ id }) => id === inputs.params?.['entry'])
  if (!note) return problem(inputs)
  const level = readersOf(doc, note, agencyKind(inputs))
  const wider = WIDTHS.slice(WIDTHS.indexOf(level))
  const questions = asking.adding(CHANGED, { readers: level })
  for (const question of questions) {
    if (question.key === 'cleared') question.hint = CLEARED_HINT
    if (question.key === 'readers') {
      question.options = question.options.filter(({ value }) => wider.includes(value))
        .map((option) => ({ ...option, hint: option.value === level ? 'As it is now' : '' }))
    }
  }
  return {
    ...pageOf('note_readers', 'Who may see a note', doc, inputs),
    children: children(doc, note),
    notes: [{ ...shown(doc, note, inputs), href: '', href_words: '' }],
    form: asking.form(`/discussions/${doc.id}/notes/${note.id}/readers`),
    note: note.id,
    opened: asking.opened(CHANGED, [...questions, ...asking.hidden({ [`add:${CHANGED}/note`]: note.id })]),
    may_write: mayChange(doc, note, inputs),
    ...keyed(questions),
  }
}

/** Nothing where everybody saw it from the first. */
function wordsOf(doc: Doc, note: Entry, inputs: PageInputs): string {
  const level = readersOf(doc, note, agencyKind(inputs))
  const first = said(parts(note.value)['readers']) || note.readers || level
  if (isCut(note) || (level === 'everyone' && first === level)) return ''
  const later = changed(doc, note).find((one) => parts(one.value)['readers'] === level)
  const since = later && level !== first ? ` ${later.by.name} said so, ${instant(later.at, inputs.now)}.` : ''
  return `${WHO}: ${lower(words(level))}.${since}`
}

/** Only its writer, and only where there is somebody who may not see it. */
function mayChange(doc: Doc, note: Entry, inputs: PageInputs): boolean {
  const narrow = readersOf(doc, note, agencyKind(inputs)) !== 'everyone'
  return wrote(note, inputs) && narrow && !note.superseded_by && mayWrite(doc, CHANGED)
}

function about(doc: Doc, note: Entry): string {
  const child = said(parts(note.value)['child'])
  return doc.children.includes(child) ? name(doc, child) : ''
}

function children(doc: Doc, note: Entry): Context[] {
  const hers = identities(doc).filter((one) => one['id'] === parts(note.value)['child'])
  return hers.length ? hers : identities(doc)
}

function agencyKind(inputs: PageInputs): string {
  return inputs.person?.agency_kind ?? ''
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
