/** Calls and meetings: booked, changed, cancelled, and held; only that one was held moves a clock (B-1.2, Q-19, Q-20).
 *  Twin of `calls.py`. */
import { saidAhead } from '../case'
import { seconds, utc } from '../london'
import type { Entry } from '../messages'
import { day, due, instant } from '../wording'
import { byWords, entry, saidOf } from './answers'
import { identities, values } from './children'
import { clocksOf } from './clock'
import { parts, said, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { local } from './local'
import { prompts } from './prompts'
import { Asking, choice, mayWrite, type Question } from './questions'
import { askingPage, editable, groupOf, showing } from './short'
import { STILL_TO_COME } from './visits'

const BOOKING = 'calls.{call}.details'
const PATH = 'events'
const LAST = ['place', 'link', 'dial_in', 'pin']
const NOTHING = 'Nothing is booked, and nothing is written down as held.'
const IN_PART = 'What is booked is not shown to whoever is here for part of it. Ring the chair.'
const NOT_YOURS = 'The chair or the minute taker books a call or meeting, and writes down that it was held.'
const TWICE = 'Two different times are written. The earlier counts, until whoever wrote the wrong one corrects it.'
const WHAT_IT_DOES = 'By when each child should be seen is counted from this. It does not make the record, and does not end the discussion: each is done on its own page.'
const BEGAN: Record<string, string> = { at: 'When it began', end: 'When it ended, if it is over' }

interface Row extends Context { lines: string[]; links: Context[] }

function idsOf(doc: Doc): string[] {
  return Object.keys(doc.leaves).filter((path) => path.startsWith('calls.') && path.endsWith('.details')).map((path) => path.split('.')[1] ?? '').sort()
}

/** Every call or meeting that was held, as it stands: one that was corrected is not one. */
function spoken(doc: Doc, kinds: readonly string[] = ['sd_contact']): Entry[] {
  return (doc.entries[PATH] ?? []).filter((one) => !one.superseded_by && kinds.includes(said(parts(one.value)['type'])))
}

function numberOf(one: Entry): number {
  return Number(parts(one.value)['sd'] ?? 1)
}

/** The number of the discussion that was held last; the first, where none was. */
export function latest(doc: Doc): number {
  return Math.max(...spoken(doc, ['sd_concluded', 'sd_contact']).map(numberOf), 1)
}

export function strays(doc: Doc, { call, held: asked }: Record<string, string>): boolean {
  return (call !== undefined && !idsOf(doc).includes(call)) || (asked !== undefined && !spoken(doc).some(({ id }) => id === asked))
}

export function calls(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  const clocks = clocksOf(doc, inputs)
  const known = idsOf(doc)
  const writes = mayWrite(doc, BOOKING)
  const held = spoken(doc)
  const alone = held.filter((one) => !known.includes(said(parts(one.value)['call'])))
  const rows = [...known.map((call) => booking(doc, call, inputs)), ...alone.map((one): [string, Row] => [at(one), rowOf(doc, `held-${one.id}`, [one], inputs)])]
  rows.sort(([a], [b]) => a < b ? 1 : a > b ? -1 : 0)
  const nothing = doc.capacity === 'in_part' ? IN_PART : rows.length ? '' : NOTHING
  const offered = [['new-call', 'Book a call or meeting'], ['held', 'Write down one that was held and not booked'], ['happened', 'Write down what else was done'], ...(held.length ? [['ended', 'The discussion has ended']] : [])]
  return showing('calls', 'Calls and meetings', doc, inputs, {
    children: identities(doc),
    prompts: prompts(doc, clocks),
    lead: [clocks.ofDiscussion().words, ...(nothing ? [nothing] : []), ...(writes ? [] : [NOT_YOURS])],
    sections: rows.map(([, row]) => row),
    links: writes ? offered.map(([where = '', words = '']) => ({ href: `${here}/${where}`, words })) : [],
  })
}

/** A new one, or another time or way of one there is; how and when stand first. */
export function callEdit(doc: Doc, inputs: PageInputs): Context {
  const call = inputs.params?.['call']
  const home = `/discussions/${doc.id}/calls`
  const group = groupOf(doc, inputs, `calls.${call ?? 'new'}.details`)
  const asked = group.questions.filter(({ key }) => key !== 'why')
    .map((one): Question => ({ ...one, options: one.options.filter(({ value }) => value !== 'cancelled') }))
  const last = ({ key }: Question): boolean => LAST.includes(key)
  const here = call ? `${home}/${call}` : `/discussions/${doc.id}/new-call`
  return askingPage(call ? 'call' : 'call_new', call ? 'Change the call or meeting' : 'Book a call or meeting', doc, inputs, here, home, BOOKING, {
    lead: [clocksOf(doc, inputs).ofDiscussion().words],
    groups: [{ ...group, questions: [...asked.filter((one) => !last(one)), ...asked.filter(last)] }],
    button: call ? 'Save the change' : 'Book it',
    refused: NOT_YOURS,
  })
}

export function callOff(doc: Doc, inputs: PageInputs): Context {
  const call = inputs.params?.['call'] ?? ''
  const home = `/discussions/${doc.id}/calls`
  const path = `calls.${call}.details`
  const group = groupOf(doc, inputs, path)
  const known = { [`set:${path}/mode`]: 'cancelled', [said(group['seen_name'])]: said(group['seen']), [said(group['was_name'])]: said(group['was']) }
  return askingPage('call_off', 'Cancel the call or meeting', doc, inputs, `${home}/${call}/cancel`, home, BOOKING, {
    lead: [whenOf(doc, call, inputs.now), 'Whoever was to be there is not told by this. Ring them.'],
    groups: group['open'] ? [] : [group],
    hidden: new Asking(doc, inputs).hidden(known),
    questions: group.questions.filter(({ key }) => key === 'why'),
    button: 'Cancel it',
    may_write: mayWrite(doc, BOOKING) && group['open'] === true,
    refused: NOT_YOURS,
  })
}

/** Begun from what was booked, as a correction from what was written; one save, and the clocks know. */
export function held(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const home = `/discussions/${doc.id}`
  const { call = '', held: asked = '' } = inputs.params ?? {}
  const old = spoken(doc).find(({ id }) => id === asked)
  const [name, here] = call ? ['call_held', `${home}/calls/${call}/held`] : old ? ['held_again', `${home}/held/${old.id}`] : ['held_new', `${home}/held`]
  const given = old ? parts(old.value) : givenOf(doc, call, inputs.now)
  const questions = asking.adding(PATH, given)
  const numbers = old ? [numberOf(old)] : numbersOf(doc)
  const hidden = { type: 'sd_contact', call: said(given['call']) || call, supersedes: old?.id ?? '', sd: numbers.length === 1 ? String(numbers[0]) : '' }
  const mine = !old || old.by.id === inputs.person?.id
  return askingPage(name, old ? 'Correct what was written' : 'It was held', doc, inputs, here, `${home}/calls`, PATH, {
    lead: [...stopped(doc, inputs, numbers), WHAT_IT_DOES],
    entries: old ? [entry(doc, PATH, old, inputs.now)] : [],
    hidden: asking.hidden(Object.fromEntries(Object.entries(hidden).filter(([, value]) => value).map(([key, value]) => [`add:${PATH}/${key}`, value]))),
    questions: [
      ...questions.filter(({ key }) => key === 'sd' && numbers.length > 1).map((one) => which(one, numbers)),
      ...questions.filter(({ key }) => ['at', 'end', 'fold', 'mode'].includes(key)).map((one) => ({ ...one, label: BEGAN[one.key] ?? one.label })),
    ],
    button: old ? 'Save the correction' : 'Save: it was held',
    may_write: mayWrite(doc, PATH) && mine,
    refused: mine ? NOT_YOURS : 'Whoever wrote this corrects it. Ring them.',
  })
}

/** What was booked, where one thing was; never a time that is still to come. */
function givenOf(doc: Doc, call: string, now: string): Value {
  const all = call ? values(doc, `calls.${call}.details`) : []
  const only = all.length === 1 && all[0]?.['mode'] !== 'cancelled' ? all[0] ?? {} : {}
  const past = (key: string): string => moment(said(only[key])) <= moment(now) ? said(only[key]) : ''
  return { at: past('start') || now, ...(past('end') ? { end: past('end') } : {}), ...(only['mode'] ? { mode: only['mode'] } : {}) }
}

/** Which discussion it may be of, as the clocks number them: one that is over has no further call. */
function numbersOf(doc: Doc): number[] {
  const both = spoken(doc, ['sd_concluded', 'sd_contact'])
  const last = Math.max(...both.map(numberOf), 0)
  const over = both.some((one) => parts(one.value)['type'] === 'sd_concluded' && !saidAhead(one) && numberOf(one) === last)
  return over || !both.length ? [last + 1] : [last, last + 1]
}

function which(question: Question, [last = 0, further = 0]: number[]): Question {
  const words = [[String(last), `Another call or meeting of discussion ${last}`], [String(further), `Discussion ${further}, a new one`]] as const
  return { ...choice(question.name, question.label, question.value, words), error: question.error }
}

/** The clocks for holding it that this meets. */
function stopped(doc: Doc, inputs: PageInputs, numbers: number[]): string[] {
  const rows = (clocksOf(doc, inputs).result?.deadlines ?? []).filter(({ effect, state, due_before, sd }) =>
    effect === 'hold' && (state === 'open' || state === 'late') && due_before && (sd === null || numbers.includes(sd)))
  const made = [[false, 'holding the discussion'], [true, 'meeting face to face, if you met']].flatMap(([met, what]) => {
    const dates = new Set(rows.filter(({ face_to_face }) => face_to_face === met).map((row) => due(row, inputs.now)))
    return dates.size ? [`This stops the clock for ${String(what)} (${[...dates].join(', and ')}).`] : []
  })
  return made.length ? made : ['No clock for holding a discussion is running.']
}

function booking(doc: Doc, call: string, inputs: PageInputs): [string, Row] {
  const path = `calls.${call}.details`
  const home = `/discussions/${doc.id}/calls/${call}`
  const leaf = doc.leaves[path]
  const begun = spoken(doc).filter((one) => parts(one.value)['call'] === call).sort((a, b) => moment(at(a)) - moment(at(b)))
  const starts = startsOf(doc, call)
  const row = begun.length ? rowOf(doc, `call-${call}`, begun, inputs) : shown(`call-${call}`, whenOf(doc, call, inputs.now))
  const links = begun.length || !starts.length ? [] : [{ href: `${home}/held`, words: 'It was held' }, ...(leaf?.sides?.length ? [] : [{ href: `${home}/cancel`, words: 'Cancel it' }])]
  const first = starts.sort((a, b) => moment(a) - moment(b))[0] ?? leaf?.at ?? ''
  return [begun[0] ? at(begun[0]) : utc(moment(first)), {
    ...row,
    answers: [{ ...editable(doc, path, begun.length ? '' : home, inputs.now), label: 'What was booked' }],
    links: [...row.links, ...(mayWrite(doc, BOOKING) ? links : [])],
  }]
}

function startsOf(doc: Doc, call: string): string[] {
  return values(doc, `calls.${call}.details`).map(({ start }) => said(start)).filter(Boolean)
}

function whenOf(doc: Doc, call: string, now: string): string {
  const times = new Set(startsOf(doc, call).map((one) => instant(one, now)))
  return times.size ? `Booked: ${[...times].join(' or ')}` : 'Cancelled'
}

/** One that was held, as each wrote it; the earliest first, for that is the one that counts. */
function rowOf(doc: Doc, id: string, begun: Entry[], inputs: PageInputs): Row {
  const { now, person } = inputs
  const counted = begun.filter((one) => !saidAhead(one))
  const apart = new Set(counted.map(({ value }) => ['at', 'end', 'sd'].map((key) => String(parts(value)[key])).join()))
  const first = counted[0] ?? begun[0]
  return {
    ...shown(id, `Held: ${instant(said(parts(first?.value)['at']), now)}`),
    lines: [
      ...(apart.size > 1 ? [TWICE] : []),
      ...begun.flatMap((one) => [words(one, now), ...(saidAhead(one) ? [`This does not count as held. ${STILL_TO_COME}`] : []), byWords(one, now)]),
    ],
    links: begun.filter(({ by }) => by.id === person?.id && mayWrite(doc, PATH)).map((one) => ({ href: `/discussions/${doc.id}/held/${one.id}`, words: 'Correct it' })),
  }
}

function words(one: Entry, now: string): string {
  const value = parts(one.value)
  const how = saidOf(one, PATH, 'mode')
  const until = value['end'] ? `ended ${endOf(value, now)}` : 'when it ended is not written'
  return `${how && `${how}. `}Discussion ${numberOf(one)}. Began ${instant(said(value['at']), now)}, ${until}.`
}

/** The day is said once. */
function endOf(value: Value, now: string): string {
  const [end, same] = [value['end'], value['at']].map((one) => local(said(one)).slice(0, 10))
  const whole = instant(said(value['end']), now)
  const [, time = ''] = whole.split(`${day(end ?? '', now)}, `)
  return end === same ? time : whole
}

function shown(id: string, heading: string): Row {
  return { id, heading, href: '', lines: [], answers: [], links: [] }
}

function at(one: Entry): string {
  return utc(moment(said(parts(one.value)['at'])))
}

function moment(iso: string): number {
  return seconds(iso) ?? 0
}
