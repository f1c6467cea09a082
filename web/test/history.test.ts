// How dates moved, and why, against the hand-written cases; its twin is tests/sync/test_history.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { history, type Recorded } from '../../sync/history'
import { steps, type Step } from '../../sync/known'
import type { Annotated, By } from '../../sync/messages'
import { compile, england, shown, vectors } from './engine'

interface File {
  by: By
  known: { name: string; doc: Annotated; steps: Partial<Step>[] }[]
  procedure: string
  cases: { name: string; only: string[]; steps: Omit<Recorded, 'by'>[]; counting_the_day_itself?: string[]; expect: Record<string, unknown>[] }[]
}

const file = vectors<File>('history')
const procedure = compile(file.procedure)

for (const given of file.known) {
  test(`known: ${given.name}`, () => {
    const found = steps(given.doc)
    assert.deepEqual(found.map((step, place) => shown(step, given.steps[place] ?? {})), given.steps)
  })
}

for (const given of file.cases) {
  test(`history: ${given.name}`, () => {
    const early = { ...procedure, settings: { ...procedure.settings, count_start_day: true } }
    const known = Object.fromEntries((given.counting_the_day_itself ?? []).map((digest) => [digest, early]))
    const found = history(procedure, given.steps.map((step) => ({ ...step, by: file.by })), england, known)
    const rows = found.filter((row) => given.only.includes(row.rule)).map((row) => ({
      ...row,
      changes: row.changes.map((change) => ({ ...change, because: change.because.map(({ path, value }) => ({ path, value })) })),
    }))
    assert.deepEqual(rows.map((row, place) => shown(row, given.expect[place] ?? {})), given.expect)
  })
}
