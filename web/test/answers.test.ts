/** A page that cannot be drawn is a page of ours: who must act tonight is not left with the browser's own. */
import './worker-global'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shown } from '../src/worker/answers'
import { matched } from '../src/worker/routes'
import { keyring } from '../src/worker/scope'
import { contactOf, discussion, newVault, nurse } from './vault-people'

const BROKEN = { writable: null }
const PLAN = '/discussions/disc1/ward-safety-plan'

/** What the browser gives where somebody opens this address; a script of ours asks for it by another mode. */
function asked(path: string, mode: RequestMode): FetchEvent {
  const request = new Request(`http://localhost${path}`)
  Object.defineProperty(request, 'mode', { value: mode })
  // All that an answer reads of the event.
  return { request } as FetchEvent
}

async function answer(mode: RequestMode): Promise<Response> {
  const found = matched('GET', PLAN)
  assert.ok(found)
  return shown(asked(PLAN, mode), found)
}

async function holds(broken: object): Promise<void> {
  const { keys, vault } = await newVault()
  // As an older Seenby, or one that is newer than this worker, may have kept it.
  await vault.keepPulled([{ ...discussion('disc1', 1), ...broken }], [], contactOf({ ...nurse, id: keys.vault }), false)
  await keyring.lock(async () => undefined)
  await keyring.take(keys)
}

test('a page is drawn from what the vault holds', async () => {
  await holds({})
  const said = await answer('navigate')
  assert.equal(said.status, 200)
  assert.match(await said.text(), /Who may visit/)
})

test('where that cannot be drawn it is said, with whom to ring, and the console has its kind alone', async (test) => {
  const errors = test.mock.method(console, 'error', () => undefined)
  await holds(BROKEN)
  const said = await answer('navigate')
  assert.equal(said.status, 500)
  assert.match(await said.text(), /This page cannot be shown/)
  assert.deepEqual(errors.mock.calls.map((one) => one.arguments), [['TypeError']])
})

test('a script of ours is told by an error, as of a network that is not there', async () => {
  await holds(BROKEN)
  await assert.rejects(answer('same-origin'))
})
