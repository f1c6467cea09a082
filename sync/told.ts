// A case as it is told (CLI.md), read and checked: every mistake is one sentence, the same in both languages.
// Twin of told.py.
import { CaseError } from './errors'
import { dayNumber, lacksOffset, midnight, seconds } from './london'
import type { Vocabulary } from './procedure'

export const [NO, UNKNOWN, YES] = [0, 1, 2] as const
const RANKS: Readonly<Record<string, number>> = { no: NO, unknown: UNKNOWN, yes: YES }
// Earlier than any instant: an answer with no time counts from the first call (CLI.md reading 5).
export const ALWAYS = -(10 ** 15)
const MODES = ['phone', 'video', 'in_person']
const VISITORS = ['social_worker', 'lead_social_worker', 'police', 'hospital_staff']
export const OF_A_CHILD = new Set(['child_seen', 'child_born', 'child_died'])

/** What one side says, and since when. */
export type Side = readonly [answer: number, since: number]
export type Sides = readonly Side[]
export const NOBODY_SAID: Sides = [[UNKNOWN, ALWAYS]]

/** An instant, or the earliest and latest of the sides that differ about it. */
export interface Span {
  readonly lo: number
  readonly hi: number
}

export interface Event {
  readonly type: string
  readonly at: Span
  readonly end: Span | null
  readonly sd: number
  readonly child: string | null
  readonly recipient: string | null
  readonly mode: string | null
  readonly by: string | null
  /** The London date that was agreed. */
  readonly due: number | null
  readonly rule: string | null
  readonly alone: boolean
  readonly choice: string | null
  readonly who: string | null
  readonly reason: string | null
}

export interface Child {
  readonly id: string
  readonly born: Span | null
  readonly died: boolean
  readonly facts: ReadonlyMap<string, Sides>
  readonly expected: boolean
}

export interface Told {
  readonly children: readonly Child[]
  readonly facts: ReadonlyMap<string, Sides>
  readonly events: readonly Event[]
  readonly impliedBy: Readonly<Record<string, readonly string[]>>
  /** Those the case declares. */
  readonly recipients: readonly string[]
  /** The London date, for an age before the discussion. */
  readonly today: number | null
}

type Fields = Readonly<Record<string, unknown>>
type Declared = ReadonlyMap<string, { readonly child: Child; readonly dob: number | null }>

/** Throws CaseError. Keys it does not know are let be: a newer case may carry more. */
export function read(given: unknown, vocabulary: Vocabulary): Told {
  const told = fields(given)
  if (!told) throw new CaseError('The case is not a JSON object.')
  const facts = factsOf(told['facts'], vocabulary, null)
  const declared = childrenOf(told['children'], vocabulary)
  const recipients = Array.isArray(told['recipients']) ? told['recipients'] : null
  const events = list(told['events'], 'events').map((raw, index) =>
    eventOf(`Event ${index + 1}`, raw, vocabulary, declared, recipients),
  )
  const children = [...declared.values()].map(({ child, dob }) => bornOf(child, dob, events))
  const named = (recipients ?? []).filter((one) => typeof one === 'string')
  return { children, facts, events, impliedBy: vocabulary.implied_by, recipients: named, today: null }
}

export function ofType(told: Told, name: string): Event[] {
  return told.events.filter((event) => event.type === name)
}

/** Without what happened to another child. */
export function about(told: Told, child: Child | null): Told {
  if (!child) return told
  return { ...told, events: told.events.filter((event) => event.child === null || event.child === child.id) }
}

/** Seconds since 1970. Throws CaseError. */
export function moment(text: unknown, where: string): number {
  if (text === null || text === undefined) throw new CaseError(`${where}: no time is given.`)
  const found = typeof text === 'string' ? seconds(text) : null
  if (found !== null) return found
  if (typeof text === 'string' && lacksOffset(text)) {
    throw new CaseError(`${where}: the time '${text}' has no offset from UTC.`)
  }
  throw new CaseError(`${where}: ${said(text)} is not a time.`)
}

/** The first of several instants, under every side. */
export function first(spans: readonly Span[]): Span {
  return { lo: Math.min(...spans.map((span) => span.lo)), hi: Math.min(...spans.map((span) => span.hi)) }
}

export function last(spans: readonly Span[]): Span {
  return { lo: Math.max(...spans.map((span) => span.lo)), hi: Math.max(...spans.map((span) => span.hi)) }
}

/** The one with the least key; of equals the first, as Python's min. */
export function least<T>(items: readonly T[], key: (item: T) => number): T | undefined {
  let best = items[0]
  for (const item of items) if (best !== undefined && key(item) < key(best)) best = item
  return best
}

function childrenOf(raw: unknown, vocabulary: Vocabulary): Declared {
  const found = new Map<string, { child: Child; dob: number | null }>()
  list(raw, 'children').forEach((entry, index) => {
    const given = fields(entry)
    const id = given?.['id']
    if (!given || typeof id !== 'string' || id === '') throw new CaseError(`Child ${index + 1} has no id.`)
    if (found.has(id)) throw new CaseError(`Child '${id}' is declared twice.`)
    const dob = dateOf(id, given['dob'])
    const expected = dateOf(id, given['expected_birth']) !== null
    const facts = factsOf(given['facts'], vocabulary, id)
    found.set(id, { child: { id, born: null, died: false, facts, expected }, dob })
  })
  return found
}

function dateOf(child: string, text: unknown): number | null {
  if (text === null || text === undefined) return null
  const number = typeof text === 'string' ? dayNumber(text) : null
  if (number === null) throw new CaseError(`Child '${child}': ${said(text)} is not a date.`)
  return number
}

