// When a rule applies: its words read over the facts of one child, or of the case (CLI.md readings 3, 8, 15).
// Twin of conditions.py.
import { dateOf, localDay } from './london'
import type { Condition, Count, Vocabulary } from './procedure'
import { ALWAYS, NO, NOBODY_SAID, UNKNOWN, YES, ofType } from './told'
import type { Child, Side, Sides, Told } from './told'

type Answers = (name: string) => Sides
const AGED = 'aged_at_least_'
const UNBORN = 'unborn'

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

/** Whose facts are read, and by when: the day of the discussion, and the day by which an answer counts; and of which
 * discussion, where the rule is of one. */
interface Reading {
  readonly told: Told
  readonly child: Child | null
  readonly held: number | null
  readonly asAt: number | null
  readonly sd: number | null
}

/** A rule of the case fires for any child's facts, read child by child, and for the case's own. */
export function forCase(node: Condition | null, told: Told, held: number | null, sd: number | null = null): Applies {
  if (node === null) return applies(YES)
  const of = (child: Child | null): Applies => value(node, { told, child, held, asAt: null, sd })
  const alone = of(null)
  const perChild = told.children.map((child) => ({ id: child.id, found: of(child) }))
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
  return node === null ? applies(YES) : value(node, { told, child, held, asAt, sd: null })
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
function factsIn(node: Condition): string[] {
  if ('fact' in node) return [node.fact]
  if ('other_child' in node) return [node.other_child]
  if ('aged_at_least' in node) return [`${AGED}${node.aged_at_least}`]
  if (UNBORN in node) return [UNBORN]
  const parts = 'any' in node ? node.any : 'all' in node ? node.all : []
  return [...new Set(parts.flatMap(factsIn))]
}

/** Finishes "there is no …". */
export function factWords(name: string, vocabulary: Vocabulary): string {
  if (name.startsWith(AGED)) return `child aged ${name.slice(AGED.length)} or over`
  return name === UNBORN ? 'child who is not yet born' : (vocabulary.facts[name]?.words ?? name)
}

function value(node: Condition, reading: Reading): Applies {
  if ('fact' in node) {
    const answers = answersOf(reading.told, reading.child)(node.fact)
    return open(Math.max(...answers.map((side) => counted(side, reading.asAt))), node)
  }
  if ('any' in node) return joined(Math.max, node.any.map((part) => value(part, reading)))
  if ('all' in node) return joined(Math.min, node.all.map((part) => value(part, reading)))
  if ('other_child' in node) return open(ofOthers(node.other_child, reading), node)
  if ('aged_at_least' in node) return open(aged(node.aged_at_least, reading), node)
  if ('unborn' in node) return open(unborn(reading.child), node)
  return applies(certain(node, reading) ? YES : NO)
}

const open = (answer: number, node: Condition): Applies => applies(answer, answer === UNKNOWN ? factsIn(node) : [])

function joined(choose: (...answers: number[]) => number, parts: readonly Applies[]): Applies {
  const answer = choose(...parts.map((part) => part.answer))
  if (answer !== UNKNOWN) return applies(answer)
  return applies(UNKNOWN, [...new Set(parts.filter((part) => part.answer === UNKNOWN).flatMap((part) => part.facts))])
}

function counted([answer, since]: Side, asAt: number | null): number {
  const later = asAt !== null && since !== ALWAYS && localDay(since) > asAt
  return answer === YES && later ? NO : answer
}

/** At the discussion's date, before it today. An unborn child is not; a date of birth nobody gave is asked. */
function aged(years: number, { told, child, held }: Reading): number {
  const day = held ?? told.today
  if (child && !child.born && child.expected) return NO
  if (!child?.born || day === null) return UNKNOWN
  const [birth, at] = [dateOf(localDay(child.born.lo)), dateOf(day)]
  const before =
    at.getUTCMonth() < birth.getUTCMonth() ||
    (at.getUTCMonth() === birth.getUTCMonth() && at.getUTCDate() < birth.getUTCDate())
  return at.getUTCFullYear() - birth.getUTCFullYear() - (before ? 1 : 0) >= years ? YES : NO
}

/** A child with neither a date of birth nor one expected is asked about. */
function unborn(child: Child | null): number {
  if (!child || (!child.born && !child.expected)) return UNKNOWN
  return child.born ? NO : YES
}

/** Of the case, any child's answer; of a child, any other's. */
function ofOthers(name: string, { told, child, asAt }: Reading): number {
  const others = told.children.filter((one) => one.id !== child?.id)
  const sides = others.flatMap((one) => answersOf(told, one)(name))
  return Math.max(NO, ...sides.map((side) => counted(side, asAt)))
}

/** So many times, within so many days of each other where the rule says so. */
function often(node: Count, { told, child }: Reading): boolean {
  const mine = ofType(told, node.count).filter((event) => event.child === null || event.child === child?.id)
  const at = mine.map((event) => event.at.lo).sort((one, other) => one - other)
  return at.some((end, index) => {
    const begin = at[index - node.at_least + 1]
    return begin !== undefined && (!node.within_days || localDay(end) - localDay(begin) <= node.within_days)
  })
}

type Open =
  | { fact: string }
  | { any: unknown }
  | { all: unknown }
  | { aged_at_least: number }
  | { other_child: string }
  | { unborn: true }
type Certain = Exclude<Condition, Open>

/** The words that are never themselves unknown. */
function certain(node: Certain, reading: Reading): boolean {
  const { told, child, held, sd } = reading
  const answers = answersOf(told, child)
  // C-5: counts as yes until somebody records no.
  if ('unless_no' in node) return answers(node.unless_no).some(([answer]) => answer !== NO)
  if ('known_no' in node) {
    // A relaxation needs a known no, for the case and for every child, under all sides.
    const everyone = [null, ...told.children].map((one) => answersOf(told, one)(node.known_no))
    return everyone.every((sides) => sides.every(([answer]) => answer === NO))
  }
  if ('count' in node) return often(node, reading)
  if ('event' in node) {
    const calls = ofType(told, 'sd_contact').map((event) => event.at.lo)
    const limit = calls.length > 0 && node.before === 'first_call' ? Math.min(...calls) : null
    return ofType(told, node.event).some((event) => limit === null || event.at.lo < limit)
  }
  if ('call_modes' in node) {
    const calls = ofType(told, 'sd_contact').filter((call) => sd === null || call.sd === sd)
    return calls.some((call) => call.mode !== null && node.call_modes.includes(call.mode))
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
