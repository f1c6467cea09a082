// The sentence that stands first, against the hand-written cases; its twin is tests/sync/test_headline.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deadlines } from '../../sync/deadlines'
import type { Result } from '../../sync/deadlines'
import { headline, ofCase } from '../../sync/headline'
import { compile, england, shown, vectors } from './engine'

interface Vector {
  name: string
  procedure?: string
  now: string
  of: string
  case?: unknown
  result?: Result
  expect: object
  others: string[]
}
const compiled = new Map(['herefordshire', 'brighton-hove'].map((name) => [name, compile(name)]))
const file = vectors<{ cases: Vector[]; silent: Vector[] }>('headline')

for (const vector of [...file.cases, ...file.silent]) {
  test(vector.name, () => {
    const procedure = compiled.get(vector.procedure ?? 'herefordshire')
    assert.ok(procedure)
    const result = vector.result ?? deadlines(procedure, vector.case, england, vector.now)
    const said = vector.of === 'case' ? ofCase(result, vector.now) : headline(result, vector.of, vector.now)
    assert.deepEqual(shown(said, vector.expect), vector.expect)
    assert.deepEqual(said.others.map((other) => other.words), vector.others)
  })
}
