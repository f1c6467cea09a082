/** Every date and duty of a set of rules, as a template prints them: in a discussion, or in a what-if. Twin: `dates.py`. */
import type { DutyRow } from '../duties'
import type { Procedure, Result, Row } from '../procedure'
import { FORCES, besides } from '../rule_words'
import { due, instant, overdue } from '../wording'
import type { Context } from './inputs'
import { GROUPS, groupOf, href, printed } from './procedures'

export type Names = (children: readonly string[]) => string
type Tag = readonly [words: string, colour: string]

const STATES: Readonly<Record<string, Tag>> = {
  open: ['Open', 'blue'],
  met: ['Done', 'green'],
  met_late: ['Done late', 'orange'],
  late: ['Late', 'red'],
  no_start: ['Not begun', 'grey'],
  not_applicable: ['Does not apply', 'grey'],
  not_yet: ['Not yet', 'grey'],
  too_early: ['Done too early', 'red'],
}
const WRONG_TIME: Readonly<Record<string, string>> = {
  met_late: ', later than it should have been',
  too_early: ', sooner than it may be',
}
const USUAL_PAST: Tag = ['Past the usual day', 'orange']
// Nobody need raise a query: a window that closed is no breach (Q-11).
const CLOSED: Tag = ['Closed', 'grey']
const OPEN_QUESTION: Tag = ['Question open', 'white']
const NOT_HELD: Tag = ['Not held yet', 'orange']

/** In the groups of the procedure's own page; an empty group is left out. */
export function groups(dates: readonly Context[], duties: readonly Context[]): Context[] {
  return GROUPS.map(([id, heading]) => ({
    id,
    heading,
    dates: dates.filter((one) => one['group'] === id),
    duties: duties.filter((one) => one['group'] === id),
  })).filter((group) => group.dates.length > 0 || group.duties.length > 0)
}

/** Under one procedure, or several whose dates stand: what applies, and what hangs on an open question. A clock that has not
 *  begun is silent where its projection speaks for it (PRACTICE.md P-2). */
export function dateRows(result: Pick<Result, 'deadlines' | 'conditional' | 'projected'>, procedures: readonly Procedure[], now: string, names: Names): [Context[], Context[]] {
  const spokenFor = new Set(result.projected.map(like))
  const speaks = (row: Row) => row.state !== 'no_start' || !spokenFor.has(like(row))
  const [certain, open] = [result.deadlines.filter(speaks), result.conditional.filter(speaks)]
  const projected = result.projected.filter((row) => row.if === undefined).map((row) => rowOf(row, procedures, now, names, true))
  const unknown = result.projected.filter((row) => row.if !== undefined)
  return [
    [...certain.map((row) => rowOf(row, procedures, now, names)), ...projected],
    [...open, ...unknown].map((row) => rowOf(row, procedures, now, names)),
  ]
}

/** Each area's procedure is written from a source of its own. */
function rowOf(row: Row, procedures: readonly Procedure[], now: string, names: Names, projected = false): Context {
  const own = procedures.find(({ source }) => source.file === row.cite.source) ?? procedures[0]
  return own ? dateRow(row, own, now, names, projected) : {}
}

function like({ rule, kind, child }: Row): string {
  return JSON.stringify([rule, kind, child])
}

/** One clock; `names` says children by their ids. A clock that hangs on an open question is past, and never late. */
function dateRow(row: Row, procedure: Procedure, now: string, names: Names, projected = false): Context {
  const hanging = row.if !== undefined
  const [tag, colour] = projected ? NOT_HELD : hanging ? OPEN_QUESTION : tagOf(row)
  const past = row.effect === 'query' ? '' : overdue(row, now)
  const late = past && (hanging || projected) ? 'this is past' : past
  return {
    group: groupOf(row.effect),
    title: titleOf(row, procedure),
    who: whoOf(row, names),
    words: `${words(row, now)}${late && ` (${late})`}`,
    tag,
    tag_colour: colour,
    force: FORCES[row.force] ?? row.force,
    cite: row.cite_words,
    href: href(procedure.version, row.rule),
    working: row.why,
    beneath: beneath(row, now),
  }
}

/** One duty; its state is the roster's, where it has one. */
export function dutyRow(row: DutyRow, procedure: Procedure, names: Names): Context {
  return {
    group: groupOf(row.effect),
    title: row.title,
    who: row.children.length > 0 ? names(row.children) : '',
    tag: row.applies === 'unknown' ? OPEN_QUESTION[0] : '',
    tag_colour: OPEN_QUESTION[1],
    force: FORCES[row.force] ?? row.force,
    cite: row.cite_words,
    href: href(procedure.version, row.rule),
    lines: printed(besides(row, procedure.vocabulary)),
    working: row.why,
  }
}

/** The children it is about or the recipient, and which discussion, where it is not the first. */
function whoOf(row: Row, names: Names): string {
  const one = row.child ?? row.recipient
  const children = one === null ? row.children : [one]
  const further = row.sd !== null && row.sd > 1 ? `Discussion ${row.sd}` : ''
  return [children.length > 0 ? names(children) : '', further].filter((said) => said !== '').join(', ')
}

function tagOf(row: Row): Tag {
  if (row.state === 'late' && row.effect === 'query') return CLOSED
  if (row.state === 'late' && row.kind === 'usual') return USUAL_PAST
  return STATES[row.state] ?? [capital(row.state.replaceAll('_', ' ')), 'grey']
}

/** Of several rules of one id the one of this kind and part, for one effect. */
function titleOf(row: Row, procedure: Procedure): string {
  const alike = procedure.rules.filter((rule) => rule.id === row.rule && rule.effect === row.effect)
  const own = alike.filter((rule) => rule['kind'] === row.kind && rule['unit'] === row.unit)
  const part = own.find((rule) => rule.part === row.part)
  return (part ?? own[0] ?? alike[0])?.title ?? row.rule
}

function words(row: Row, now: string): string {
  if (row.met_at) {
    const done = `${instant(row.met_at, now)}${WRONG_TIME[row.state] ?? ''}`
    return row.if ? `Already met, ${done}` : capital(done)
  }
  if (row.state === 'no_start') return 'No date yet: there is no time to work from'
  return capital(due(row, now))
}

function capital(said: string): string {
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}

function beneath(row: Row, now: string): string {
  return row.beneath ? `${row.beneath.words}: ${due({ ...row, ...row.beneath }, now)}.` : ''
}
