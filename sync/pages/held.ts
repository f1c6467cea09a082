/** A call or meeting that was held, written down and corrected: only that moves a clock (B-1.2, Q-19, Q-20).
 *  Twin of `held.py`. */
import { saidAhead } from '../case'
import { utc } from '../london'
import type { Entry } from '../messages'
import { day, due, instant } from '../wording'
import { byWords, entry, saidOf } from './answers'
import { values } from './children'
import { clocksOf } from './clock'
import { crossedOutAt, ONLY_AUTHOR, PATH, STAYS, typeOf } from './events'
import { parts, said, wrote, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { local, moment } from './local'
import { Asking, choice, mayWrite, type Question } from './questions'
import { askingPage, card, type Card } from './short'
import { STILL_TO_COME } from './visits'

export const NOT_YOURS = 'The chair or the minute taker books a call or meeting, and writes down that it was held.'
const TWICE = 'Two different times are written. The earlier counts, until whoever wrote the wrong one corrects it.'
const WHAT_IT_DOES = 'By when each child should be seen is counted from this. It does not make the record, and does not end the discussion: each is done on its own page.'
const BEGAN: Record<string, string> = { at: 'When it began', end: 'When it ended, if it is over' }

/** Every call or meeting that was held, as it stands: one that was corrected is not one. */
export function spoken(doc: Doc, kinds: readonly string[] = ['sd_contact']): Entry[] {
  return (doc.entries[PATH] ?? []).filter((one) => !one.superseded_by && kinds.includes(typeOf(one)))
}

function numberOf(one: Entry): number {
  return Number(parts(one.value)['sd'] ?? 1)
}

/** The number of the discussion that was held last; the first, where none was. */
export function latest(doc: Doc): number {
  return Math.max(...spoken(doc, ['sd_concluded', 'sd_contact']).map(numberOf), 1)
}

/** Begun from what was booked, as a correction from what was written; one save, and the clocks know. */
export function held(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const home = `/discussions/${doc.id}`
  const { call = '', held: wanted = '' } = inputs.params ?? {}
  const old = spoken(doc).find(({ id }) => id === wanted)
  const [name, here] = call ? ['call_held', `${home}/calls/${call}/held`] : old ? ['held_again', `${home}/held/${old.id}`] : ['held_new', `${home}/held`]
  const given = old ? parts(old.value) : givenOf(doc, call, inputs.now)
  const asked = asking.adding(PATH, given)
  const numbers = old ? [numberOf(old)] : numbersOf(doc)
  const facts = { type: 'sd_contact', call: said(given['call']) || call, supersedes: old?.id ?? '', sd: numbers.length === 1 ? String(numbers[0]) : '' }
  const hidden = asking.hidden(Object.fromEntries(Object.entries(facts).filter(([, value]) => value).map(([key, value]) => [`add:${PATH}/${key}`, value])))
  const questions = [
    ...asked.filter(({ key }) => key === 'sd' && numbers.length > 1).map((one) => which(one, numbers)),
    ...asked.filter(({ key }) => ['at', 'end', 'fold', 'mode'].includes(key)).map((one) => ({ ...one, label: BEGAN[one.key] ?? one.label })),
  ]
  const mine = !old || wrote(old, inputs)
  const may = mayWrite(doc, PATH) && mine
  return askingPage(name, old ? 'Correct what was written' : 'It was held', doc, inputs, here, `${home}/calls`, PATH, {
    lead: [...(old ? [STAYS] : []), ...stopped(doc, inputs, numbers), WHAT_IT_DOES],
    entries: old ? [entry(doc, PATH, old, inputs.now)] : [],
    hidden: [...hidden, ...(old ? [asking.opened(PATH, [...hidden, ...questions])] : [])],
    questions,
    button: old ? 'Save the correction' : 'Save: it was held',
    links: old && may ? [crossedOutAt(doc, old)] : [],
    may_write: may,
    refused: mine ? NOT_YOURS : ONLY_AUTHOR,
  })
}

/** One that was held, as each wrote it; the earliest first, for that is the one that counts. */
export function heldRow(doc: Doc, id: string, begun: Entry[], inputs: PageInputs): Card {
  const { now } = inputs
  const counted = begun.filter((one) => !saidAhead(one))
  const apart = new Set(counted.map(({ value }) => ['at', 'end', 'sd'].map((key) => String(parts(value)[key])).join()))
  const first = counted[0] ?? begun[0]
  return card(id, `Held: ${instant(said(parts(first?.value)['at']), now)}`, {
    lines: [
      ...(apart.size > 1 ? [TWICE] : []),
      ...begun.flatMap((one) => [words(one, now), ...(saidAhead(one) ? [`This does not count as held. ${STILL_TO_COME}`] : []), byWords(one, now)]),
    ],
    links: begun.filter((one) => wrote(one, inputs) && mayWrite(doc, PATH)).map((one) => ({ href: `/discussions/${doc.id}/held/${one.id}`, words: 'Correct it' })),
  })
}

/** ISO 8601 UTC, so that text sorts as time does. */
export function began(one: Entry): string {
  return utc(moment(said(parts(one.value)['at'])))
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
  const over = both.some((one) => typeOf(one) === 'sd_concluded' && !saidAhead(one) && numberOf(one) === last)
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
