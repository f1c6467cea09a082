/** A page shows what changed whenever it was asked for, whenever the change was told, and whichever answer is shown last. */
import { around, clock, line, lines, typed } from './page-global'
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import type { ToWorker } from '../src/messages'
import { forget, hold } from '../src/page/custody'
import { swapper } from '../src/page/htmx'
import { keepFresh } from '../src/page/refresh'
import type { Unlocked } from '../src/vault/keys'
import { News } from '../src/worker/news'
import { newVault } from './vault-people'

mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
let news = new News()
let keys: Unlocked | null = null
let told: ToWorker['kind'][] = []
let drawn: string[] = []
/** What a worker says that is only starting comes when it has. */
let answers = (say: () => void): void => { say() }

line.told = (said, port) => {
  told.push(said.kind)
  if (said.kind === 'missed?') answers(() => { port?.postMessage(news.since(said.drawn_at)) })
  if (said.kind === 'key?') port?.postMessage(keys)
}
// The one thing here that is not the page's own: what would go over the network.
swapper.ajax = async (_, path) => { drawn.push(path) }

beforeEach(() => {
  news = new News()
  told = []
  drawn = []
})

/** So many ms after the page was opened. */
function at(ms: number): void {
  clock.now = ms
}

function changes(discussion: string): void {
  news.remember([discussion], performance.timeOrigin + performance.now())
}

function asks(): void {
  document.dispatchEvent(new Event('htmx:before:request'))
}

/** An answer is on the page, and all that the page asks its worker for because of it has been answered. */
async function shows(): Promise<void> {
  document.dispatchEvent(new Event('htmx:after:swap'))
  await answered()
}

/** Whether an answer to what this element asked for is put on the page. */
function swaps(asked: EventTarget): boolean {
  const event = new Event('htmx:before:swap', { cancelable: true })
  Object.defineProperty(event, 'target', { value: asked })
  return document.dispatchEvent(event)
}

async function answered(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => { setImmediate(done) })
}

test('what changed before the page could listen is shown, as soon as it has the key', async () => {
  keys = (await newVault()).keys
  at(40)
  changes('d1')
  at(90)
  forget()
  keepFresh()
  await answered()
  assert.deepEqual(drawn, ['/discussions/d1'])
})

test('what changed between the asking for a page and the showing of it is shown', async () => {
  at(1_000)
  asks()
  at(1_050)
  changes('d1')
  at(1_100)
  await shows()
  assert.deepEqual(drawn, ['/discussions/d1'])
})

test('of two pages under way the first asked for is shown last: what changed between them is shown all the same', async () => {
  at(2_000)
  asks()
  at(2_050)
  changes('d1')
  at(2_100)
  asks()
  await shows()
  drawn = []
  at(2_200)
  await shows()
  assert.deepEqual(drawn, ['/discussions/d1'])
})

test('a page that was asked for after the change is not asked for again', async () => {
  at(3_000)
  changes('d1')
  at(3_050)
  asks()
  await shows()
  assert.deepEqual(drawn, [])
})

test('what changed meanwhile is shown, however long a worker that is only starting is about saying so', async () => {
  const late: (() => void)[] = []
  answers = (say) => { late.push(say) }
  at(3_500)
  asks()
  changes('d1')
  at(3_550)
  await shows()
  mock.timers.tick(20_000)
  answers = (say) => { say() }
  for (const say of late) say()
  await answered()
  assert.deepEqual(drawn, ['/discussions/d1'])
})

test('a change of another discussion draws nothing', async () => {
  at(4_000)
  asks()
  changes('d2')
  await shows()
  assert.deepEqual(drawn, [])
})

test('who begins to type before the page that was asked for is there keeps what she types', () => {
  assert.deepEqual([swaps(document.body), swaps(around)], [true, true])
  typed.value = 'marble'
  assert.deepEqual([swaps(document.body), swaps(around)], [false, true])
  assert.ok(lines.some(({ textContent }) => textContent === 'Something changed here since you began writing.'))
  typed.value = ''
})

test('who has not the key yet asks for nothing that only the vault can answer', () => {
  forget()
  line.says({ kind: 'changed', discussions: ['d1'] })
  assert.deepEqual(drawn, [])
})

test('it asks for news once it is painted, every ten seconds, and at once when the network is back', async () => {
  hold((await newVault()).keys)
  const heard: string[] = []
  for (const ms of [60_000, 65_000, 70_000, 75_000]) {
    at(ms)
    mock.timers.tick(5_000)
    heard.push(told.splice(0).join())
  }
  assert.deepEqual(heard, ['sync', '', 'sync', ''])
  around.dispatchEvent(new Event('online'))
  assert.deepEqual(told, ['sync'])
})

test('signal is back before anything answers: it is tried again soon, however long there was none', async () => {
  hold((await newVault()).keys)
  for (let tried = 0; tried < 4; tried += 1) line.says({ kind: 'status', status: 'offline' })
  at(100_000)
  around.dispatchEvent(new Event('online'))
  line.says({ kind: 'status', status: 'offline' })
  told = []
  at(110_000)
  mock.timers.tick(5_000)
  assert.deepEqual(told, ['sync'])
})
