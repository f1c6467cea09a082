// Which home authorities are in Wales: sync/vectors/wales.json; the twin's test is tests/sync/test_wales.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWales, words } from '../../sync/wales'
import { vectors } from './engine'

const file = vectors<{ in_wales: string[]; elsewhere: string[]; said: { home: string; words: string }[] }>('wales')

test('a Welsh authority is known however it is written', () => {
  assert.deepEqual(file.in_wales.filter((one) => !inWales(one)), [])
})

test('a place that only sounds like one is not taken for it', () => {
  assert.deepEqual(file.elsewhere.filter((one) => inWales(one) || words(one) !== ''), [])
})

test('it is said', () => {
  assert.deepEqual(file.said.map((one) => words(one.home)), file.said.map((one) => one.words))
})
