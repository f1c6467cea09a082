// What is kept of a clock says at every later moment what would be worked out anew.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deadlines } from '../../sync/deadlines'
import { headline, ofCase } from '../../sync/headline'
import { lasts } from '../../sync/lasting'
import { seconds, utc } from '../../sync/london'
import { narrowed } from '../../sync/narrowing'
import { compile, england, files } from './engine'

interface File { procedure: string; now: string; cases: { name: string; now?: string; case: { children?: { id: string }[] } }[] }
const STEPS = 3
const shortlyBefore = (iso: string): string => utc((seconds(iso) ?? 0) - 600)

for (const file of files<File>('deadlines')) {
  const procedure = compile(file.procedure)
  const all = file.cases.map((one) => ({ ...one, now: one.now ?? file.now, ids: (one.case.children ?? []).map(({ id }) => id) }))

  test(`what was worked out under ${file.procedure} stands until the next date, to the second`, () => {
    for (const { name, now: begun, case: told, ids } of all) {
      const said = (now: string) => {
        const found = deadlines(procedure, told, england, now)
        return { found, first: ofCase(found, now), children: ids.map((child) => headline(found, child, now)) }
      }
      const openings = said(begun).found.deadlines.flatMap(({ not_before }) => not_before ? [shortlyBefore(not_before)] : [])
      for (let now of [begun, ...openings]) {
        for (let step = 0; step < STEPS; step++) {
          const until = lasts([said(now).found], now)
          assert.ok(until > now, name)
          assert.deepEqual(said(utc((seconds(until) ?? 0) - 1)), said(now), `${name}, from ${now} to ${until}`)
          now = until
        }
      }
    }
  })

  test(`what stands first hangs on the rules of ${file.procedure} that are kept, and on no other`, () => {
    for (const { name, now, case: told, ids } of all) {
      const [whole, few] = [procedure, narrowed(procedure)].map((one) => deadlines(one, told, england, now))
      assert.ok(whole && few)
      assert.deepEqual([ofCase(few, now), ...ids.map((child) => headline(few, child, now))],
        [ofCase(whole, now), ...ids.map((child) => headline(whole, child, now))], name)
    }
  })
}
