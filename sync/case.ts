/** An annotated discussion -> the deadline engine's case (CLI.md). Twin of `case.py`. */
import { counted } from './correcting'
import { counts } from './counting'
import { countedBirths, deathOf, died } from './lives'
import { dateText, localDay, seconds } from './london'
import type { Annotated, Entry, Json, Leaf } from './messages'
import { countedFor } from './moving'

type Value = { [key: string]: Json }
export interface CaseChild { id: string; facts: Value; dob?: string; expected_birth?: string }
export interface Case { children: CaseChild[]; facts: Value; events: Value[] }

// A pending one of these would put a date back, or end the clocks, before the server has it.
const ONLY_WHEN_RECEIVED = ['child_died']
/** What else meets a clock than that a discussion was held, or has ended. */
export const AWAITED = ['police_liaison', 'ntk_submitted', 'management_note', 'referrer_informed', 'isu_notified', 'icpc_held']
/** None of these was done while it is still to come: it would end a clock, or put every child's date back. */
const DONE = ['sd_contact', 'sd_concluded', ...AWAITED]
/** Takes the place of what was written by mistake, and is nothing that happened. */
export const NOT_SO = 'not_so'
/** Seconds that two honest clocks may be apart. */
const AHEAD = 120

/**
 * What the device or server knows, with every answer that is still in doubt given as its sides. `known`: the events that
 * the procedure knows, for an older one does not know the words that came later.
 */
export function caseOf(held: Annotated, known?: Readonly<Record<string, unknown>>): Case {
  // Whoever is here for one child alone has the dates that hang on the others all the same.
  const doc = held.every_child ? { ...held, children: held.every_child } : held
  const events = [...eventsOf(doc), ...livesOf(doc), ...agreedOf(doc), ...visitsOf(doc)]
  return {
    children: doc.children.map((child) => childOf(doc, child)),
    facts: factsOf(doc, 'facts.'),
    events: known ? events.filter((event) => Object.hasOwn(known, String(event['type']))) : events,
  }
}

/** Its own time is later than when it was written, or than when the server had it (PRACTICE.md Z-33). */
export function saidAhead(entry: Entry): boolean {
  const at = object(entry.value)['at']
  const said = filled(at) ? seconds(at) : null
  const known = [entry.at, entry.received].map((one) => one ? seconds(one) : null)
  return said !== null && known.some((one) => one !== null && said > one + AHEAD)
}

function childOf(doc: Annotated, id: string): CaseChild {
  const made: CaseChild = { id, facts: factsOf(doc, `children.${id}.facts.`) }
  const said = sidesOf(doc.leaves[`children.${id}.birth`]).map(([value]) => object(value))
  const born = said.map((birth) => birth['date']).filter(filled).sort()[0] ?? days(countedBirths(doc, id)).sort()[0]
  const expected = said.map((birth) => birth['expected']).filter(filled).sort()[0]
  if (born !== undefined) made.dob = born
  else if (expected !== undefined) made.expected_birth = expected
  return made
}

function factsOf(doc: Annotated, prefix: string): Value {
  const facts: Value = {}
  for (const path of Object.keys(doc.leaves).sort()) {
    const name = path.slice(prefix.length)
    if (!path.startsWith(prefix) || name.includes('.')) continue
    const said = sidesOf(doc.leaves[path]).map(([value, at]) => answer(value, at))
    if (said.length > 1) facts[name] = { sides: said }
    else if (said[0] !== undefined && said[0] !== 'unknown') facts[name] = said[0]
  }
  return facts
}

/** `at` = when it was learnt, else when it was written down. */
function answer(value: Json, at: string | null): Json {
  const { answer: said, when } = object(value)
  if (!filled(said) || said === 'unknown') return 'unknown'
  const time = filled(when) ? when : at
  return time === null ? said : { answer: said, at: time }
}

/** Every answer that may yet stand: a pending one beside what it would replace (README.md, overlay). */
function sidesOf(leaf: Leaf | null | undefined): [Json, string | null][] {
  if (!leaf) return []
  if (leaf.sides !== undefined && leaf.sides.length > 0) return leaf.sides.map((side) => [side.value, side.at])
  const own: [Json, string | null] = [leaf.value, leaf.at]
  if (!leaf.pending) return [own]
  const before = sidesOf(leaf.settled)
  return [own, ...(before.length > 0 ? before : [[null, null] as [Json, string | null]])]
}

function eventsOf(doc: Annotated): Value[] {
  return counted(doc.entries['events'] ?? [])
    .filter((entry) => {
      const type = String(object(entry.value)['type'])
      return stands(entry, type) && !(entry.pending && ONLY_WHEN_RECEIVED.includes(type)) && !(DONE.includes(type) && saidAhead(entry))
    })
    .map((entry) => Object.fromEntries(Object.entries(object(entry.value)).filter(([key]) => key !== 'note')))
}

/** What meets a clock and begins none meets it no longer, as soon as it is corrected. */
function stands({ superseded_by: replaced }: Entry, type: string): boolean {
  return type !== NOT_SO && !(replaced && AWAITED.includes(type))
}

/** A birth begins clocks, so one that is not sent yet counts; a death ends them, and must be known from two. */
function livesOf(doc: Annotated): Value[] {
  const event = (type: string, child: string, one: Entry): Value => ({ type, child, at: object(one.value)['at'] ?? null })
  const born = doc.children.flatMap((child) => countedBirths(doc, child).map((one) => event('child_born', child, one)))
  return [...born, ...doc.children.flatMap((child) => {
    const one = deathOf(doc, child)
    return one && died(doc, child) ? [event('child_died', child, one)] : []
  })]
}

function days(entries: Entry[]): string[] {
  return entries.map((one) => seconds(String(object(one.value)['at']))).filter((moment) => moment !== null).map((moment) => dateText(localDay(moment)))
}

/** By when the discussion agreed that each child is seen; of two dates still in doubt, both. */
function agreedOf(doc: Annotated): Value[] {
  return doc.children.flatMap((child) => sidesOf(doc.leaves[`decisions.${child}.seen_plan`]).flatMap(([value, at]) => {
    const said = object(value)['when']
    const when = filled(said) ? seconds(said) : null
    return when === null ? [] : [{ type: 'visit_agreed', child, at: at ?? said ?? null, due: dateText(localDay(when)) }]
  }))
}

/** Only visits in which the child was seen, which count and which the server has: one that is pending, or still to come, stops no clock. */
function visitsOf(doc: Annotated): Value[] {
  return standing(doc.entries['visits'])
    .filter((entry) => !entry.pending && !saidAhead(entry) && counts(doc, entry))
    .map((entry): Value => ({ ...object(entry.value), child: countedFor(doc, entry) }))
    .filter((value) => value['what'] === 'seen' && filled(value['by']) && filled(value['child']))
    .map((value) => ({
      type: 'child_seen', child: value['child'] ?? null, by: value['by'] ?? null, at: value['at'] ?? null,
      ...(value['alone'] === 'yes' || value['alone'] === 'no' ? { alone: value['alone'] === 'yes' } : {}),
    }))
}

function standing(entries: Entry[] | undefined): Entry[] {
  return (entries ?? []).filter((entry) => !entry.superseded_by)
}

function object(value: Json): Value {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

function filled(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}
