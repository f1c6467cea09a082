/** Who is kept out: asked, named, matched to an account by a person, let in again (P-8, Z-35). Twin of `excluded.py`. */
import { said as valueOf } from '../attendance'
import { ACCOUNTS, accounts, ASKED, ENDED, named, NO_ACCOUNT, PATH, standing } from '../excluded'
import type { Colleague, Entry } from '../messages'
import { byWords } from './answers'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { minutesBetween } from './local'
import { Asking, mayWrite, type Option, type Question } from './questions'
import { askingPage, editable, groupOf, showing } from './short'

const WHO = 'Who is kept out'
const ONLY = 'Only the chair and the minute taker see whether anybody is kept out, and who.'
const ONLY_CHAIR = 'Only the chair lets somebody in again.'
const TAKES = 'For whoever is kept out this discussion is not there: no page, no date, no name in a list. '
  + 'Their copy goes when their device next reaches the server. What they have read, printed or heard does not.'
const HANDS = 'If they have the ward, or an urgent note in hand, nobody has it once they are kept out: hand the ward to somebody '
  + 'else, and read the note. An action that they picked up still says their name: ring whoever can do it.'
const BEFORE = 'Ask before anybody is invited, of partners and relatives too.'
const THEN = 'Then choose which account is theirs. Until you have, they are not kept out.'
const GIVEN = 'What they had is not given back: they are invited again, or handed the ward again.'
const NOT_YET = 'Not kept out yet: nobody has chosen which account is theirs.'
const [LET_IN, NOT_NEEDED] = ['Let them in again', 'They need not be kept out']
const NONE_FOUND = 'No account here was found for them, so nobody is kept out by this. Look again when they may have one.'
const NONE_OF_THESE = 'None of these: they have no account here, or it is not in this list'
const LONGER = 'This list is longer when this device has reached the server since they were named.'
const ANYONE = 'anyone in this family, or the person the concern is about, works for an organisation that will be here.'
const NOT_ASKED = `Nobody has said whether ${ANYONE} Ask before anybody is invited.`
const NOT_KNOWN = `It is not known whether ${ANYONE} Ask again before anybody else is invited.`
const NOBODY_YET = 'Somebody works for an organisation that will be here, and nobody is kept out.'
const UNMATCHED = 'Somebody is named who must be kept out, and is not kept out yet: nobody has chosen which account is theirs.'
/** Shorter is a title or an initial. */
const LEAST = 3

/** What the discussion's own page asks of whoever runs it; it names nobody, for it may lie open. */
export function asked(doc: Doc, closed: boolean): Context {
  const here = hereOf(doc)
  const waiting = standing(doc).find((one) => !named(doc, ACCOUNTS, one.id).length)
  const leaf = doc.leaves[ASKED]
  const two = Boolean(leaf?.sides?.length)
  const answer = two ? 'unknown' : said(parts(leaf?.value)['answer'])
  if (!mayWrite(doc, PATH) || (closed && !waiting)) return asks('', '', '')
  if (waiting) return asks(UNMATCHED, `${here}/${waiting.id}`, 'Choose the account')
  if (answer === 'yes' && !doc.entries[PATH]?.length) return asks(NOBODY_YET, `${here}/new`, 'Say who')
  if (answer === 'yes' || answer === 'no') return asks('', '', '')
  return asks(answer ? NOT_KNOWN : NOT_ASKED, two ? here : `${here}/asked`, 'Answer it')
}

export function excluded(doc: Doc, inputs: PageInputs): Context {
  const here = hereOf(doc)
  const may = mayWrite(doc, PATH)
  const answers = [editable(doc, ASKED, `${here}/asked`, inputs.now)]
  const question = { id: 'asked', heading: 'Somebody who works here', href: '', lines: [], answers }
  return showing('excluded', WHO, doc, inputs, {
    children: [],
    lead: may ? [TAKES, ...(accounts(doc).length ? [HANDS] : [])] : [ONLY],
    sections: may ? [question, ...(doc.entries[PATH] ?? []).map((one) => shown(doc, one, inputs.now))] : [],
    links: may ? [{ href: `${here}/new`, words: 'Keep somebody out' }] : [],
  })
}

export function excludedAsked(doc: Doc, inputs: PageInputs): Context {
  const here = hereOf(doc)
  return askingPage('excluded_asked', WHO, doc, inputs, `${here}/asked`, here, ASKED, {
    lead: [BEFORE], refused: ONLY, groups: mayWrite(doc, ASKED) ? [groupOf(doc, inputs, ASKED)] : [],
  })
}

export function excludedNew(doc: Doc, inputs: PageInputs): Context {
  const here = hereOf(doc)
  return askingPage('excluded_new', WHO, doc, inputs, `${here}/new`, here, PATH, {
    lead: [THEN], refused: ONLY, questions: new Asking(doc, inputs).adding(PATH),
  })
}

