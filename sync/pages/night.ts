/** What falls due before the office opens, and what was done since it closed (DOMAIN.md S-8.4; PRACTICE.md P-26, Z-39).
 *  Twin of `night.py`. */
import type { Procedure, Row } from '../procedure'
import { due, instant, overdue } from '../wording'
import { due as dueOf, finished, ofDead, ids, notAccepted, shown, states, whoHas } from './actions'
import { name, values } from './children'
import { clocksOf, type Clock } from './clock'
import { dateRows } from './dates'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { closed, home, moment, officeOpen, opened, opens } from './local'
import { mayWrite } from './questions'

/** A child's own clock has the child's row; a window that closes is nobody's work. */
const NOT_LISTED = ['seen_by', 'query']
/** What the day team is told in the morning; to pick something up is not yet to have done it. */
const OVER = ['done', 'cancelled', 'handed_over', 'declined']
/** Beneath the day team's stand its children, who may not be pushed off the first screens; nor do more of those whose date
 *  is red push the actions off. */
const FEW = 10
const OWNER = 'actions.{action}.owner'

/** By when, discussion, address; and the row, made only where it is shown: a county holds more than a page does. */
type Later = readonly [key: string, make: () => Context]
interface Child extends Context { alarm: string; clock: Clock; child: Context; discussion: string }
export interface Night<R> extends Context { first: R[] & Context[]; rows: R[] & Context[] }

/** `rows` is every child's. The night team has its own list: children not seen first, then by time; the rest folded.
 *  Others are told, beneath a child who is late, of what nobody has accepted and of what they picked up themselves. */
export function night<R extends Child>(inputs: PageInputs, rows: R[], most?: number): Night<R> {
  const { now, calendar, discussions: docs = [] } = inputs
  const [until, since] = [opens(now, calendar), closed(now, calendar)]
  const team = docs.some((doc) => doc.capacity === 'edt')
  const atOnce = most && !team ? FEW : most
  const work = docs.flatMap((doc) => workOf(doc, inputs, until, team))
  const gone = team ? docs.flatMap((doc) => datesOf(doc, inputs, since, until)) : []
  const count = work.length + gone.length
  const first = team ? rows.filter((row) => presses(row, until)) : rows.filter(isRed).slice(0, atOnce)
  const above = new Set(first)
  return {
    team,
    before_words: `Before the office opens, ${instant(until, now)}`,
    first,
    rows: rows.filter((row) => !above.has(row)),
    before: made([...work, ...gone], atOnce),
    more_before: atOnce && count > atOnce ? `The first ${atOnce} of ${count}.` : '',
    done_words: home(now) === 'Tonight' ? 'Done since the office closed' : 'Done overnight',
    done: made(docs.flatMap((doc) => doneOf(doc, inputs, since))),
  }
}

/** A child who may have to be seen before then; no date at all is not a date that is far. */
function presses({ alarm, clock }: Child, until: string): boolean {
  if (alarm) return true
  if (clock.kind === 'met' || clock.tone === 'quiet') return false
  return clock.tone === 'red' || (clock.due !== '' && clock.due <= until)
}

/** A date that has come; where there is none, it is said, and no action waits beneath it. */
function isRed({ alarm, clock }: Child): boolean {
  return alarm !== '' || (clock.tone === 'red' && clock.due !== '')
}

/** At office close a clock that presses goes to somebody by name, or it is said that nobody has it (P-26). */
export function namedTonight({ now, calendar }: PageInputs): (doc: Doc, row: Child) => string {
  if (officeOpen(now, calendar)) return () => ''
  const [until, since] = [opens(now, calendar), moment(opened(now, calendar))]
  return (doc, row) => (presses(row, until) ? hasOf(doc, String(row.child['id']), since) : '')
}

/** A deputy is named for one night: who had another has not this one. */
function hasOf(doc: Doc, child: string, since: number): string {
  const leaf = doc.leaves[`children.${child}.workers`]
  const sides = leaf ? (leaf.sides?.length ? leaf.sides : [leaf]) : []
  const deputies = sides.filter(({ at }) => moment(at) >= since).map(({ value }) => said(parts(value)['deputy_tonight']))
  const claims = ids(doc).filter((action) => (
    !finished(doc, action) && values(doc, `actions.${action}.what`).some((one) => one['child'] === child)))
  const names = new Set([...deputies, ...claims.flatMap((action) => whoHas(doc, action))].filter((one) => one !== ''))
  return names.size ? `Tonight with ${[...names].join(' and ')}` : 'Nobody is named for tonight'
}

function made(rows: Later[], most?: number): Context[] {
  return rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).slice(0, most).map(([, make]) => make())
}

function actionOf(doc: Doc, action: string, inputs: PageInputs, words: string): Later {
  return [`${dueOf(doc, action)} ${doc.reference} ${doc.id} ${action}`, () => ({ ...shown(doc, action, inputs), reference: doc.reference, said: words })]
}

function workOf(doc: Doc, inputs: PageInputs, until: string, team: boolean): Later[] {
  const open = ids(doc).filter((action) => !finished(doc, action) && !ofDead(doc, action) && dueOf(doc, action) <= until)
  const gives = open.length > 0 && mayWrite(doc, OWNER)
  return open.filter((action) => {
    const had = whoHas(doc, action)
    const doubtful = states(doc, action).length > 1 || had.length > 1
    return team || (gives && (doubtful || notAccepted(doc, action, inputs.now, until)))
      || (inputs.person !== null && had.includes(inputs.person.name))
  }).map((action) => actionOf(doc, action, inputs, ''))
}

/** Every other clock that runs out in this night: of one that ran out before, the day team knows. */
function datesOf(doc: Doc, inputs: PageInputs, since: string, until: string): Later[] {
  const { closed, result, standing } = clocksOf(doc, inputs)
  return ((!closed && result?.deadlines) || []).flatMap((row, number): Later[] => {
    const due = row.due_before ?? ''
    const runs = (row.state === 'open' || row.state === 'late') && !NOT_LISTED.includes(row.effect) && since < due && due <= until
    return runs ? [[`${due} ${doc.reference} ${doc.id} ${row.rule} ${number}`, () => dateOf(doc, row, standing, inputs.now)]] : []
  })
}

function dateOf(doc: Doc, row: Row, standing: readonly Procedure[], now: string): Context {
  const [[one]] = dateRows({ deadlines: [row], conditional: [], projected: [] }, standing, now, (all) => all.map((child) => name(doc, child)).join(', '))
  return {
    href: `/discussions/${doc.id}/rules`,
    what: one?.['title'] ?? '',
    who: one?.['who'] || 'The discussion',
    when: due(row, now).replace(/^by /, ''),
    due: row.due_before ?? '',
    tag: one?.['tag'] ?? '',
    tag_colour: one?.['tag_colour'] ?? '',
    status: [overdue(row, now), said(one?.['cite'])].filter(Boolean).join('. '),
    reference: doc.reference,
  }
}

/** For whoever gave it: what was done, by whom, when. */
function doneOf(doc: Doc, inputs: PageInputs, since: string): Later[] {
  const over = ids(doc).filter((action) => {
    const leaf = doc.leaves[`actions.${action}.status`]
    return leaf !== undefined && OVER.includes(said(leaf.value)) && leaf.at > since
  })
  return (over.length && mayWrite(doc, OWNER) ? over : []).map((action) => {
    const written = doc.entries[`actions.${action}.evidence`]?.at(-1)
    return actionOf(doc, action, inputs, said(parts(written?.value)['words']))
  })
}
