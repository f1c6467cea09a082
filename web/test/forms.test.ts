import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesFrom, type Author, type Last } from '../../sync/forms'
import { registry } from '../../sync/registry'
import vectors from '../../sync/vectors/forms.json'

const nurse: Author = {
  device: 'd1', actor: 'p1', acting_role: 'participant', discussion: 'D1', claimed_at: '2026-11-20T19:40:00Z', mono_ms: 5,
  tz: 'Europe/London', skew_est_ms: 0, app_v: '1', profile_v: 'digest',
}

for (const given of vectors.cases) {
  test(given.name, async () => {
    const last: Record<string, Last | undefined> = given.last ?? {}
    const fields = given.fields.map(([name = '', value = '']): [string, string] => [name, value])
    const { changes, errors } = await changesFrom(fields, registry, nurse, (_, path) => last[path], vectors.zone)
    assert.equal(changes.length, given.changes.length)
    changes.forEach((change, i) => assert.deepEqual({ ...change, ...given.changes[i] }, change))
    assert.deepEqual(errors, given.errors)
  })
}
