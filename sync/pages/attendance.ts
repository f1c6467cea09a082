/** Who is here for what, and what somebody who is here for part of it is shown (P-9, Z-36). Twin of `attendance.py`. */
import { chosen, kinds, openedBy, PART, PATH, said as valueOf, standing } from '../attendance'
import type { Entry } from '../messages'
import { registry } from '../registry'
import { instant } from '../wording'
import { listed } from './actions'
import { answer, byWords, entries } from './answers'
import { about, identity, label, name, nameAt } from './children'
import { Clocks } from './clock'
import { contacts } from './contact'
import { problem } from './device'
import { noted, visited } from './discussion'
import { pageOf } from './forms'
import { said, type Context, type Doc, type PageInputs } from './inputs'
import { minutesBetween } from './local'
import { Asking, mayWrite } from './questions'
import { ringFirst } from './ring_first'
import { askingPage, card, showing } from './short'
import { alarm } from './alarm'
import { place } from './tonight'
import { ofOne } from './urgent'
import { answersOf, PARTS } from './ward_plan'

const WHO = 'Who is here for what'
const NOTHING = 'which child, and the dates'
const ALWAYS = 'They always have: which child, when the child should be seen, whom to ring, and what they write themselves. '
  + 'Notes that are for others, and addresses that are kept apart, come with nothing here.'
const TAKEN = 'What they hold and are not here for goes from their device when it next reaches the server. What they have read, printed or heard does not.'
const UNTIL = ' Until the server has it they are sent what they were sent before.'

/** On every page of the discussion, for somebody who is here for part of it; it names no child. */
export function words(doc: Doc, inputs: PageInputs): string {
  if (doc.capacity !== PART) return ''
  const chair = (doc.holders ?? []).filter(({ capacity }) => capacity === 'chair').map((one) => `, ${one.name},`).join('')
  return `You are here for part of this discussion: ${itemsOf(mine(doc, inputs))}. Ring the chair${chair} for anything else.`
}

