/** In a discussion: every rule that applied, what would apply, who was there, and how each date moved. Twin: `rules.py`. */
import { caseOf } from '../case'
import { duties } from '../duties'
import { PATH, followed } from '../following'
import { history, type Because, type Change, type Dated, type History } from '../history'
import { steps } from '../known'
import type { Line } from '../messages'
import type { Procedure, Result } from '../procedure'
import { registry } from '../registry'
import { peopleOf, quorum, roster, type Attending, type RosterRow } from '../roster'
import { listed } from '../rule_words'
import { describe, exactly, fullDay, instant } from '../wording'
import type { Calendar } from '../working_days'
import { byWords, linesOf } from './answers'
import { name, pathWords, values } from './children'
import { Clocks } from './clock'
import { dateRows, dutyRow, groups, type Names } from './dates'
import { pageOf } from './forms'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { VERSION_SHOWN, cautions, compiled, href } from './procedures'

const ROSTER = {
  there: ['There', 'green'],
  report_only: ['Report only', 'orange'],
  missing: ['Missing', 'red'],
  not_recorded: ['Not recorded', 'grey'],
} as const
const VERSIONS = ['Version', 'Version before']
const HOW = {
  certain: '',
  conditional: ', if a question that is still open is answered yes',
  projected: ', if the discussion is held on the last day it may be',
} as const
const QUORUM = {
  none: 'This procedure sets no least number who must be there.',
  not_recorded: 'Nobody recorded who was there. Until somebody does, nobody can say whether enough were.',
  met: 'Everybody this procedure needs was there and took part.',
  not_met: 'Not everybody this procedure needs was there. A report that was sent is not attendance.',
} as const

export function rules(doc: Doc, inputs: PageInputs): Context {
  const clocks = new Clocks(doc, inputs)
  const procedure = compiled(inputs)[doc.procedure]
  const made: Context = {
    ...pageOf('rules', 'Rules and dates', doc, inputs),
    whose: clocks.rules,
    href: procedure ? href(doc.procedure) : '',
    problem: '',
    cautions: procedure ? cautions(procedure) : [],
    groups: [], open_dates: [], open_duties: [], seats: [], seated: [], wrote: [], quorum: '', moved: [], begun: [],
    taken_up: takenUp(doc, inputs),
    elsewhere: elsewhere(doc, inputs),
  }
  if (!procedure || !clocks.result) return { ...made, problem: clocks.problem }
  // The clocks were worked out by it, so it is one.
  const calendar = inputs.calendar as unknown as Calendar
  return { ...made, ...workedOut(doc, clocks.standing, clocks.result, calendar, inputs) }
}

function workedOut(doc: Doc, stand: readonly Procedure[], result: Result, calendar: Calendar, inputs: PageInputs): Context {
  const { now } = inputs
  const kept = compiled(inputs)
  const [procedure] = stand
  if (!procedure) return {}
  const { events, roles } = procedure.vocabulary
  // Only where there are several: the page begins with who they are.
  const names: Names = (ids) => {
    if (ids.some((one) => !doc.children.includes(one))) return listed(ids.map((one) => recipient(doc, one)), 'and')
    return doc.children.length > 1 ? listed(ids.map((child) => name(doc, child)), 'and') : ''
  }
  const asked = duties(procedure, caseOf(doc, events))
  const people = peopleOf(doc, roles)
  const seats = roster(asked, people)
  const [dates, openDates] = dateRows(result, stand, now, names)
  const others = asked.filter((one) => one.effect !== 'participant')
  const known = followed(doc).map((digest) => kept[digest]).filter((one) => one !== undefined)
  const changes = history(procedure, steps(doc, events), calendar, kept)
    .flatMap((row) => row.changes.map((one) => ({ at: one.at, shown: changeOf(doc, one, titled(row, known, names), now) })))
    .sort((one, other) => one.at < other.at ? 1 : one.at > other.at ? -1 : 0)
    .map(({ shown }) => shown)
  return {
    groups: groups(dates, others.filter((row) => row.applies === 'yes').map((row) => dutyRow(row, procedure, names))),
    open_dates: openDates,
    open_duties: others.filter((row) => row.applies === 'unknown').map((row) => dutyRow(row, procedure, names)),
    seats: seats.map((row) => seat(row, procedure, names)),
    seated: people.map(person),
    wrote: wrote(doc),
    quorum: QUORUM[quorum(seats)],
    moved: changes.filter((one) => one['was']),
    begun: changes.filter((one) => !one['was']),
  }
}

