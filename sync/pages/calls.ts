/** Calls and meetings: what is booked, changed and cancelled, beside what was held (`held.ts`). Twin of `calls.py`. */
import { NOT_SO } from '../case'
import { utc } from '../london'
import { exactly, instant } from '../wording'
import { identities, values } from './children'
import { clocksOf } from './clock'
import { PATH, typeOf } from './events'
import { began, heldRow, NOT_YOURS, spoken } from './held'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { moment } from './local'
import { booked, prompts } from './prompts'
import { Asking, mayWrite, type Question } from './questions'
import { askingPage, card, editable, groupOf, showing } from './short'

const BOOKING = 'calls.{call}.details'
/** Asked, or said by the page, where it is cancelled; what is cancelled has no `start`, for that says it is booked. */
const CANCELLING = ['why', 'was_for']
const LAST = ['place', 'link', 'dial_in', 'pin']
const NOTHING = 'Nothing is booked, and nothing is written down as held.'
const UNSENT = 'What was crossed out on this device still counts for the dates, until the server has it.'
const IN_PART = 'What is booked is not shown to whoever is here for part of it. Ring the chair.'

export function strays(doc: Doc, { call, held: asked }: Record<string, string>): boolean {
  return (call !== undefined && !booked(doc).includes(call)) || (asked !== undefined && !spoken(doc).some(({ id }) => id === asked))
}

export function calls(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  const clocks = clocksOf(doc, inputs)
  const known = booked(doc)
  const writes = mayWrite(doc, BOOKING)
  const held = spoken(doc)
  const alone = held.filter((one) => !known.includes(said(parts(one.value)['call'])))
  const rows = [...known.map((call) => booking(doc, call, inputs)), ...alone.map((one): [string, Context] => [began(one), heldRow(doc, `held-${one.id}`, [one], inputs)])]
  rows.sort(([a], [b]) => a < b ? 1 : a > b ? -1 : 0)
  const nothing = doc.capacity === 'in_part' ? IN_PART : rows.length ? '' : NOTHING
  const unsent = (doc.entries[PATH] ?? []).some((one) => one.pending && typeOf(one) === NOT_SO)
  const offered = [['new-call', 'Book a call or meeting'], ['held', 'Write down one that was held and not booked'], ['happened', 'Write down what else was done'], ...(held.length ? [['ended', 'The discussion has ended']] : [])]
  return showing('calls', 'Calls and meetings', doc, inputs, {
    children: identities(doc),
    prompts: prompts(doc, clocks, inputs.now),
    lead: [clocks.ofDiscussion().words, nothing, unsent ? UNSENT : '', writes ? '' : NOT_YOURS].filter(Boolean),
    sections: rows.map(([, row]) => row),
    links: writes ? offered.map(([where = '', words = '']) => ({ href: `${here}/${where}`, words })) : [],
  })
}

/** A new one, or another time or way of one there is; how and when stand first. */
export function callEdit(doc: Doc, inputs: PageInputs): Context {
  const call = inputs.params?.['call']
  const home = `/discussions/${doc.id}/calls`
  const group = groupOf(doc, inputs, `calls.${call ?? 'new'}.details`)
  const asked = group.questions.filter(({ key }) => !CANCELLING.includes(key))
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
  const wasFor = startsOf(doc, call).map(exactly).join(' or ')
  const known = { [`set:${path}/mode`]: 'cancelled', [`set:${path}/was_for`]: wasFor, [said(group['seen_name'])]: said(group['seen']), [said(group['was_name'])]: said(group['was']) }
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

function booking(doc: Doc, call: string, inputs: PageInputs): [string, Context] {
  const path = `calls.${call}.details`
  const home = `/discussions/${doc.id}/calls/${call}`
  const leaf = doc.leaves[path]
  const begun = spoken(doc).filter((one) => parts(one.value)['call'] === call).sort((a, b) => moment(began(a)) - moment(began(b)))
  const starts = startsOf(doc, call)
  const row = begun.length ? heldRow(doc, `call-${call}`, begun, inputs) : card(`call-${call}`, whenOf(doc, call, inputs.now))
  const links = begun.length || !starts.length ? [] : [{ href: `${home}/held`, words: 'It was held' }, ...(leaf?.sides?.length ? [] : [{ href: `${home}/cancel`, words: 'Cancel it' }])]
  const first = starts.sort((a, b) => moment(a) - moment(b))[0] ?? leaf?.at ?? ''
  return [begun[0] ? began(begun[0]) : utc(moment(first)), {
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
  if (times.size) return `Booked: ${[...times].join(' or ')}`
  const wasFor = values(doc, `calls.${call}.details`).map(({ was_for: one }) => said(one)).filter(Boolean)
  return ['Cancelled', ...wasFor.slice(0, 1)].join(': ')
}
