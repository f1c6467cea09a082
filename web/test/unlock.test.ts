/** The lock page while somebody looks for her passphrase. */
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { openVault, unlockForms } from '../src/page/unlock'

test('a worker that holds a form for its writer is not stopped while the lock page is open', () => {
  const heard: unknown[] = []
  const controller = { postMessage: (said: unknown) => { heard.push(said) } }
  const page = (selector: string): object | null => (selector === 'form[data-unlock]' ? {} : null)
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { serviceWorker: { controller } } })
  Object.defineProperty(globalThis, 'document', { configurable: true, value: { querySelector: page, addEventListener: () => undefined } })
  mock.timers.enable({ apis: ['setInterval'] })
  unlockForms()
  // Browsers stop a worker that heard nothing for half a minute.
  mock.timers.tick(29_000)
  assert.deepEqual(heard, [{ kind: 'stay' }])
  mock.timers.reset()
})

test('what was left out is asked for in words of ours, before anything is worked on', async () => {
  assert.equal((await openVault('', 'four words she knows')).error, 'Choose who you are.')
  assert.equal((await openVault('v1', '')).error, 'Type your passphrase for this device.')
})

test('a worker that is slow to start is waited for: she need not load the page again and type her words once more', async () => {
  const asked: MessagePort[] = []
  const controller = { postMessage: (_: unknown, [port]: MessagePort[]) => { if (port) asked.push(port) } }
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { serviceWorker: { controller } } })
  mock.timers.enable({ apis: ['setTimeout'] })
  const opening = openVault('v1', 'four words she knows')
  mock.timers.tick(10_000)
  mock.timers.reset()
  asked[0]?.postMessage(null)
  assert.equal((await opening).error, 'This person has nothing on this device.')
})
