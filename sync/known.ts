// What was known when: an annotated discussion, told again one recording at a time. Twin of known.py.
// Only what the dates hang on: answers, births, agreed dates, events, visits and what was decided about them, and which procedure is followed. A recording counts from when the server had it, for
// until then it stood on nobody else's page; one that is not sent yet from when it was written.
import { caseOf, type Case } from './case'
import { PATH, begunUnder, standing } from './following'
import { seconds } from './london'
import type { Annotated, By, Entry, Json, Leaf, Side } from './messages'

export interface Step {
  readonly at: string
  readonly path: string
  readonly by: By
  readonly value: Json
  /** Digests of those whose dates stood then. */
  readonly procedures: readonly string[]
  readonly case: Case
}
type Said = Pick<Side, 'value' | 'by' | 'at' | 'received'>
interface Recording {
  at: string
  path: string
  leaf?: Leaf
  entry?: Entry
  by: By
  value: Json
}

const ENTRIES = ['events', 'visits', 'visit_checks', PATH]

/** In order of time; `case` is the engine's, as known from then on; `known` as there. */
export function steps(doc: Annotated, known?: Readonly<Record<string, unknown>>): Step[] {
  const found = [...ofLeaves(doc), ...ofEntries(doc)].sort((one, other) => before(one.at, other.at))
  const soFar: Annotated = {
    ...doc, procedure: begunUnder(doc), leaves: {}, entries: Object.fromEntries(ENTRIES.map((path) => [path, []])),
  }
  return found.map(({ at, path, leaf, entry, by, value }) => {
    if (leaf) soFar.leaves[path] = leaf
    if (entry) {
      soFar.entries[path] = [...stillThere(soFar.entries[path] ?? [], entry, doc.entries[path] ?? []), entry]
      const { procedure } = object(entry.value)
      if (path === PATH && !entry.pending && typeof procedure === 'string') soFar.procedure = procedure
    }
    return { at, path, by, value, procedures: standing(soFar), case: caseOf(soFar, known) }
  })
}

function ofLeaves(doc: Annotated): Recording[] {
  const wanted = (path: string) => path.startsWith('facts.') || path.includes('.facts.') || path.endsWith('.birth') || path.endsWith('.seen_plan')
  return Object.keys(doc.leaves).filter(wanted).sort().flatMap((path) => {
    const apart = doc.differences.filter((one) => one.path === path).map((one) => one.sides)
    const leaf = doc.leaves[path]
    return leaf ? ofLeaf(leaf, apart, path) : []
  })
}

/** What stood before, then two answers as they came apart, then what stands. */
function ofLeaf(leaf: Leaf, apart: readonly Side[][], path: string): Recording[] {
  const made = (leaf.earlier ?? []).map((said) => recording(time(said), path, alone(said), said))
  for (const sides of apart) {
    const came = [...sides].sort((one, other) => before(time(one), time(other)))
    came.forEach((said, place) => {
      made.push(recording(time(said), path, place === 0 ? alone(said) : { ...alone(said), value: null, sides: came.slice(0, place + 1) }, said))
    })
  }
  if (leaf.pending) {
    if (leaf.settled) made.push(...ofLeaf(leaf.settled, [], path))
    made.push(recording(leaf.at, path, leaf, leaf.sides?.at(-1) ?? leaf))
  } else if (!leaf.sides?.length) made.push(recording(leaf.settlement?.at ?? time(leaf), path, leaf, leaf))
  return made
}

function ofEntries(doc: Annotated): Recording[] {
  return ENTRIES.flatMap((path) => (doc.entries[path] ?? []).map((entry) => {
    const { superseded_by: _, ...own } = entry
    return { at: time(entry), path, entry: own, by: entry.by, value: entry.value }
  }))
}

/** An entry stands until the one that replaces it is there. */
function stillThere(soFar: readonly Entry[], said: Entry, all: readonly Entry[]): Entry[] {
  const replaced = all.filter((entry) => entry.superseded_by === said.id).map((entry) => entry.id)
  return soFar.map((one) => replaced.includes(one.id) ? { ...one, superseded_by: said.id } : one)
}

function recording(at: string, path: string, leaf: Leaf, { by, value }: Said): Recording {
  return { at, path, leaf, by, value }
}

function alone({ value, by, at, received }: Said): Leaf {
  return { value, by, at, received, lines: [], seen: [] }
}

function time({ at, received }: Pick<Said, 'at' | 'received'>): string {
  return received || at
}

function before(one: string, other: string): number {
  return (seconds(one) ?? 0) - (seconds(other) ?? 0)
}

function object(value: Json): Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}
