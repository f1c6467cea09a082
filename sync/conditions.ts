// When a rule applies: its words read over the facts of one child, or of the case (CLI.md readings 3, 8, 15).
// Twin of conditions.py.
import { localDay } from './london'
import type { Condition } from './procedure'
import { ALWAYS, NO, NOBODY_SAID, UNKNOWN, YES, ofType } from './told'
import type { Child, Side, Sides, Told } from './told'

type Answers = (name: string) => Sides

/** YES, NO, or UNKNOWN with the facts that would settle it; and the children whose facts made it so. */
export interface Applies {
  readonly answer: number
  readonly facts: readonly string[]
  readonly children: readonly string[]
}

export const applies = (answer: number, facts: readonly string[] = [], children: readonly string[] = []): Applies => ({
  answer,
  facts,
  children,
})

interface Reading {
  readonly told: Told
  readonly held: number | null
  readonly asAt: number | null
}

/** A rule of the case fires for any child's facts, read child by child, and for the case's own. */
export function forCase(node: Condition | null, told: Told, held: number | null): Applies {
  if (node === null) return applies(YES)
  const reading = { told, held, asAt: null }
  const alone = value(node, answersOf(told, null), reading)
  const perChild = told.children.map((child) => ({ id: child.id, found: value(node, answersOf(told, child), reading) }))
  const yes = perChild.filter(({ found }) => found.answer === YES).map(({ id }) => id)
  if (yes.length > 0 || alone.answer === YES) return applies(YES, [], yes)
  if (told.children.length === 0) return alone
  // With children declared, what the case leaves open is asked of each child.
  const open = perChild.filter(({ found }) => found.answer === UNKNOWN)
  const wanted = new Set(open.flatMap(({ found }) => found.facts))
  const names = factsIn(node).filter((name) => wanted.has(name))
  return applies(open.length > 0 ? UNKNOWN : NO, names, open.map(({ id }) => id))
}

/** `asAt`: a London date; a yes first recorded after it does not count yet (P-14). */
export function forChild(
  node: Condition | null,
  told: Told,
  child: Child,
  held: number | null,
  asAt: number | null = null,
): Applies {
  return node === null ? applies(YES) : value(node, answersOf(told, child), { told, held, asAt })
}

/** A child's own answer overrides the case's, but her own unknown does not override the case's yes. */
export function answersOf(told: Told, child: Child | null): Answers {
  const own = (name: string): Sides => {
    const ofCase = told.facts.get(name) ?? NOBODY_SAID
    const mine = child?.facts.get(name)
    if (!mine) return ofCase
    const raised = ofCase.some(([answer]) => answer === YES) && mine.some(([answer]) => answer === UNKNOWN)
    return raised ? [...mine.filter(([answer]) => answer !== UNKNOWN), ...ofCase] : mine
  }
  return (name) => {
    let sides = own(name)
    for (const other of told.impliedBy[name] ?? []) {
      const stronger = own(other)
      const yes = stronger.filter(([answer]) => answer === YES)
      if (yes.length === stronger.length) sides = stronger
      else if (yes.length > 0) sides = [...sides, ...yes]
    }
    return sides
  }
}

/** Every fact a condition reads, in its order, once. */
export function factsIn(node: Condition): string[] {
  if ('fact' in node) return [node.fact]
  const parts = 'any' in node ? node.any : 'all' in node ? node.all : []
  return [...new Set(parts.flatMap(factsIn))]
}

function value(node: Condition, answers: Answers, reading: Reading): Applies {
  if ('fact' in node) {
    const answer = Math.max(...answers(node.fact).map((side) => counted(side, reading.asAt)))
    return applies(answer, answer === UNKNOWN ? [node.fact] : [])
  }
  if ('any' in node) return joined(Math.max, node.any.map((part) => value(part, answers, reading)))
  if ('all' in node) return joined(Math.min, node.all.map((part) => value(part, answers, reading)))
  return applies(certain(node, answers, reading) ? YES : NO)
}

function joined(choose: (...answers: number[]) => number, parts: readonly Applies[]): Applies {
  const answer = choose(...parts.map((part) => part.answer))
  if (answer !== UNKNOWN) return applies(answer)
  return applies(UNKNOWN, [...new Set(parts.filter((part) => part.answer === UNKNOWN).flatMap((part) => part.facts))])
}

function counted([answer, since]: Side, asAt: number | null): number {
  const later = asAt !== null && since !== ALWAYS && localDay(since) > asAt
  return answer === YES && later ? NO : answer
}

type Certain = Exclude<Condition, { fact: string } | { any: unknown } | { all: unknown }>

/** The words that are never themselves unknown. */
function certain(node: Certain, answers: Answers, { told, held }: Reading): boolean {
  // C-5: counts as yes until somebody records no.
  if ('unless_no' in node) return answers(node.unless_no).some(([answer]) => answer !== NO)
  if ('known_no' in node) {
    // A relaxation needs a known no, for the case and for every child, under all sides.
    const everyone = [null, ...told.children].map((child) => answersOf(told, child)(node.known_no))
    return everyone.every((sides) => sides.every(([answer]) => answer === NO))
  }
  if ('event' in node) {
    const calls = ofType(told, 'sd_contact').map((event) => event.at.lo)
    const limit = calls.length > 0 && node.before === 'first_call' ? Math.min(...calls) : null
    return ofType(told, node.event).some((event) => limit === null || event.at.lo < limit)
  }
  if ('call_modes' in node) {
    return ofType(told, 'sd_contact').some((call) => call.mode !== null && node.call_modes.includes(call.mode))
  }
  if ('unless' in node) {
    // Otherwise: nobody recorded it, neither for the case nor for any child.
    return ![null, ...told.children].some((child) => knownBy(node.unless, answersOf(told, child), held))
  }
  return !knownBy(node.not_at_discussion, answers, held)
}

/** Yes under all sides, and by the discussion's date. */
function knownBy(node: Condition, answers: Answers, held: number | null): boolean {
  if ('fact' in node) {
    return answers(node.fact).every(
      ([answer, since]) => answer === YES && (held === null || since === ALWAYS || localDay(since) <= held),
    )
  }
  if ('any' in node) return node.any.some((part) => knownBy(part, answers, held))
  return 'all' in node && node.all.every((part) => knownBy(part, answers, held))
}
