// What the pages of rules say: `sync/vectors/pages/rules.json`; its twin is tests/sync/test_rules_pages.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Annotated, By, Json } from '../../sync/messages'
import { page, type PageInputs } from '../../sync/pages'
import type { Procedure, Source } from '../../sync/procedure'
import { compile, england, vectors } from './engine'

interface Given { name: string; page: string; procedure: string; source?: Partial<Source>; query?: [string, string][]; events?: Entry[]; passed_on?: boolean; expect: Record<string, Json> }
interface File { now: string; by: By; discussion: Annotated; passed_on: Entry; cases: Given[] }

const file = vectors<File>('pages/rules')
const compiled = new Map<string, Procedure>()

function procedureOf(given: Given): Procedure {
  const found = compiled.get(given.procedure) ?? compile(given.procedure)
  compiled.set(given.procedure, found)
  return { ...found, source: { ...found.source, ...given.source } }
}

function part(context: unknown, path: string): unknown {
  // Lists take their places as keys too.
  return path.split('.').reduce((found: unknown, step) => (found as Record<string, unknown>)[step], context)
}

type Entry = Annotated['entries'][string][number]

function signed(given: Given): Annotated {
  const by = { by: file.by, received: null, lines: [], seen: [] }
  const { leaves } = file.discussion
  const entries = given.events ? { events: given.events } : file.discussion.entries
  return {
    ...file.discussion,
    leaves: Object.fromEntries(Object.entries(leaves).map(([path, leaf]) => [path, { ...leaf, ...by }])),
    entries: Object.fromEntries(Object.entries(entries).map(([path, all]) => [path, all.map((entry) => ({ ...entry, ...by }))])),
  }
}

function passedOn(given: Given, digest: string): Annotated {
  const doc = signed(given)
  const { value, ...entry } = file.passed_on
  const taken = { ...entry, by: file.by, received: null, value: { ...(value as Record<string, Json>), procedure: digest } }
  return { ...doc, procedure: digest, entries: { ...doc.entries, procedures: [taken] } }
}

for (const given of file.cases) {
  test(`rules: ${given.name}`, () => {
    const procedure = procedureOf(given)
    const digest = procedure.version
    const inputs: PageInputs = {
      where: 'server', person: null, phones: [], now: file.now, nonce: '', version: '',
      // As the server sends them: JSON.
      calendar: england as unknown as Json,
      procedures: { [digest]: procedure as unknown as Json },
      current: [digest],
      params: { discussion: 'd1', procedure: digest },
      query: (given.query ?? []).map(([name, value]) => [name, value === '*' ? digest : value]),
      discussion: given.passed_on ? passedOn(given, digest) : { ...signed(given), procedure: digest },
    }
    const context = page(given.page, inputs)
    const found = Object.fromEntries(Object.keys(given.expect).map((path) => [path, part(context, path)]))
    assert.deepEqual(found, given.expect)
  })
}
