/**
 * Who has the ward plan on a ward, and how it goes from one nurse in charge to the next (P-5). Twin of `ward_handover.py`.
 * Whoever hands over has it until the other has accepted, and neither has happened before the server has it (Z-39).
 */
import { accounts } from '../excluded'
import { HOUR, utc } from '../london'
import type { Entry } from '../messages'
import { instant } from '../wording'
import { pageOf } from './forms'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { local, minutesBetween, moment } from './local'
import { Asking, mayWrite, type Option, type Question } from './questions'

const OFFERS = ['ward_shift', 'ward_transfer']
/** What somebody who only has the ward, or is here for part of it, is shown, whatever she asks for. */
const PAGES: Record<string, string[]> = { ward_on_duty: ['ward_handover', 'note', 'taken', 'urgent', 'told', 'child', 'born', 'died', 'recorded_of'], ward_offered: [], in_part: ['note', 'own_words', 'opinion', 'note_readers', 'urgent', 'told', 'action', 'recorded_of'] }
const NOBODY = 'No nurse in charge has accepted this plan yet.'

/** The page a person of this capacity is shown for the one that was asked for. */
export function instead(name: string, doc: Doc | undefined): string {
  const capacity = doc?.capacity ?? ''
  // Who is here for all of it has the whole page.
  if ((PAGES[capacity] ?? [name]).includes(name)) return name === 'in_part' ? 'discussion' : name
  return capacity === 'in_part' ? capacity : 'safety_plan'
}

/** Whose it is: the last handover, and whether it was accepted. */
export function handed(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  const offer = [...(doc.entries['handovers'] ?? [])].reverse().find((one) => OFFERS.includes(of(one, 'kind')))
  const done = offer && (doc.entries['ward_accepts'] ?? []).find((one) => of(one, 'offer') === offer.id)
  const [words, sure] = offer ? wordsOf(offer, done, inputs) : [NOBODY, true]
  const mine = offer && !done && !offer.pending && isTo(offer, inputs) && !isOver(offer, inputs)
  return {
    words,
    sure,
    passed: offer ? passed(offer) : [],
    accept: mine ? offer.id : '',
    form: new Asking(doc, inputs).form(`${here}/ward-safety-plan`, `${here}/ward-safety-plan`),
    href: `${here}/ward-handover`,
    may: mayWrite(doc, 'handovers') && doc.capacity !== 'ward_offered',
  }
}

export function wardHandover(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const here = `/discussions/${doc.id}`
  const questions = Object.fromEntries(asking.adding('handovers', { kind: 'ward_shift' }).map((one) => [one.key, one]))
  const { to, until } = questions
  // Whoever does not run the discussion has nobody here who is kept out: the server says no for them.
  if (to) to.options = (inputs.colleagues ?? []).filter(({ id }) => !accounts(doc).includes(id)).map((one) => optionOf(to, one))
  if (until && !inputs.draft) until.value = shiftEnd(inputs.now)
  return {
    ...pageOf('ward_handover', 'Hand over the ward', doc, inputs),
    back: `${here}/ward-safety-plan`,
    form: asking.form(`${here}/ward-handover`, `${here}/ward-safety-plan`),
    questions,
    handed: handed(doc, inputs),
  }
}

/** The sentence, and whether anybody can go by it. */
function wordsOf(offer: Entry, done: Entry | undefined, inputs: PageInputs): [string, boolean] {
  const { now } = inputs
  const to = of(offer, 'to').slice(of(offer, 'to').indexOf(' ') + 1)
  const giver = offer.by.name
  const until = instant(of(offer, 'until'), now)
  if (offer.pending) return [`Not handed over until the server has it. Ring ${to}.`, false]
  if (isOver(offer, inputs)) return [`The shift of ${to} ended ${until}. Hand the ward over, or ring.`, false]
  if (done?.pending) return [`Not yours until the server has it. Ring ${giver}.`, false]
  if (done) return [`With ${to}, until ${until}. Accepted ${instant(done.at, now)}.`, true]
  if (isTo(offer, inputs)) return [`${giver} hands this over to you until ${until}. It is still theirs until you accept.`, false]
  return [`Handed over to ${to}, until ${until}, who has not accepted yet. It is still with ${giver}.`, false]
}

/** Where the child goes, and what whoever hands over wrote for the next: to be read before it is accepted. */
function passed(offer: Entry): Context[] {
  return [{ label: 'Ward or hospital', text: of(offer, 'where') }, { label: 'Passed on', text: of(offer, 'words') }].filter(({ text }) => text !== '')
}

function of(entry: Entry, part: string): string {
  return said(parts(entry.value)[part])
}

function isTo(offer: Entry, inputs: PageInputs): boolean {
  return inputs.person !== null && of(offer, 'to').startsWith(`${inputs.person.id} `)
}

function isOver(offer: Entry, inputs: PageInputs): boolean {
  return minutesBetween(inputs.now, of(offer, 'until')) <= 0
}

function optionOf(question: Question, { id, words }: { id: string; words: string }): Option {
  const value = `${id} ${words}`
  return { value, text: words, id: `to-${id}`, checked: question.value === value, hint: '' }
}

/** The next half past seven that is at least two hours off, in London. */
function shiftEnd(now: string): string {
  const soon = moment(now) + 2 * HOUR
  const words = local(utc(soon))
  const time = words.slice(11)
  if (time <= '19:30') return `${words.slice(0, 10)}T${time <= '07:30' ? '07:30' : '19:30'}`
  return `${local(utc(soon + 12 * HOUR)).slice(0, 10)}T07:30`
}