function bornOf(child: Child, dob: number | null, events: readonly Event[]): Child {
  const births = events.filter((event) => event.type === 'child_born' && event.child === child.id)
  const died = events.some((event) => event.type === 'child_died' && event.child === child.id)
  const onDay = dob === null ? null : { lo: midnight(dob), hi: midnight(dob) }
  return { ...child, born: births.length > 0 ? first(births.map((event) => event.at)) : onDay, died }
}

function factsOf(raw: unknown, vocabulary: Vocabulary, child: string | null): Map<string, Sides> {
  const where = child === null ? '' : `Child '${child}': `
  if (raw === null || raw === undefined) return new Map()
  const given = fields(raw)
  if (!given) throw new CaseError(`${where}'facts' is not a JSON object.`)
  for (const name of Object.keys(given)) {
    const known = own(vocabulary.facts, name)
    if (!known) throw new CaseError(`${where}'${name}' is not a fact this procedure knows.`)
    if (child !== null && known.of !== 'child') throw new CaseError(`${where}'${name}' is not a fact of a child.`)
  }
  return new Map(Object.entries(given).map(([name, answer]) => [name, answersOf(answer, `${where}Fact '${name}'`)]))
}

function answersOf(raw: unknown, where: string): Sides {
  return sides(raw, where).map((side) => answerOf(side, where))
}

function answerOf(raw: unknown, where: string): Side {
  const given = fields(raw)
  const [answer, at] = given ? [given['answer'], given['at']] : [raw, null]
  const rank = typeof answer === 'string' ? own(RANKS, answer) : undefined
  if (rank === undefined) throw new CaseError(`${where}: ${said(answer)} is not yes, no or unknown.`)
  return [rank, at === null || at === undefined ? ALWAYS : moment(at, where)]
}

function eventOf(
  index: string,
  raw: unknown,
  vocabulary: Vocabulary,
  declared: Declared,
  recipients: unknown[] | null,
): Event {
  const given = fields(raw)
  if (!given) throw new CaseError(`${index} is not a JSON object.`)
  const type = given['type']
  if (type === null || type === undefined) throw new CaseError(`${index} has no type.`)
  if (typeof type !== 'string' || own(vocabulary.events, type) === undefined) {
    throw new CaseError(`${index}: ${said(type)} is not an event this procedure knows.`)
  }
  const where = `${index} (${type})`
  const at = spanOf(given['at'], where)
  const end = given['end'] === null || given['end'] === undefined ? null : spanOf(given['end'], where)
  if (end && end.hi < at.lo) throw new CaseError(`${where}: it ends before it starts.`)
  return {
    type,
    at,
    end,
    sd: numberOf(given['sd'], where),
    child: childOf(given['child'], type, where, declared),
    recipient: recipientOf(given['recipient'], type, where, recipients),
    mode: oneOf(given['mode'], MODES, where),
    by: oneOf(given['by'], VISITORS, where),
    due: dueOf(given['due'], where),
    rule: wordsOf(given['rule']),
    alone: given['alone'] === true,
    choice: wordsOf(given['choice']),
    who: wordsOf(given['who']),
    reason: wordsOf(given['why']),
  }
}

const wordsOf = (raw: unknown): string | null => (typeof raw === 'string' && raw !== '' ? raw : null)

function dueOf(raw: unknown, where: string): number | null {
  const number = typeof raw === 'string' ? dayNumber(raw) : null
  if (number === null && raw !== null && raw !== undefined) throw new CaseError(`${where}: ${said(raw)} is not a date.`)
  return number
}

function spanOf(raw: unknown, where: string): Span {
  const moments = sides(raw, where).map((side) => moment(side, where))
  return { lo: Math.min(...moments), hi: Math.max(...moments) }
}

function sides(raw: unknown, where: string): readonly unknown[] {
  const given = fields(raw)
  if (!given || !('sides' in given)) return [raw]
  const found = given['sides']
  if (!Array.isArray(found) || found.length === 0) throw new CaseError(`${where}: no sides are given.`)
  return found
}

function numberOf(raw: unknown, where: string): number {
  if (raw === null || raw === undefined) return 1
  if (typeof raw !== 'number' || !Number.isInteger(raw) || raw < 1 || raw > 999) {
    throw new CaseError(`${where}: a discussion is numbered 1, 2, 3 and so on.`)
  }
  return raw
}

function childOf(raw: unknown, type: string, where: string, declared: Declared): string | null {
  if (raw === null || raw === undefined) {
    if (OF_A_CHILD.has(type)) throw new CaseError(`${where}: no child is named.`)
    return null
  }
  if (typeof raw !== 'string' || !declared.has(raw)) {
    throw new CaseError(`${where}: child ${said(raw)} is not declared.`)
  }
  return raw
}

function recipientOf(raw: unknown, type: string, where: string, recipients: unknown[] | null): string | null {
  if ((raw === null || raw === undefined) && type !== 'record_received') return null
  if (typeof raw !== 'string' || raw === '') throw new CaseError(`${where}: no recipient is named.`)
  if (recipients && !recipients.includes(raw)) throw new CaseError(`${where}: recipient '${raw}' is not declared.`)
  return raw
}

function oneOf(raw: unknown, known: readonly string[], where: string): string | null {
  if (raw === null || raw === undefined) return null
  if (typeof raw === 'string' && known.includes(raw)) return raw
  throw new CaseError(`${where}: ${said(raw)} is not ${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}.`)
}

function list(raw: unknown, name: string): readonly unknown[] {
  if (raw === null || raw === undefined) return []
  if (!Array.isArray(raw)) throw new CaseError(`'${name}' is not a list.`)
  return raw
}

function fields(raw: unknown): Fields | null {
  // An object that is no list and not null is what JSON calls an object.
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Fields) : null
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function said(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : 'what is given'
}
