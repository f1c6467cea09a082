// Who may settle two different answers: sync/vectors/settling.json; the twin's test is tests/sync/test_settling.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registry } from '../../sync/registry'
import { settles, settling } from '../../sync/settling'
import { vectors } from './engine'

interface Given { path: string; capacity: string; role: string; at: string; settles: boolean }
const file = vectors<{ holidays: string[]; cases: Given[] }>('settling')

for (const given of file.cases) {
  test(`who settles hangs on the kind of question: ${given.role}, ${given.path}, ${given.at}`, () => {
    assert.equal(settles(settling(registry, given.path), given.capacity, given.role, given.at, file.holidays), given.settles)
  })
}
