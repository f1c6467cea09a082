/** A page of whoever was here before, when the next person has unlocked: it takes up no key but its own person's. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { fetchKey, forget } from '../src/page/custody'
import type { Unlocked } from '../src/vault/keys'
import { newVault } from './vault-people'

beforeEach(forget)

/** A page whose worker holds `keys`, as far as a page asks its browser. */
function page(person: string | undefined, keys: Unlocked | null): void {
  const controller = { postMessage: (_: unknown, [port]: MessagePort[]) => { port?.postMessage(keys) } }
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { serviceWorker: { controller } } })
  Object.defineProperty(globalThis, 'document', { configurable: true, value: { body: { dataset: person === undefined ? {} : { person } } } })
}

test('her own key is taken up', async () => {
  const { keys } = await newVault()
  page(keys.vault, keys)
  assert.equal(await fetchKey(), true)
})

test('the next person\'s key is not', async () => {
  const [{ keys }, before] = [await newVault(), await newVault()]
  page(before.keys.vault, keys)
  assert.equal(await fetchKey(), false)
})

test('a page of nobody, such as the lock page, holds it for its next page', async () => {
  const { keys } = await newVault()
  page(undefined, keys)
  assert.equal(await fetchKey(), true)
})
