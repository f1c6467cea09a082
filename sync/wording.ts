// Dates, durations and answers in plain words, as NHS and GOV.UK pages write them. Twin of wording.py.
import { DAY, HOUR, changes, dateOf, dateText, dayNumber, localDay, midnight, offset, seconds, utc } from './london'
import type { Row } from './procedure'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const ANSWERS = new Map([
  ['yes', 'Yes'],
  ['no', 'No'],
  ['unknown', 'Not known'],
  ['true', 'Yes'],
  ['false', 'No'],
])
const AHEAD = 120 // seconds a clock may run ahead before we doubt it (DESIGN.md section 4, Clock)

export interface Line {
  readonly label: string
  readonly text: string
}

interface Choice {
  readonly value: unknown
  readonly text: string
}

/** One entry of fields.json, or one part of a group. */
export interface Described {
  readonly label: string
  readonly type?: string
  readonly choices?: readonly Choice[]
  readonly states?: readonly Choice[]
  readonly parts?: readonly (Described & { readonly key: string })[]
}

/** `today, Friday 20 November`; the year only when it is another. */
export function day(isoDate: string, now: string): string {
  const number = needDay(isoDate)
  const today = localDay(needMoment(now))
  const said = dateOf(number).getUTCFullYear() === dateOf(today).getUTCFullYear() ? shortDay(number) : fullDay(isoDate)
  return `${number === today ? 'today, ' : number === today + 1 ? 'tomorrow, ' : ''}${said}`
}

/** `Friday 20 November 2026`. */
export function fullDay(isoDate: string): string {
  const number = needDay(isoDate)
  return `${shortDay(number)} ${dateOf(number).getUTCFullYear()}`
}

/** `today, Friday 20 November, 7:40pm`, in London; an hour that happens twice says which. */
export function instant(iso: string, now: string): string {
  const moment = needMoment(iso)
  return `${day(dateText(localDay(moment)), now)}, ${time(moment)}`
}

/** `Friday 20 November 2026, 7:40pm`: for what is read on another day. */
export function exactly(iso: string): string {
  const moment = needMoment(iso)
  return `${fullDay(dateText(localDay(moment)))}, ${time(moment)}`
}

const UNDATED = new Map([
  ['asap', 'as soon as possible'],
  ['immediate', 'at once'],
  ['agreed', 'on a date to be agreed'],
])

/** `by the end of today, Friday 20 November`. Never a false-precision minute where a procedure says days (Q-5). */
export function due(row: Dated, now: string): string {
  if (row.state === 'not_applicable') return 'not applicable'
  if (row.due_before !== null) {
    const wholeDay = row.due_date !== null && row.due_before === utc(midnight((dayNumber(row.due_date) ?? 0) + 1))
    if (row.unit !== 'hours' && wholeDay && row.due_date !== null) return `by the end of ${day(row.due_date, now)}`
    return `by ${instant(row.due_before, now)}`
  }
  if (row.not_before) return `not before ${opens(row.not_before, (iso) => day(iso, now))}`
  if (row.state === 'not_yet') return 'not yet: what it waits for has not happened'
  return UNDATED.get(row.unit) ?? 'no date yet'
}

type Dated = Pick<Row, 'state' | 'unit' | 'due_before' | 'due_date'> & { not_before?: string | null }

/** `Wednesday 30 December 2026`; with the time, where it is not the day's beginning. */
export function opening(iso: string): string {
  return opens(iso, fullDay)
}

function opens(iso: string, say: (day: string) => string): string {
  const moment = needMoment(iso)
  const said = say(dateText(localDay(moment)))
  return moment === midnight(localDay(moment)) ? said : `${said}, ${time(moment)}`
}

/** `2 days overdue`; empty where nothing is. */
export function overdue(row: Pick<Row, 'state' | 'due_before'>, now: string): string {
  if (row.due_before === null || row.state === 'met' || row.state === 'met_late') return ''
  const past = needMoment(now) - needMoment(row.due_before)
  return past >= 0 ? `${length(past)} overdue` : ''
}

/** `12 minutes ago`; an instant well ahead of `now` is said as a time, for one of the two clocks is wrong. */
export function ago(iso: string, now: string): string {
  const past = needMoment(now) - needMoment(iso)
  return past < -AHEAD ? instant(iso, now) : `${length(Math.max(past, 0))} ago`
}

/** How a value of the registry is said: a line, or one for each filled part of a group. Nothing said is no line. */
export function describe(field: Described, value: unknown): Line[] {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
  if (typeof value === 'object' && !Array.isArray(value)) {
    const filled = new Map<string, unknown>(Object.entries(value))
    return (field.parts ?? []).flatMap((part) => describe(part, filled.get(part.key)))
  }
  return [{ label: field.label, text: text(field, value) }]
}

function text(field: Described, value: unknown): string {
  if (Array.isArray(value)) return value.map((part) => text(field, part)).join(', ')
  const said = String(value)
  const choice = [...(field.choices ?? []), ...(field.states ?? [])].find((one) => one.value === value)
  if (choice) return choice.text
  if (field.type === 'person') return said.slice(said.indexOf(' ') + 1)
  if (field.type === 'date' && dayNumber(said) !== null) return fullDay(said)
  if (field.type === 'instant' && seconds(said) !== null) return exactly(said)
  const isAnswer = typeof value === 'boolean' || ['answer', 'check', 'yes_no_unknown'].includes(field.type ?? '')
  return isAnswer ? (ANSWERS.get(said) ?? said) : said
}

function shortDay(number: number): string {
  const shown = dateOf(number)
  return `${DAYS[shown.getUTCDay()] ?? ''} ${shown.getUTCDate()} ${MONTHS[shown.getUTCMonth()] ?? ''}`
}

function time(moment: number): string {
  const wall = (((moment + offset(moment)) % DAY) + DAY) % DAY
  const hour = Math.floor(wall / HOUR)
  const minute = Math.floor(wall / 60) % 60
  if (minute === 0 && hour % 12 === 0) return hour ? 'midday' : 'midnight'
  const clock = `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, '0')}` : ''}`
  return `${clock}${hour >= 12 ? 'pm' : 'am'}${which(moment)}`
}

/** On one night of the year an hour happens twice (Q-13). */
function which(moment: number): string {
  const [, back] = changes(new Date(moment * 1000).getUTCFullYear())
  if (back - HOUR <= moment && moment < back) return ', before the clocks went back'
  return back <= moment && moment < back + HOUR ? ', after the clocks went back' : ''
}

function length(seconds: number): string {
  for (const [size, name] of [[DAY, 'day'], [HOUR, 'hour'], [60, 'minute']] as const) {
    const count = Math.floor(seconds / size)
    if (count > 0) return `${count} ${name}${count === 1 ? '' : 's'}`
  }
  return 'less than a minute'
}

function needMoment(iso: string): number {
  const found = seconds(iso)
  if (found === null) throw new Error(`'${iso}' is not an instant with its offset.`)
  return found
}

function needDay(isoDate: string): number {
  const found = dayNumber(isoDate)
  if (found === null) throw new Error(`'${isoDate}' is not a date.`)
  return found
}
