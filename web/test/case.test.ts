import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseOf } from '../../sync/case'
import type { Annotated } from '../../sync/messages'
import vectors from '../../sync/vectors/case.json'

const bare = { children: ['c1'], leaves: {}, entries: {}, differences: [] }

for (const given of vectors.cases) {
  test(given.name, () => {
    // A vector holds only the parts of a document that its clocks read.
    const known = given.known && Object.fromEntries(given.known.map((name) => [name, '']))
    const made = caseOf({ ...bare, ...given.doc } as unknown as Annotated, known)
    assert.deepEqual({ ...made, ...given.case }, made)
  })
}
