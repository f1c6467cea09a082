// Our own arithmetic against the browser's zone database; twin of tests/sync/test_london.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changes, localDay, midnight, offset, utc } from '../../sync/london'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
})

function wall(moment: number): string {
  return parts.format(new Date(moment * 1000))
}

function ours(moment: number): string {
  const [year, month, day] = utc(moment + offset(moment)).slice(0, 10).split('-')
  return `${day}/${month}/${year}, ${utc(moment + offset(moment)).slice(11, 19)}`
}

test('the seconds round every clock change are right', () => {
  for (let year = 1997; year < 2038; year += 1) {
    for (const change of changes(year)) {
      for (const moment of [change - 3601, change - 3600, change - 1, change, change + 3600]) assert.equal(ours(moment), wall(moment))
    }
  }
})

test('a London date begins at its own midnight', () => {
  const first = localDay(Date.UTC(2024, 0, 1, 12) / 1000)
  for (let day = first; day < first + 1500; day += 1) {
    assert.match(wall(midnight(day)), /, 00:00:00$/)
    assert.equal(localDay(midnight(day)), day)
    assert.equal(localDay(midnight(day) - 1), day - 1)
  }
})
