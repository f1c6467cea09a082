/** Tonight, by day Due now: one row a child, reddest first. Twin of `tonight.py`. */
import { warning } from './alike'
import { lost } from './born_died'
import { identity, name, shared, values } from './children'
import { clocksOf, type Clock } from './clock'
import { said, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { home } from './local'
import { night, type Night } from './night'
import { prompts } from './prompts'
import { shell } from './shell'
import { alarm } from './taking'
import { ofAll } from './urgent'

const PLACES: Record<string, string> = { ward: 'On a ward', home: 'At home', other: 'Somewhere else', not_found: 'Not found' }
const WARD_ROLES = ['ward_nurse', 'nurse_in_charge']
interface Row extends Context { alarm: string; discussion: string; reference: string; clock: Clock; child: Context }

// A phone paints so many at once; the rest are one link away, and said to be there.
const AT_ONCE = 50

export function tonight(inputs: PageInputs): Context {
  const { first, rows, ...context } = listed(inputs, AT_ONCE)
  const count = first.length + rows.length
  return {
    ...context,
    first: first.slice(0, AT_ONCE),
    rows: rows.slice(0, Math.max(AT_ONCE - first.length, 0)),
    more_words: count > AT_ONCE ? `The ${AT_ONCE} most pressing of ${count} children.` : '',
  }
}

export function everyChild(inputs: PageInputs): Context {
  return listed(inputs)
}

function listed(inputs: PageInputs, most?: number): Night<Row> {
  const rows = (inputs.discussions ?? []).flatMap((doc) => rowsOf(doc, inputs))
  check(inputs.discussions ?? [], rows)
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

/** Children who may be taken for each other, of all the discussions in reach (P-21). */
function check(docs: Doc[], rows: Row[]): void {
  const groups = new Map<string, Map<string, string>>()
  const mine = new Map<string, string[]>()
  for (const doc of docs) {
    for (const child of doc.children) {
      const own = `${doc.id} ${child}`
      mine.set(own, shared(doc, child))
      for (const key of mine.get(own) ?? []) groups.set(key, (groups.get(key) ?? new Map<string, string>()).set(own, name(doc, child)))
    }
  }
  for (const row of rows) {
    const own = `${row.discussion} ${String(row.child['id'])}`
    const others = new Map((mine.get(own) ?? []).flatMap((key) => [...(groups.get(key) ?? [])].filter(([one]) => one !== own)))
    row.child['check'] = warning([String(row.child['name']), ...others.values()])
  }
}

function rowsOf(doc: Doc, inputs: PageInputs): Row[] {
  const clocks = clocksOf(doc, inputs)
  const waiting = (inputs.outbox ?? []).some((item) => item.discussion === doc.id && item.status === 'waiting')
  const [prompt = ''] = prompts(doc, clocks)
  const two = doc.differences.some((one) => one.state === 'open')
  return doc.children.map((child) => ({
    href: `${firstScreen(doc, inputs)}#child-${child}`,
    discussion: doc.id,
    reference: doc.reference,
    child: identity(doc, child),
    place: place(doc, child),
    alarm: alarm(doc, child, inputs.now),
    death: lost(doc, child, inputs.now),
    clock: clocks.ofChild(child),
    two,
    prompt: child === doc.children[0] ? prompt : '',
    unsent: waiting,
  }))
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
