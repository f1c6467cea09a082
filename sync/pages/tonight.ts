/** Tonight, by day Due now: one row a child, reddest first. Twin of `tonight.py`. */
import { warning } from './alike'
import { lost } from './born_died'
import { identity, name, shared, values } from './children'
import { clocksOf, type Clock } from './clock'
import { said, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { home } from './local'
import { namedTonight, night, type Night } from './night'
import { prompts } from './prompts'
import { shell } from './shell'
import { alarm } from './alarm'
import { ofAll } from './urgent'

const PLACES: Record<string, string> = { ward: 'On a ward', home: 'At home', other: 'Somewhere else', not_found: 'Not found' }
const WARD_ROLES = ['ward_nurse', 'nurse_in_charge']
/** What a row is sorted and counted by; the rest is made where it is shown, for a county holds more than a page does. */
interface Row extends Context { alarm: string; discussion: string; reference: string; clock: Clock; child: Context }

// A phone paints so many at once; the rest are one link away, and said to be there.
const AT_ONCE = 50

export function tonight(inputs: PageInputs): Context {
  const { first, rows, ...context } = listed(inputs, AT_ONCE)
  const [count, shown] = [first.length + rows.length, shownIn(inputs)]
  return {
    ...context,
    first: shown(first.slice(0, AT_ONCE)),
    rows: shown(rows.slice(0, Math.max(AT_ONCE - first.length, 0))),
    more_words: count > AT_ONCE ? `The ${AT_ONCE} most pressing of ${count} children.` : '',
  }
}

export function everyChild(inputs: PageInputs): Context {
  const [all, shown] = [listed(inputs), shownIn(inputs)]
  return { ...all, first: shown(all.first), rows: shown(all.rows) }
}

function listed(inputs: PageInputs, most?: number): Night<Row> {
  const rows = (inputs.discussions ?? []).flatMap((doc) => rowsOf(doc, inputs))
  const keys = new Map(rows.map((row) => [row, [row.alarm ? '0' : '1', row.clock.order, row.reference, String(row.child['id'])]]))
  rows.sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []))
  return { page: shell('tonight', home(inputs.now), inputs), urgent: ofAll(inputs), ...night(inputs, rows, most), more_words: '' }
}

/** A ward begins with what it must know at the bedside (PRACTICE.md P-5). */
export function firstScreen(doc: Doc, inputs: PageInputs): string {
  const ward = WARD_ROLES.includes(inputs.person?.role ?? '') || doc.capacity.startsWith('ward_')
  return `/discussions/${doc.id}${ward ? '/ward-safety-plan' : ''}`
}

/** Where the child is, in few words; two places are both said, and neither is certain. */
export function place(doc: Doc, child: string): string {
  const all = new Set(values(doc, `children.${child}.place`).map(placeWords))
  return [...all].join(' or ') || 'Where the child is now: not recorded'
}

function rowsOf(doc: Doc, inputs: PageInputs): Row[] {
  const clocks = clocksOf(doc, inputs)
  return doc.children.map((child) => ({
    discussion: doc.id,
    reference: doc.reference,
    child: { id: child },
    alarm: alarm(doc, child, inputs.now),
    clock: clocks.ofChild(child),
  }))
}

function shownIn(inputs: PageInputs): (rows: Row[]) => Context[] {
  const docs = new Map((inputs.discussions ?? []).map((doc) => [doc.id, doc]))
  const others = othersIn(docs)
  const has = namedTonight(inputs)
  return (rows) => rows.flatMap((row) => {
    const doc = docs.get(row.discussion)
    return doc ? [{ ...row, ...detail(doc, String(row.child['id']), inputs, others), has: has(doc, row) }] : []
  })
}

function detail(doc: Doc, child: string, inputs: PageInputs, others: Others): Context {
  const [prompt = ''] = child === doc.children[0] ? prompts(doc, clocksOf(doc, inputs), inputs.now) : []
  return {
    href: `${firstScreen(doc, inputs)}#child-${child}`,
    child: { ...identity(doc, child), check: warning([name(doc, child), ...others(doc, child)]) },
    place: place(doc, child),
    death: lost(doc, child, inputs.now),
    two: doc.differences.some((one) => one.state === 'open'),
    prompt,
    unsent: (inputs.outbox ?? []).some((item) => item.discussion === doc.id && item.status === 'waiting'),
  }
}

type Others = (doc: Doc, child: string) => string[]

/** The names of those who may be taken for a child, of all the discussions in reach (P-21). */
function othersIn(docs: Map<string, Doc>): Others {
  const groups = new Map<string, Map<string, string>>()
  for (const doc of docs.values()) {
    for (const child of doc.children) {
      for (const key of shared(doc, child)) groups.set(key, (groups.get(key) ?? new Map<string, string>()).set(`${doc.id} ${child}`, name(doc, child)))
    }
  }
  const known = new Map<string, [child: string, called: string][]>()
  return (doc, child) => {
    const keys = shared(doc, child)
    const all = known.get(keys.join()) ?? [...new Map(keys.flatMap((key) => [...(groups.get(key) ?? [])]))]
    known.set(keys.join(), all)
    return all.filter(([one]) => one !== `${doc.id} ${child}`).map(([, called]) => called)
  }
}

/** By code point, part by part, as Python compares tuples of text. */
function compare(a: string[], b: string[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? ''
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

function placeWords(value: Value): string {
  const kind = PLACES[said(value['kind'])] ?? ''
  const where = said(value['where'])
  return kind && where ? `${kind}: ${where}` : kind || where
}
