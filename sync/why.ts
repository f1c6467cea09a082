// How a date was worked out, in words (DESIGN.md section 5: each shows how it was worked out). Twin of why.py.
import type { Anchor, Procedure, Row, Rule } from './procedure'
import type { Start } from './starts'
import { dateText, localDay, midnight, utc } from './london'
import { since } from './rule_words'
import { exactly, fullDay, opening } from './wording'

const UNITS = new Map([
  ['hours', 'hour'],
  ['days', 'day'],
  ['calendar_days', 'calendar day'],
])
const NO_NUMBER = new Map([
  ['asap', 'As soon as possible: the procedure gives no number.'],
  ['immediate', 'At once: the procedure gives no number.'],
])
const ON = {
  missed: (rule: string, usual: string) => `when the ${usual}time that ${rule} allows had passed`,
  met: (rule: string) => `when ${rule} was met`,
  due: (rule: string) => `the time that ${rule} allows`,
  ended: () => 'when the call or meeting ended',
}

/** Two to four sentences: why the rule applies, what it is worked from, how far it runs, what more was allowed. */
export function words(rule: Rule, row: Row, start: Start | null, procedure: Procedure): string {
  const worked = [applies(rule, row), begins(rule, row, start, procedure), runs(row)]
  const parts = [...worked, by(rule, row), judged(row), extended(row)]
  return parts.filter((part) => part !== '').join(' ')
}

/** `a`, `a or b`, `a, b or c`. */
export function either(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`
}

/** `24 hours`, `1 working day`. */
export function length(row: Pick<Rule, 'unit' | 'amount'>): string {
  return `${row.amount} ${UNITS.get(row.unit) ?? 'working day'}${row.amount === 1 ? '' : 's'}`
}

function applies(rule: Rule, row: Row): string {
  if (row.if_words) return `Applies unless someone records that there is no ${either(row.if_words)}.`
  return rule.why ? `${rule.why}.` : ''
}

function begins(rule: Rule, row: Row, start: Start | null, procedure: Procedure): string {
  if (row.state === 'not_applicable') {
    return row.start_from === 'child_died' ? 'The child has died.' : 'The child is not born yet.'
  }
  if (!start || row.start === null) {
    const from = since(rule.anchor, procedure.vocabulary)
    return `There is no time to work from yet${from === '' ? '' : `: it is counted ${from}`}.`
  }
  const begun = `Worked from ${source(start, procedure, rule.anchor)}: ${moment(start, procedure)}.`
  if (start.missing === null) return begun
  const named = procedure.vocabulary.events[start.missing] ?? start.missing
  return `${begun} The procedure runs from when ${named}, and no time is recorded for that.`
}

/** A limit that ends at midnight ends with the day before; a day on which a discussion may be held is a day. */
function moment(start: Start, procedure: Procedure): string {
  const at = start.at.lo
  const day = localDay(at)
  if ((start.on === 'missed' || start.on === 'due') && at === midnight(day)) return `the end of ${fullDay(dateText(day - 1))}`
  return projected(start, procedure) ? fullDay(dateText(day)) : exactly(utc(at))
}

function projected({ on, source }: Start, { vocabulary }: Procedure): boolean {
  return !on && vocabulary.events[source] === undefined && vocabulary.facts[source] === undefined
}

/** `when the referral was received`; a rule's id stands for the last day it allows (a projection), or for what
 * happened to it. */
export function source(start: Start, procedure: Procedure, anchor?: Anchor): string {
  const name = start.source
  if (start.on) return ON[start.on](name, anchor && 'kind' in anchor && anchor.kind === 'usual' ? 'usual ' : '')
  const { events, facts } = procedure.vocabulary
  if (events[name] !== undefined) return `when ${events[name]}`
  if (facts[name] !== undefined) return `when ${facts[name].words} was recorded`
  return `the last day on which the discussion may be held (${name})`
}

function runs(row: Row): string {
  if (row.state === 'not_applicable') return row.start_from === 'child_died' ? '' : 'The clock starts at birth.'
  if (row.not_before !== null) return `It may not be before ${opening(row.not_before)}.`
  const none = NO_NUMBER.get(row.unit)
  if (none !== undefined) return none
  return row.unit === 'agreed' ? agreed(row) : ends(row)
}

function ends(row: Row): string {
  if (row.due_date === null || row.due_before === null || row.start === null) return ''
  const back = row.due_before < row.start
  const last = fullDay(row.due_date)
  if (row.unit === 'hours') {
    return `${length(row)} ${back ? 'before then is' : `from then ${end(row)}`} ${exactly(row.due_before)}.`
  }
  if (row.unit === 'same_day') return `It is due by the end of that day, ${last}, weekends and bank holidays included.`
  const reach = `${length(row)} ${back ? 'before' : 'after'} that day`
  if (row.unit === 'working_days') return `${reach}, weekends and bank holidays left out, ${end(row)} with ${last}.`
  const said = `${reach} ${end(row)} with ${last}.`
  return row.beneath ? `${said} It does not say which days: the earlier reading stands.` : said
}

const end = (row: Row): string => (row.amount === 1 ? 'ends' : 'end')

function by(rule: Rule, row: Row): string {
  return rule.until && row.due_date !== null ? `It is due by then at ${rule.until}.` : ''
}

function judged({ judgement }: Row): string {
  return judgement ? `${judgement.who} chose this limit: ${judgement.why}.` : ''
}

function agreed(row: Row): string {
  if (row.start === null) return ''
  if (row.due_date === null) return 'The procedure gives no number: a date is to be agreed.'
  return `The date agreed is ${fullDay(row.due_date)}.`
}

function extended(row: Row): string {
  if (!row.extended) return ''
  return `More time was authorised, to ${fullDay(row.extended.due_date)}; the date above stays.`
}
