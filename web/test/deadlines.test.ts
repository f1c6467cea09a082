// The engine against the hand-written cases; its twin is tests/sync/test_deadlines.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaseError, deadlines } from '../../sync/deadlines'
import type { Row } from '../../sync/deadlines'
import type { Settings } from '../../sync/procedure'
import { compile, england, files, shown } from './engine'

type Part = 'deadlines' | 'conditional' | 'projected'
interface Vector {
  name: string
  now?: string
  only?: string[]
  settings?: Partial<Settings>
  announced?: string[]
  case: unknown
  expect: Partial<Record<Part, Partial<Row>[]>>
}
interface File {
  procedure: string
  now: string
  cases: Vector[]
  bad?: { name: string; case: unknown; error: string }[]
}

for (const file of files<File>('deadlines')) {
  const compiled = compile(file.procedure)
  for (const vector of file.cases) {
    test(`case: ${vector.name}`, () => {
      const procedure = { ...compiled, settings: { ...compiled.settings, ...vector.settings } }
      const calendar = { ...england, holidays: [...england.holidays, ...(vector.announced ?? [])].sort() }
      const result = deadlines(procedure, vector.case, calendar, vector.now ?? file.now)
      for (const part of ['deadlines', 'conditional', 'projected'] as const) {
        const expected = vector.expect[part]
        if (!expected) continue
        const rows = result[part].filter((row) => !vector.only || vector.only.includes(row.rule))
        assert.deepEqual(rows.map((row, index) => shown(row, expected[index] ?? {})), expected, part)
      }
    })
  }
  for (const bad of file.bad ?? []) {
    test(`refused: ${bad.name}`, () => {
      assert.throws(() => deadlines(compiled, bad.case, england, file.now), new CaseError(bad.error))
    })
  }
}

test('the calendar of another zone is refused', () => {
  const calendar = { ...england, zone: 'Europe/Dublin' }
  assert.throws(() => deadlines(compile('herefordshire'), {}, calendar, '2026-11-20T10:00:00Z'), /Europe\/Dublin/)
})