export function attendance(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}/who-is-here`
  return showing('attendance', WHO, doc, inputs, {
    children: [],
    lead: [ALWAYS],
    sections: present(doc, inputs.now).map((one) => card(`who-${one.id}`, one.name, {
      href: mayWrite(doc, PATH) ? `${here}/${one.id}` : '',
      lines: [`${one.role}, ${one.agency}`, ...saidOf(doc, one.id, inputs.now)],
    })),
  })
}

export function attendanceEdit(doc: Doc, inputs: PageInputs): Context {
  const one = present(doc, inputs.now).find(({ id }) => id === inputs.params?.['person'])
  if (!one) return problem(inputs)
  const here = `/discussions/${doc.id}/who-is-here`
  const asking = new Asking(doc, inputs)
  const entry = standing(doc, one.id)
  const who = `${one.name}, ${one.role}, ${one.agency}`
  // What is ticked beneath "All of it" would be lost without a word, so nobody finds that chosen.
  const limits = valueOf(entry)['part'] === 'part' ? valueOf(entry) : {}
  const given = Object.fromEntries(Object.entries(limits).map(([key, part]) => [key, part === true ? 'true' : part]))
  const questions = asking.adding(PATH, given).filter(({ key }) => key !== 'who' && key !== 'after')
  const child = questions.pop()
  child?.options.unshift({ value: '', text: 'Every child here', id: `${child.id}-every`, hint: '', checked: child.value === '' })
  if (child && doc.children.length > 1) questions.push(child)
  const hidden = asking.hidden({ [`add:${PATH}/who`]: `${one.id} ${who}`, ...(entry && { [`add:${PATH}/after`]: entry.id }) })
  return askingPage('attendance_edit', WHO, doc, inputs, `${here}/${one.id}`, here, PATH, {
    children: [],
    lead: [who, ALWAYS, `In this discussion since ${instant(one.from, inputs.now)}. ${TAKEN}`],
    hidden: [...hidden, asking.opened(PATH, [...hidden, ...questions])],
    questions,
  })
}

/** All that somebody who is here for part of it holds, on one page. */
export function inPart(doc: Doc, inputs: PageInputs): Context {
  const clocks = new Clocks(doc, inputs)
  return {
    ...pageOf('in_part', 'Your part', doc, inputs),
    urgent: ofOne(doc, inputs),
    ring_first: ringFirst(doc, inputs),
    rows: doc.children.map((child) => ({
      ...identity(doc, child), place: place(doc, child), alarm: alarm(doc, child, inputs.now), clock: clocks.ofChild(child),
    })),
    groups: chosen(mine(doc, inputs)).map((item) => groupOf(doc, item, inputs)),
    notes: noted(doc, inputs),
  }
}

/** What a note of theirs may be; nothing for who is here for all of it. */
export function noteKinds(doc: Doc, inputs: PageInputs): string[] {
  return doc.capacity === PART ? ['observation', ...kinds(chosen(mine(doc, inputs)))] : []
}

export function strays(doc: Doc, { person }: Record<string, string>): boolean {
  return person !== undefined && !(doc.holders ?? []).some(({ id }) => id === person)
}

function groupOf(doc: Doc, item: string, inputs: PageInputs): Context {
  const { now } = inputs
  const family = item === 'family'
  const paths = Object.keys(doc.leaves).sort().filter((path) => isMine(doc, path, item))
  const answers = [
    ...(family ? PARTS.flatMap((part) => answersOf(doc, part, now)) : []),
    ...paths.map((path) => ({ ...answer(doc, path, label(path), now), about: whom(doc, path) })),
  ]
  const seen = item === 'seen' ? [...visited(doc, inputs), ...entries(doc, 'not_seen_steps', now)] : []
  const actions = item === 'decided' ? listed(doc, inputs) : []
  return {
    id: item,
    heading: labelOf(item),
    answers,
    lines: family ? contacts(doc, now).map((one) => `${said(one['who'])}, ${said(one['about'])}: ${(one['lines'] as string[]).join(' ')}`) : [], // as contact.ts makes it
    entries: seen,
    actions,
    empty: answers.length + seen.length + actions.length === 0,
  }
}

/** Not what is said elsewhere on the page, nor of a child they are not here for. */
function isMine(doc: Doc, path: string, item: string): boolean {
  const field = registry.field(path)
  const [first = '', id = ''] = path.split('.')
  if (!field || ['ward_plan', 'actions'].includes(field.section) || path.includes('.contact.')) return false
  return openedBy(field).includes(item) && (!['children', 'decisions'].includes(first) || doc.children.includes(id))
}

function whom(doc: Doc, path: string): string {
  return path.startsWith('adults.') ? nameAt(doc, `adults.${path.split('.')[1] ?? ''}.names`) : about(doc, path)
}

/** Who takes part now, each once; who runs it and the night team are here for all of it. */
function present(doc: Doc, now: string): NonNullable<Doc['holders']> {
  const here = (doc.holders ?? []).filter((one) => one.capacity === 'participant' && (!one.until || minutesBetween(now, one.until) > 0))
  return [...new Map(here.map((one) => [one.id, one])).values()]
}

function saidOf(doc: Doc, person: string, now: string): string[] {
  const entry = standing(doc, person)
  const { part, child } = valueOf(entry)
  const what = !entry || part === 'all' ? 'Here for all of it.' : `Here for part of it: ${itemsOf(entry)}.${child ? ` About ${name(doc, said(child))} alone.` : ''}`
  return entry ? [what, byWords(entry, now) + (entry.pending ? UNTIL : '')] : [what]
}

function itemsOf(entry: Entry | undefined): string {
  return chosen(entry).map((item) => labelOf(item)).map((text) => text.slice(0, 1).toLowerCase() + text.slice(1)).join('; ') || NOTHING
}

function labelOf(item: string): string {
  return registry.field(PATH)?.parts?.find(({ key }) => key === item)?.label ?? ''
}

function mine(doc: Doc, inputs: PageInputs): Entry | undefined {
  return standing(doc, inputs.person?.id ?? '')
}
