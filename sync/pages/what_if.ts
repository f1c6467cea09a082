/**
 * What if: a procedure, facts and times with no case, and what would follow. Nothing is kept. Twin of `what_if.py`.
 *
 * It is asked by GET, for a POST that is answered by a page is written to the browser's session files (DESIGN.md section
 * 4), and what is asked holds nothing of anybody: answers out of a list, and times. What is not one of those is dropped.
 * With a script the address does not change; on a device it never leaves it.
 */
import { CaseError, deadlines } from '../deadlines'
import { duties } from '../duties'
import { headline, ofCase } from '../headline'
import { seconds } from '../london'
import type { Json } from '../messages'
import type { Procedure, Settings, Vocabulary } from '../procedure'
import { registry } from '../registry'
import { OF_A_CHILD } from '../told'
import { LOCAL, group } from '../values'
import type { Calendar } from '../working_days'
import { dateRows, dutyRow, groups } from './dates'
import { askedOf, strings } from './evidence'
import type { Context, PageInputs } from './inputs'
import { cautions, compiled, href } from './procedures'
import { choice, idOf, moment, type Question } from './questions'
import { shell } from './shell'

type Pair = readonly [value: string, words: string]
type Typed = ReadonlyMap<string, string>

const CHILD = 'c1'
const ZONE = 'Europe/London'
const ANSWERS: readonly Pair[] = [['yes', 'Yes'], ['no', 'No'], ['unknown', 'Not known']]
const AGES: readonly Pair[] = [['older', '4 years or older'], ['younger', 'Born, and under 4'], ['unborn', 'Not born yet']]
/** An age is asked for, not a date of birth: the date is nobody's. */
const YEARS: Readonly<Record<string, number>> = { older: 10, younger: 1 }
const MODES: readonly Pair[] = [['phone', 'By phone'], ['video', 'By video'], ['in_person', 'In person']]
/** The calls are asked for each discussion; these are never asked: nobody says them, or another question does. */
const CALLS: readonly Pair[] = [
  ['sd_contact', 'First discussion: the call or meeting began'], ['sd_concluded', 'First discussion: it ended'],
  ['sd_contact_2', 'Second discussion: the call or meeting began'], ['sd_concluded_2', 'Second discussion: it ended'],
]
const NOT_ASKED = ['first_saved', 'child_born', 'child_died', 'sd_contact', 'sd_concluded', 'child_seen']
const SEEN: Pair = ['child_seen', 'A social worker saw the child']
const TO_SOMEBODY = ['record_received', 'record_released', 'query_raised']

export function whatIf(inputs: PageInputs): Context {
  const known = compiled(inputs)
  const typed: Typed = new Map(inputs.query ?? [])
  const digest = chosen(inputs, typed)
  const page: Context = { ...shell('what_if', 'What if', inputs), discussion: 'what-if' }
  const made: Context = {
    page,
    procedure: choice('procedure', 'Local procedure', digest, order(inputs).map((one) => [one, known[one]?.title ?? ''])),
    age: choice('age', 'How old is the child', age(typed), AGES),
    sections: [], times: [],
    mode: choice('mode', 'How the first call or meeting was held', oneOf(typed.get('mode'), MODES), MODES),
    answered: false, problem: '', seen_by: '', held_by: '',
    groups: [], open_dates: [], open_duties: [], cautions: [], href: '',
  }
  const procedure = known[digest]
  // The server made it, and the engine looks at what it reads.
  const calendar = inputs.calendar as unknown as Calendar | null | undefined
  if (!procedure || !calendar) return { ...made, problem: 'The rules have not reached this device yet.' }
  const [times, problems] = timesOf(procedure, typed)
  const errors = [...problems].map(([name, text]) => ({ text, href: `#${idOf(name)}` }))
  const shown: Context = {
    ...made,
    page: errors.length > 0 ? { ...page, errors, title: 'Error: What if – Seenby' } : page,
    sections: sections(procedure, typed),
    times: eventsOf(procedure).map(([key, label]) => time(key, label, typed, problems)),
    href: href(digest),
    cautions: cautions(procedure),
  }
  if (!typed.has('procedure') || problems.size > 0) return shown
  return { ...shown, ...workedOut(procedure, caseOf(procedure, typed, times, inputs.now), calendar, inputs.now) }
}

function workedOut(procedure: Procedure, asCase: Json, calendar: Calendar, now: string): Context {
  try {
    const result = deadlines(procedure, asCase, calendar, now)
    const asked = duties(procedure, asCase)
    const names = () => ''
    const [dates, openDates] = dateRows(result, [procedure], now, names)
    return {
      answered: true,
      seen_by: headline(result, CHILD, now).words,
      held_by: ofCase(result, now).words,
      groups: groups(dates, asked.filter((row) => row.applies === 'yes').map((row) => dutyRow(row, procedure, names))),
      open_dates: openDates,
      open_duties: asked.filter((row) => row.applies === 'unknown').map((row) => dutyRow(row, procedure, names)),
    }
  } catch (error) {
    if (error instanceof CaseError) return { problem: error.message }
    throw error
  }
}

