// What applies besides dates, against the hand-written cases; its twin is tests/sync/test_duties.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaseError } from '../../sync/deadlines'
import { duties } from '../../sync/duties'
import { compile, files, shown, vectors } from './engine'

interface File {
  procedure: string
  cases: { name: string; only?: string[]; case: unknown; expect: Record<string, unknown>[] }[]
  bad?: { name: string; case: unknown; error: string }[]
}

for (const file of [vectors<File>('duties'), ...files<File>('duties')]) {
  const procedure = compile(file.procedure)
  for (const vector of file.cases) {
    test(`duties: ${vector.name}`, () => {
      const rows = duties(procedure, vector.case).filter((row) => !vector.only || vector.only.includes(row.rule))
      assert.deepEqual(rows.map((row, index) => shown(row, vector.expect[index] ?? {})), vector.expect)
    })
  }
  for (const bad of file.bad ?? []) {
    test(`duties refused: ${bad.name}`, () => {
      assert.throws(() => duties(procedure, bad.case), new CaseError(bad.error))
    })
  }
}
