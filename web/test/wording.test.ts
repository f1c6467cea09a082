// Dates and answers in words, against the hand-written cases; its twin is tests/sync/test_wording.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as wording from '../../sync/wording'
import { vectors } from './engine'

interface Vector {
  name: string
  call: 'day' | 'instant' | 'due' | 'overdue' | 'ago' | 'describe'
  args: [unknown, unknown]
  expect: unknown
}

for (const vector of vectors<{ cases: Vector[] }>('wording').cases) {
  test(`${vector.call}: ${vector.name}`, () => {
    // The vector names the function and gives arguments of its kinds; a wrong one fails below.
    const call = wording[vector.call] as (first: unknown, second: unknown) => unknown
    assert.deepEqual(call(...vector.args), vector.expect)
  })
}