function caseOf(procedure: Procedure, typed: Typed, times: Readonly<Record<string, Json>>, now: string): Json {
  const { facts } = procedure.vocabulary
  const said = askedOf(rulesOf(procedure)).map((name) => [name, oneOf(typed.get(`fact/${name}`), ANSWERS)] as const)
  const answered = said.filter(([, answer]) => answer !== '' && answer !== 'unknown')
  const of = (whose: string) => Object.fromEntries(answered.filter(([name]) => facts[name]?.of === whose))
  const years = YEARS[age(typed)]
  const second = times['sd_contact_2'] ?? times['sd_concluded_2']
  return {
    children: [{ id: CHILD, facts: of('child'), ...(years ? { dob: `${Number(now.slice(0, 4)) - years}-01-01` } : {}) }],
    facts: of('case'),
    events: Object.entries(times).map(([name, at]) => event(name, String(at), typed, second === undefined ? null : String(second))),
  }
}

/** What is said of a time from the second discussion on belongs to that one. */
function event(name: string, at: string, typed: Typed, second: string | null): Json {
  const kind = name.replace(/_2$/, '')
  return {
    type: kind,
    at,
    ...(kind === 'sd_contact' ? { mode: oneOf(typed.get('mode'), MODES) || 'phone' } : {}),
    ...(OF_A_CHILD.has(kind) ? { child: CHILD } : {}),
    ...(kind === 'child_seen' ? { by: 'social_worker' } : {}),
    ...(TO_SOMEBODY.includes(kind) ? { recipient: 'r1' } : {}),
    ...(name.endsWith('_2') || (second !== null && (seconds(at) ?? 0) >= (seconds(second) ?? 0)) ? { sd: 2 } : {}),
  }
}

/** Instants with their offsets, and what is wrong, by field. Words where a time belongs are not said again. */
function timesOf(procedure: Procedure, typed: Typed): [Record<string, Json>, Map<string, string>] {
  const asked = eventsOf(procedure)
  const parts = asked.map(([key, label]) => ({ key, label, type: 'instant' }))
  const given: Record<string, string[]> = {}
  const wrong = new Map<string, string>()
  for (const [key, label] of asked) {
    const said = typed.get(`at/${key}`)
    if (said && !LOCAL.test(said)) wrong.set(`at/${key}`, `${label}: give a date and a time`)
    else if (said) {
      given[key] = [said]
      given[`${key}/fold`] = [typed.get(`at/${key}/fold`) ?? '']
    }
  }
  const [found, problems] = group('at', given, parts, ZONE, false)
  return [found ?? {}, new Map([...wrong, ...problems.map(({ name, text }): [string, string] => [name, text])])]
}

function time(key: string, label: string, typed: Typed, problems: ReadonlyMap<string, string>): Question {
  const name = `at/${key}`
  const said = typed.get(name) ?? ''
  return moment(name, label, LOCAL.test(said) ? said : '', problems.get(name) ?? '', typed.get(`${name}/fold`) ?? '')
}

function sections(procedure: Procedure, typed: Typed): Context[] {
  const { facts } = procedure.vocabulary
  const names = askedOf(rulesOf(procedure))
  return ([['child', 'About the child'], ['case', 'About all the children']] as const).flatMap(([of, heading]) => {
    const questions = names.filter((name) => facts[name]?.of === of).map((name) => (
      choice(`fact/${name}`, label(name, procedure.vocabulary), oneOf(typed.get(`fact/${name}`), ANSWERS) || 'unknown', ANSWERS)))
    const answered = questions.filter((question) => question.value !== 'unknown').length
    if (questions.length === 0) return []
    return [{ id: `about-${of}`, heading, said: `${answered} of ${questions.length} answered`, open: answered > 0, questions }]
  })
}

/** The question the registry asks; a fact of the file's own has only its words. */
function label(name: string, { facts }: Vocabulary): string {
  const own = registry.fields.map((field) => field.names?.[name]).find((words) => words !== undefined)
  return own ?? capital(facts[name]?.words ?? name)
}

/** What the rules start from or wait for, in the registry's order, then the file's own. */
function eventsOf(procedure: Procedure): Pair[] {
  const { events } = procedure.vocabulary
  const mentioned = new Set(strings([rulesOf(procedure), settingsOf(procedure.settings)]))
  const labels = (registry.field('events')?.parts?.[0]?.choices ?? []).map(({ value, text }): Pair => [value, text])
  const known = labels.map(([name]) => name)
  const own = Object.keys(events).filter((name) => !known.includes(name)).sort().map((name): Pair => [name, capital(events[name] ?? '')])
  const asked = [...labels, ...own].filter(([name]) => name in events && mentioned.has(name) && !NOT_ASKED.includes(name))
  return [...asked, ...CALLS, SEEN]
}

/** Compiled rules are JSON. */
function rulesOf({ rules }: Procedure): Json {
  return rules as unknown as Json
}

function settingsOf(settings: Settings): Json {
  return settings as unknown as Json
}

/** Those in use here, by title; where none is known to be, all. */
function order(inputs: PageInputs): string[] {
  const known = compiled(inputs)
  const current = (inputs.current ?? []).filter((digest) => digest in known)
  const key = (digest: string): string => `${known[digest]?.title ?? ''} ${digest}`
  return (current.length > 0 ? current : Object.keys(known)).sort((one, other) => key(one) < key(other) ? -1 : 1)
}

function chosen(inputs: PageInputs, typed: Typed): string {
  const asked = typed.get('procedure') ?? ''
  return asked in compiled(inputs) ? asked : order(inputs)[0] ?? ''
}

function age(typed: Typed): string {
  return oneOf(typed.get('age'), AGES) || 'older'
}

function oneOf(said: string | undefined, choices: readonly Pair[]): string {
  return choices.find(([value]) => value === said)?.[0] ?? ''
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
