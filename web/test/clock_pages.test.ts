// The clock as people read it: `sync/vectors/pages/clock.json`; its twin is tests/sync/test_clock_pages.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Annotated, By, Json } from '../../sync/messages'
import { page, type PageInputs } from '../../sync/pages'
import { compile, england, vectors } from './engine'

type Entry = Annotated['entries'][string][number]
type Leaf = Annotated['leaves'][string]
interface Made { children?: string[]; leaves: Record<string, Leaf>; events?: Entry[]; visits?: Entry[] }
interface Given { name: string; page: string; procedure: string; now: string; capacity: string; doc: Made; expect: Record<string, Json> }

const file = vectors<{ by: By; cases: Given[] }>('pages/clock')
const procedures = new Map([...new Set(file.cases.map(({ procedure }) => procedure))].map((name) => [name, compile(name)]))

function part(context: unknown, path: string): unknown {
  // Lists take their places as keys too.
  return path.split('.').reduce((found: unknown, step) => (found as Record<string, unknown>)[step], context)
}

function signed<Said extends Entry | Leaf>(said: Said): Said {
  return { ...said, by: file.by, lines: [], seen: [], received: said.at }
}

for (const given of file.cases) {
  test(`clock: ${given.name}`, () => {
    const procedure = procedures.get(given.procedure)
    assert.ok(procedure)
    const { children = ['c1'], leaves, events = [], visits = [] } = given.doc
    const discussion: Annotated = {
      id: 'd1', seq: 1, procedure: procedure.version, reference: 'K7QM', capacity: given.capacity, children, adults: [], writable: [],
      leaves: Object.fromEntries(Object.entries(leaves).map(([path, leaf]) => [path, signed(leaf)])),
      entries: { events: events.map(signed), visits: visits.map(signed) },
      differences: [],
    }
    const inputs: PageInputs = {
      where: 'server', person: null, phones: [], now: given.now, nonce: '', version: '',
      // As the server sends them: JSON.
      calendar: england as unknown as Json,
      procedures: { [procedure.version]: procedure as unknown as Json },
      discussion, discussions: [discussion],
    }
    const context = page(given.page, inputs)
    assert.deepEqual(Object.fromEntries(Object.keys(given.expect).map((path) => [path, part(context, path)])), given.expect)
  })
}
