// The clock as people read it, and the calls and meetings it is met by: `sync/vectors/pages/{clock,calls}.json`; its twin is tests/sync/test_clock_pages.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Annotated, By, Json } from '../../sync/messages'
import { seconds, utc } from '../../sync/london'
import { page, type PageInputs } from '../../sync/pages'
import { Clocks, clocksOf } from '../../sync/pages/clock'
import { compile, england, vectors } from './engine'

type Entry = Annotated['entries'][string][number]
type Leaf = Annotated['leaves'][string]
interface Made { children?: string[]; leaves: Record<string, Leaf>; events?: Entry[]; visits?: Entry[] }
interface Given {
  name: string; page: string; procedure: string; now: string; capacity: string; doc?: Made; document?: string; expect: Record<string, Json>
  params?: Record<string, string>; writable?: string[]; person?: string
}
interface Said { by: By; documents?: Record<string, Made>; cases: Given[] }

const files = [vectors<Said>('pages/clock'), vectors<Said>('pages/calls')]
const procedures = new Map([...new Set(files.flatMap(({ cases }) => cases).map(({ procedure }) => procedure))].map((name) => [name, compile(name)]))

function part(context: unknown, path: string): unknown {
  // Lists take their places as keys too.
  return path.split('.').reduce((found: unknown, step) => (found as Record<string, unknown>)[step], context)
}

/** Of two answers, each by the same. */
function signed<One extends Entry | Leaf>(by: By, one: One): One {
  const sides = 'sides' in one && one.sides ? { sides: one.sides.map((side) => ({ ...side, by })) } : {}
  // A vector says of each only what matters.
  return { ...one, lines: one.lines ?? [], seen: 'seen' in one ? one.seen : [], ...sides, by, received: one.at }
}

for (const file of files) for (const given of file.cases) {
  test(`clock: ${given.name}`, () => {
    const procedure = procedures.get(given.procedure)
    assert.ok(procedure)
    const { children = ['c1'], leaves, events = [], visits = [] } = given.doc ?? file.documents?.[given.document ?? ''] ?? { leaves: {} }
    const sign = <One extends Entry | Leaf>(one: One): One => signed(file.by, one)
    const discussion: Annotated = {
      id: 'd1', seq: 1, procedure: procedure.version, reference: 'K7QM', capacity: given.capacity, children, adults: [], writable: given.writable ?? [],
      leaves: Object.fromEntries(Object.entries(leaves).map(([path, leaf]) => [path, sign(leaf)])),
      entries: { events: events.map(sign), visits: visits.map(sign) },
      differences: [],
    }
    const inputs: PageInputs = {
      where: 'server', phones: [], now: given.now, nonce: '', version: '',
      person: given.person ? { id: given.person, name: '', initials: '', role: '', role_words: '', agency: '', agency_kind: '', demo: false } : null,
      params: given.params ?? {},
      // As the server sends them: JSON.
      calendar: england as unknown as Json,
      procedures: { [procedure.version]: procedure as unknown as Json },
      discussion, discussions: [discussion],
    }
    for (const hours of [30, -3, -0.4, 0, 0.2, 5, 13.7, 24, 55, 170]) {
      const then = { ...inputs, now: utc((seconds(given.now) ?? 0) + hours * 3600) }
      const [kept, anew] = [clocksOf(discussion, then), new Clocks(discussion, then)]
      assert.deepEqual([kept.ofDiscussion(), children.map((child) => kept.ofChild(child)), kept.result],
        [anew.ofDiscussion(), children.map((child) => anew.ofChild(child)), anew.result], `kept until ${then.now}`)
    }
    // A list asks for what stands first, and a page that is opened later for the rest.
    for (let hour = 0; hour < 48; hour += 6) {
      const [then, later] = [hour, hour + 6].map((one) => ({ ...inputs, now: utc((seconds(given.now) ?? 0) + one * 3600) }))
      assert.ok(then && later)
      const doc = { ...discussion }
      clocksOf(doc, then).ofDiscussion()
      assert.deepEqual(clocksOf(doc, later).result, new Clocks(doc, later).result, `asked for first at ${later.now}`)
    }
    const context = page(given.page, inputs)
    assert.deepEqual(Object.fromEntries(Object.keys(given.expect).map((path) => [path, part(context, path)])), given.expect)
  })
}
