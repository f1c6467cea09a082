// Which procedures a discussion follows, against the hand-written cases; its twin is tests/sync/test_following.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begunUnder, followed, standing } from '../../sync/following'
import type { Annotated } from '../../sync/messages'
import { vectors } from './engine'

interface Given { name: string; doc: Annotated; followed: string[]; standing: string[]; begun_under: string }

for (const { name, doc, ...expected } of vectors<{ cases: Given[] }>('following').cases) {
  test(`following: ${name}`, () => {
    assert.deepEqual({ followed: followed(doc), standing: standing(doc), begun_under: begunUnder(doc) }, expected)
  })
}