function recipient(doc: Doc, person: string): string {
  const said = values(doc, `people.${person}.seat`).map((one) => one['name']).filter((one) => typeof one === 'string' && one !== '')
  return [...new Set(said)].join(' or ') || 'Somebody whose name is not recorded'
}

function seat(row: RosterRow, procedure: Procedure, names: Names): Context {
  const { roles } = procedure.vocabulary
  const shown = dutyRow(row, procedure, names)
  const own = ROSTER[row.state]
  const asked = row.asked.map(({ role, state }) => `${roles[role] ?? role}: ${ROSTER[state][0].toLowerCase()}`)
  return {
    ...shown,
    ...(row.applies === 'yes' ? { tag: own[0], tag_colour: own[1] } : {}),
    asked: row.state === 'not_recorded' ? [] : asked,
  }
}

function person(one: Attending): Context {
  const state = one.there ? 'took part' : one.report ? 'sent a report, was not there' : 'not recorded as there'
  const said = [one.name, one.role_words, one.agency].filter((part) => part !== '').join(', ')
  return { name: said || 'Name not recorded', state }
}

/** Whoever wrote here, by name: that they wrote is known, and is not attendance. */
function wrote(doc: Doc): string[] {
  const said = [...Object.values(doc.leaves), ...Object.values(doc.entries).flat()]
  return [...new Set(said.map(({ by }) => `${by.name}, ${by.role}, ${by.agency}`))].sort(byCodePoint)
}

/** Which procedures it took up since it began, newest first. */
function takenUp(doc: Doc, inputs: PageInputs): Context[] {
  return [...(doc.entries[PATH] ?? [])].reverse().map((entry) => {
    const { procedure, was } = parts(entry.value)
    return {
      title: titleOf(inputs, said(procedure)),
      was: titleOf(inputs, said(was)),
      lines: wordsOf(doc, entry.lines, PATH),
      by: byWords(entry, inputs.now),
    }
  })
}

/** The other procedures in use: what would be due under each is one link away (PRACTICE.md P-24). */
function elsewhere(doc: Doc, inputs: PageInputs): Context[] {
  const kept = compiled(inputs)
  const key = (digest: string): string => `${kept[digest]?.title ?? ''} ${digest}`
  return (inputs.current ?? []).filter((digest) => digest in kept && digest !== doc.procedure)
    .sort((one, other) => byCodePoint(key(one), key(other)))
    .map((digest) => ({ href: `/discussions/${doc.id}/procedures/${digest}`, title: titleOf(inputs, digest) }))
}

function titleOf(inputs: PageInputs, digest: string): string {
  return `${compiled(inputs)[digest]?.title ?? 'A procedure not kept here'}, version ${digest.slice(0, VERSION_SHOWN)}`
}

/** A clock of `history` by the title of its rule, in the first procedure that has it. */
export function titled(row: Pick<History, 'rule' | 'kind' | 'child'>, procedures: readonly Procedure[], names: Names): string {
  const rules = procedures.flatMap((procedure) => procedure.rules)
  const title = rules.find((rule) => rule.id === row.rule && rule['kind'] === row.kind)?.title ?? row.rule
  const who = row.child === null ? '' : names([row.child])
  return `${title}${who && ': '}${who}`
}

/** What a date was and is, and because of what. */
export function changeOf(doc: Doc, one: Change, title: string, now: string): Context {
  return {
    at: one.at,
    when: instant(one.at, now),
    title,
    was: one.was ? dated(one.was) : '',
    now_is: one.is ? dated(one.is) : 'no date',
    because: one.because.map((because) => becauseOf(doc, because)),
  }
}

function dated({ unit, due_date, due_before, standing }: Dated): string {
  const byDay = ['same_day', 'working_days'].includes(unit) && due_date !== null
  return `${byDay ? `by the end of ${fullDay(due_date)}` : `by ${exactly(due_before)}`}${HOW[standing]}`
}

/** A version is said by its title beside it, never by its digest. */
function wordsOf(doc: Doc, lines: readonly Line[], path: string): Context[] {
  return linesOf(doc, lines.filter(({ label }) => !VERSIONS.includes(label)), path)
}

/** What was recorded, in few words, and by whom. */
function becauseOf(doc: Doc, { path, by, value }: Because): string {
  const field = registry.field(path)
  const lines = field ? wordsOf(doc, describe(field, value), path) : []
  const words = lines.slice(0, 2).map((line) => String(line['text'])).join(', ')
  return `${pathWords(doc, path)}${words && ': '}${words}. ${by.name}, ${by.role}`
}

function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
