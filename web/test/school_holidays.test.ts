// Beside the question whether it is the school holidays: sync/vectors/school_holidays.json.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words, type SchoolHolidays } from '../../sync/school_holidays'
import { vectors } from './engine'

const file = vectors<{ listed: SchoolHolidays; cases: { name: string; day: string; words: string }[] }>('school_holidays')

for (const given of file.cases) {
  test(`school holidays: ${given.name}`, () => {
    assert.equal(words(file.listed, given.day), given.words)
  })
}
