/** Several people on one device: what one of them typed is never another's, however it arrives (Z-36). */
import './worker-global'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Fields, ToWorker } from '../src/messages'
import { setKeepsNothing } from '../src/vault/device'
import type { Vault } from '../src/vault/vault'
import { hear } from '../src/worker/hear'
import { matched } from '../src/worker/routes'
import { keyring, lock, memory, sealDraft } from '../src/worker/scope'
import { formTaken } from '../src/worker/taking'
import { contactOf, discussion, newVault, nurse } from './vault-people'

const PAGE = '/discussions/disc1/note'
const WORDS = 'Slept from two until five'

beforeEach(async () => {
  await lock()
  await setKeepsNothing(false)
  memory.held = undefined
  memory.savedAt.clear()
})

/** Somebody whose vault holds the discussion and is open in the worker. */
async function unlocked(): Promise<Vault> {
  const { keys, vault } = await newVault()
  const contact = contactOf({ ...nurse, id: keys.vault })
  await vault.keepPulled([discussion('disc1', 1)], [], contact, false)
  await keyring.take(keys)
  const open = await keyring.vault()
  assert.ok(open)
  return open
}

function note(person: string | null): Fields {
  const fields: Fields = [['nonce', 'a'.repeat(32)], ['page', PAGE], ['next', '/discussions/disc1'], ['add:information/kind', 'observation'], ['add:information/tonight', 'no'], ['add:information/words', WORDS]]
  return person === null ? fields : [['person', person], ...fields]
}

async function posts(fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
  const path = '/discussions/disc1/changes'
  const request = new Request(`http://localhost${path}`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const found = matched('POST', path)
  assert.ok(found)
  // All that the worker reads of a browser's fetch event.
  const event = { request, clientId: '', resultingClientId: '', waitUntil: (work: Promise<unknown>) => { void work.catch(() => undefined) } }
  return formTaken(event as unknown as FetchEvent, found)
}

async function answered<T>(question: ToWorker): Promise<T> {
  const { port1, port2 } = new MessageChannel()
  const said = new Promise<T>((resolve) => { port1.onmessage = ({ data }: MessageEvent<T>) => { resolve(data) } })
  await hear(question, port2)
  const answer = await said
  port1.close()
  return answer
}

async function written(vault: Vault): Promise<number> {
  return (await vault.waiting()).length
}

test('a form of her own page goes into her outbox', async () => {
  const vault = await unlocked()
  const answer = await posts(note(vault.id))
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, 'http://localhost/discussions/disc1'])
  assert.equal(await written(vault), 1)
})

test('a form of another person\'s page goes into no outbox: it waits for its writer, and the unlock page says so', async () => {
  const vault = await unlocked()
  const answer = await posts(note('another'))
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, `http://localhost/unlock?next=${encodeURIComponent(PAGE)}&said=another`])
  assert.equal(await written(vault), 0)
  assert.equal(await vault.draft(PAGE), null)
  assert.deepEqual([memory.held?.person, memory.held?.fields], ['another', note('another')])
})

test('sent by htmx from another person\'s page, it stays on that page', async () => {
  const vault = await unlocked()
  assert.equal((await posts(note('another'), { 'HX-Request': 'true' })).status, 423)
  assert.equal(await written(vault), 0)
  assert.equal(memory.held, undefined)
})

test('a form that names nobody is no page of ours: nothing is saved, and it pushes out nothing that waits', async () => {
  const vault = await unlocked()
  await posts(note('another'))
  await posts(note(null))
  assert.equal(await written(vault), 0)
  assert.equal(memory.held?.person, 'another')
})

test('what waits becomes the draft of its writer when she unlocks, and of nobody who unlocks before', async () => {
  const one = await unlocked()
  const writer = await newVault()
  await writer.vault.keepPulled([discussion('disc1', 1)], [], contactOf({ ...nurse, id: writer.keys.vault }), false)
  await posts(note(writer.keys.vault))
  assert.equal(await one.draft(PAGE), null)
  const other = await newVault()
  assert.equal((await answered<{ page: string | null }>({ kind: 'unlocked', unlocked: other.keys })).page, null)
  assert.equal((await answered<{ page: string | null }>({ kind: 'unlocked', unlocked: writer.keys })).page, PAGE)
  assert.deepEqual((await (await keyring.vault())?.draft(PAGE))?.fields, note(writer.keys.vault))
})

test('where nothing is kept it comes back on its writer\'s own page alone', async () => {
  await unlocked()
  await posts(note('another'))
  const asked = (person: string): Promise<Fields | null> => answered({ kind: 'held?', person, page: PAGE })
  assert.equal(await asked('another'), null, 'a vault is open')
  await lock()
  await setKeepsNothing(true)
  assert.equal(await asked('somebody else'), null)
  assert.deepEqual(await asked('another'), note('another'))
})

test('what is being typed on another person\'s page is sealed in nobody else\'s vault', async () => {
  const vault = await unlocked()
  const form = { page: PAGE, fields: note('another'), typed_at: 1 }
  await sealDraft(vault, { ...form, person: 'another' })
  assert.equal(await vault.draft(PAGE), null)
  await sealDraft(vault, { ...form, person: vault.id })
  assert.deepEqual((await vault.draft(PAGE))?.fields, form.fields)
})
