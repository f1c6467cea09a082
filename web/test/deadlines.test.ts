// The engine against the hand-written cases; its twin is tests/sync/test_deadlines.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaseError, deadlines } from '../../sync/deadlines'
import type { Row } from '../../sync/deadlines'
import { england, herefordshire, shown, vectors } from './engine'

type Part = 'deadlines' | 'conditional' | 'projected'
interface Vector {
  name: string
  now?: string
  only?: string[]
  case: unknown
  expect: Partial<Record<Part, Partial<Row>[]>>
}
const file = vectors<{ now: string; cases: Vector[]; bad: { name: string; case: unknown; error: string }[] }>(
  'deadlines-herefordshire',
)

for (const vector of file.cases) {
  test(`case: ${vector.name}`, () => {
    const result = deadlines(herefordshire, vector.case, england, vector.now ?? file.now)
    for (const part of ['deadlines', 'conditional', 'projected'] as const) {
      const expected = vector.expect[part]
      if (!expected) continue
      const rows = result[part].filter((row) => !vector.only || vector.only.includes(row.rule))
      assert.deepEqual(rows.map((row, index) => shown(row, expected[index] ?? {})), expected, part)
    }
  })
}

for (const bad of file.bad) {
  test(`refused: ${bad.name}`, () => {
    assert.throws(() => deadlines(herefordshire, bad.case, england, file.now), new CaseError(bad.error))
  })
}