export function excludedAccount(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const [here, one] = [hereOf(doc), oneOf(doc, inputs)]
  const [, question] = asking.adding(ACCOUNTS)
  if (question) {
    const none = { ...option(question, { id: NO_ACCOUNT, words: 'none of these' }), text: NONE_OF_THESE, id: 'account-none', hint: LONGER }
    question.options = [...meant(doc, inputs, of(one, 'name')).map((other) => option(question, other)), none]
  }
  return askingPage('excluded_account', WHO, doc, inputs, `${here}/${one?.id ?? ''}`, here, ACCOUNTS, {
    lead: [whoOf(one), TAKES, HANDS],
    refused: ONLY,
    hidden: asking.hidden({ [`add:${ACCOUNTS}/excluded`]: one?.id ?? '' }),
    questions: question ? [question] : [],
    button: 'Keep them out',
  })
}

export function excludedEnded(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const [here, one] = [hereOf(doc), oneOf(doc, inputs)]
  const out = named(doc, ACCOUNTS, one?.id ?? '').some(isFound)
  return askingPage('excluded_ended', WHO, doc, inputs, `${here}/${one?.id ?? ''}/let-in`, here, ENDED, {
    lead: [whoOf(one), ...(out ? [GIVEN] : [])],
    refused: ONLY_CHAIR,
    hidden: asking.hidden({ [`add:${ENDED}/excluded`]: one?.id ?? '' }),
    questions: asking.adding(ENDED).slice(1),
    button: out ? LET_IN : NOT_NEEDED,
  })
}

export function strays(doc: Doc, { excluded: id }: Record<string, string>): boolean {
  return id !== undefined && !(doc.entries[PATH] ?? []).some((one) => one.id === id)
}

function hereOf(doc: Doc): string {
  return `/discussions/${doc.id}/kept-out`
}

function asks(words: string, href: string, link: string): Context {
  return { words, href, link }
}

function oneOf(doc: Doc, inputs: PageInputs): Entry | undefined {
  return (doc.entries[PATH] ?? []).find(({ id }) => id === inputs.params?.['excluded'])
}

function of(one: Entry | undefined, part: string): string {
  return said(valueOf(one)[part])
}

function whoOf(one: Entry | undefined): string {
  return [of(one, 'name'), of(one, 'organisation')].filter(Boolean).join(', ')
}

function shown(doc: Doc, one: Entry, now: string): Context {
  const here = `${hereOf(doc)}/${one.id}`
  const chosen = named(doc, ACCOUNTS, one.id)
  const ended = named(doc, ENDED, one.id)
  const found = chosen.some(isFound)
  const choose = { href: here, words: found ? 'Choose another account too' : 'Choose the account' }
  const end = { href: `${here}/let-in`, words: found ? LET_IN : NOT_NEEDED }
  return {
    id: `out-${one.id}`,
    heading: of(one, 'name'),
    href: '',
    lines: [
      ...(chosen.length || ended.length ? [] : [NOT_YET]),
      ...(ended.some(({ pending }) => !pending) ? [] : chosen.flatMap((other) => chosenWords(other, now))),
      ...ended.flatMap((other) => letInWords(other, now, found)),
      ...[of(one, 'organisation'), of(one, 'why')].filter(Boolean),
      `Named by ${byWords(one, now)}`,
    ],
    answers: [],
    links: ended.length ? [] : [choose, ...(mayWrite(doc, ENDED) ? [end] : [])],
  }
}

function isFound(one: Entry): boolean {
  return !of(one, 'account').startsWith(NO_ACCOUNT)
}

/** Who wrote it stands in a line of its own: two names in one line read as two people kept out. */
function chosenWords(one: Entry, now: string): string[] {
  const account = of(one, 'account')
  if (!isFound(one)) return [NONE_FOUND, `Looked for by ${byWords(one, now)}`]
  const kept = one.pending ? 'Not kept out before the server has it' : 'Kept out'
  return [`${kept}: ${account.slice(account.indexOf(' ') + 1)}`, `Chosen by ${byWords(one, now)}`]
}

function letInWords(one: Entry, now: string, out: boolean): string[] {
  const until = out && one.pending ? 'Kept out until the server has this. ' : ''
  return [`${until}${out ? 'Let in again' : 'Need not be kept out'}: ${of(one, 'why')}`, `Written by ${byWords(one, now)}`]
}

/** Whose account it may be: those who share a name with whoever was named, and whoever takes part now. */
function meant(doc: Doc, inputs: PageInputs, name: string): Colleague[] {
  const here = (doc.holders ?? [])
    .filter((one) => !one.until || minutesBetween(inputs.now, one.until) > 0)
    .map((one) => ({ id: one.id, words: `${one.name}, ${one.role}, ${one.agency}` }))
  const wanted = wordsOf(name)
  const alike = [...(doc.meant ?? []), ...(inputs.colleagues ?? []), ...here]
    .filter(({ words }) => wordsOf(words.split(',')[0] ?? '').some((word) => wanted.includes(word)))
  const out = [inputs.person?.id, ...accounts(doc)]
  return [...new Map([...alike, ...here].map((one) => [one.id, one])).values()].filter(({ id }) => !out.includes(id))
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[\s,-]+/).filter((word) => word.length >= LEAST)
}

function option(question: Question, { id, words }: Colleague): Option {
  const value = `${id} ${words}`
  return { value, text: words, id: `account-${id}`, checked: question.value === value, hint: '' }
}
