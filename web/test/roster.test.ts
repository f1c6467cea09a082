// Who should be there and who was, against the hand-written cases; its twin is tests/sync/test_roster.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DutyRow } from '../../sync/duties'
import type { Annotated } from '../../sync/messages'
import { peopleOf, quorum, roster, type Attending } from '../../sync/roster'
import { shown, vectors } from './engine'

interface File {
  roles: Record<string, string>
  people: { name: string; leaves: Annotated['leaves']; expect: Attending[] }[]
  cases: { name: string; people: Attending[]; duties: DutyRow[]; expect: Record<string, unknown>[]; quorum: string }[]
}

const file = vectors<File>('roster')

for (const given of file.people) {
  test(`people: ${given.name}`, () => {
    const nothing: Pick<Annotated, 'leaves'> = { leaves: given.leaves }
    assert.deepEqual(peopleOf(nothing as Annotated, file.roles), given.expect)
  })
}

for (const given of file.cases) {
  test(`roster: ${given.name}`, () => {
    const rows = roster(given.duties, given.people)
    assert.deepEqual(rows.map((row, place) => shown(row, given.expect[place] ?? {})), given.expect)
    assert.equal(quorum(rows), given.quorum)
  })
}
