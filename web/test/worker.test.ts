import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Clock } from '../src/worker/clock'
import { takeForm } from '../src/worker/forms'
import { canDraw, headFirst, placeOf } from '../src/worker/head-first'
import { htmlAnswer, seeOther } from '../src/worker/http'
import { Keyring, type Page } from '../src/worker/keyring'
import { News } from '../src/worker/news'
import { matched, ownPath } from '../src/worker/routes'
import type { Fields, OpenForm } from '../src/messages'
import { Locked, Vault } from '../src/vault/vault'
import type { Unlocked } from '../src/vault/keys'
import { NOW, contactOf, discussion, newVault, nurse } from './vault-people'

declare const __REPO__: string
const FORM = '/discussions/disc1/ward-plan'
const TOLD = { now: NOW, doubt: false }

function placed(where: string, was = 'null', nonce = 'a'.repeat(32)): Fields {
  return [
    ['nonce', nonce], ['page', FORM], ['next', '/discussions/disc1'], ['set:children.c1.place/kind', 'ward'],
    ['set:children.c1.place/where', where], ['seen:children.c1.place', ''], ['was:children.c1.place', was],
  ]
}
function take(vault: Vault, fields: Fields): Promise<string> {
  return vault.alone(() => takeForm(vault, 'disc1', fields, contactOf(nurse), TOLD, 0))
}
async function holding(id: string): Promise<Vault> {
  const { vault } = await newVault()
  await vault.keepPulled([discussion(id, 1)], [], contactOf(nurse), false)
  return vault
}
async function written(vault: Vault) {
  return (await vault.waiting()).map(({ change }) => ({ where: (change.payload as { where: string }).where, seen: change.seen, id: change.op_id }))
}

test('one form sent three times at once is one change', async () => {
  const vault = await holding('disc1')
  const next = await Promise.all([1, 2, 3].map(() => take(vault, placed('Kestrel'))))
  assert.deepEqual(next, Array(3).fill('/discussions/disc1'))
  assert.equal((await written(vault)).length, 1)
})

test('a form whose discussion has left the device is kept and sent, and its writer led to where that is seen', async () => {
  const vault = await holding('another')
  assert.equal(await take(vault, placed('Kestrel')), '/on-this-device')
  assert.deepEqual((await written(vault)).map((one) => one.where), ['Kestrel'])
})

test('A, then B, then A again by the back button are three changes, each naming the one before', async () => {
  const { vault } = await newVault()
  for (const where of ['A', 'B', 'A']) await take(vault, placed(where))
  const changes = await written(vault)
  assert.deepEqual(changes.map((one) => one.where), ['A', 'B', 'A'])
  assert.deepEqual(changes.map((one) => one.seen), [[], [changes[0]!.id], [changes[1]!.id]])
})

test('a form in which nothing was changed saves nothing', async () => {
  const { vault } = await newVault()
  await take(vault, placed('Kestrel', '{"kind":"ward","where":"Kestrel"}'))
  assert.equal((await written(vault)).length, 0)
})

test('a form with something to put right becomes a draft with its errors, and no change', async () => {
  const { vault } = await newVault()
  const fields: Fields = [['nonce', 'b'.repeat(32)], ['page', '/discussions/disc1/note'], ['next', '/'], ['add:information/words', 'He fell']]
  assert.equal(await take(vault, fields), '/discussions/disc1/note')
  const draft = await vault.draft('/discussions/disc1/note')
  assert.deepEqual(draft?.fields, fields)
  assert.ok((draft?.errors.length ?? 0) > 0)
  assert.equal((await written(vault)).length, 0)
})

test('a form leads only to pages of ours', () => {
  assert.deepEqual(['/x', '//evil.example', '/\\evil.example', 'https://evil.example', '', undefined].map(ownPath), ['/x', '/', '/', '/', '/', '/'])
})

test('an address is matched to its route and its ids, and only for its method', () => {
  assert.deepEqual(matched('GET', '/discussions/d1/children/c2/seen')?.params, { discussion: 'd1', child: 'c2' })
  assert.equal(matched('GET', '/discussions/d1/changes'), undefined)
  assert.equal(matched('GET', '/discussions/d1/note/x'), undefined)
})

test('a page of the device carries every header of the server, and is kept by nobody', () => {
  const said: Record<string, string> = JSON.parse(readFileSync(`${__REPO__}/sync/headers.json`, 'utf8'))
  const answer = htmlAnswer('<p>', new Request('http://localhost/discussions/d1'))
  for (const [name, value] of Object.entries(said)) assert.equal(answer.headers.get(name), value)
  assert.equal(answer.headers.get('Cache-Control'), 'no-store')
  assert.match(answer.headers.get('Content-Type') ?? '', /^text\/html/)
})

test('htmx is told the address of a page it is sent to, and not of one it draws again', () => {
  const asked = (current: string): string | null => htmlAnswer('<p>', new Request('http://localhost/discussions/d1', {
    headers: { 'HX-Request': 'true', 'HX-Current-URL': current },
  })).headers.get('HX-Push-Url')
  assert.equal(asked('http://localhost/discussions/d1/note'), '/discussions/d1')
  assert.equal(asked('http://localhost/discussions/d1'), null)
  assert.equal(htmlAnswer('<p>', new Request('http://localhost/x')).headers.get('HX-Push-Url'), null)
})

const other = async (): Promise<string> => '<head>This page cannot be shown'

test('of a page that was begun and cannot be drawn, or has left the device meanwhile, the reader is told so', async () => {
  const vault = await holding('disc1')
  for (const draw of [async () => { throw new TypeError('a record of another shape') }, async () => undefined]) {
    assert.equal(await new Response(headFirst(vault, '<head>', draw, other, 'http://localhost/')).text(), await other())
  }
})

test('of an error while a page is drawn the console has its kind and its place, and no word of what was read', () => {
  const error = new TypeError('Rosie Tennant\n    at Kestrel (sw.js)')
  error.name = 'Rosie'
  error.stack = `${error.message}\n    at https://localhost/sw.js:12:345`
  assert.deepEqual([error, 'Rosie Tennant'].map(placeOf), ['TypeError sw.js:12:345', 'An error'])
})

test('a page that is opened often begins before the vault is read for it, and is whole', async () => {
  const vault = await holding('disc1')
  let asked = 0
  const draw = async (): Promise<string> => (++asked, '<head>Kestrel</head>')
  const reader = headFirst(vault, '<head>', draw, other, 'http://localhost/').getReader()
  const text = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value as Uint8Array)
  assert.deepEqual([await text(), asked], ['<head>', 0])
  assert.deepEqual([await text(), asked], ['Kestrel</head>', 1])
  assert.equal((await reader.read()).done, true)
})

test('of a page that was begun before the lock nothing leaves after it', async () => {
  const [vault, second] = [await holding('disc1'), await holding('disc1')]
  const draws = [async () => (vault.close(), '<head>Kestrel'), async () => (second.close(), String(await second.briefs()))]
  for (const [at, draw] of [[vault, draws[0]!], [second, draws[1]!]] as const) {
    const page = await new Response(headFirst(at, '<head>', draw, other, 'http://localhost/discussions/disc1?x=1')).text()
    assert.equal(page, '<head><meta http-equiv="refresh" content="0;url=/discussions/disc1">')
  }
})

test('only a page that this device holds is begun before it is drawn', async () => {
  const vault = await holding('disc1')
  const found = (path: string) => {
    const { route, params } = matched('GET', path) ?? assert.fail(path)
    return canDraw(vault, route, params)
  }
  assert.deepEqual(await Promise.all(['/', '/discussions/disc1', '/discussions/other', '/discussions/disc1/children/c9/seen'].map(found)),
    [true, true, false, false])
})

test('a form is only ever answered by 303', () => {
  assert.equal(seeOther('/discussions/d1', 'http://localhost').status, 303)
})

/** A page as the keyring sees it: it answers over the port it is given, as the browser's would. */
function pageHolding(keys: Unlocked | null, forms: OpenForm[] = []): Page & { heard: string[] } {
  const heard: string[] = []
  return {
    heard,
    postMessage(message: unknown, transfer: Transferable[] = []) {
      const { kind } = message as { kind: string }
      heard.push(kind)
      const [port] = transfer
      if (port instanceof MessagePort) port.postMessage(kind === 'key?' ? keys : forms)
    },
  }
}

test('a worker that forgot the key gets it from whichever page holds it', async () => {
  const { keys } = await newVault()
  const ring = new Keyring(async () => [pageHolding(null), pageHolding(keys)])
  assert.equal((await ring.vault())?.id, keys.vault)
})

test('with no page that holds the key there is no vault', async () => {
  const ring = new Keyring(async () => [pageHolding(null)])
  assert.equal(await ring.vault(), undefined)
})

test('the lock seals what is being typed, then every page and the worker forget the key', async () => {
  const { keys } = await newVault()
  const form: OpenForm = { person: keys.vault, page: FORM, fields: [['set:x', 'half a sentence']], typed_at: 1 }
  const pages = [pageHolding(keys, [form]), pageHolding(null)]
  const ring = new Keyring(async () => pages)
  const vault = await ring.vault()
  await ring.lock(async (open, forms) => {
    for (const one of forms) await open.keepDraft(one.page, { fields: one.fields, errors: [], at: NOW })
  })
  await assert.rejects(vault!.waiting(), Locked)
  assert.ok(pages.every((page) => page.heard.at(-1) === 'locked'))
  assert.deepEqual((await (await Vault.open(keys)).draft(FORM))?.fields, form.fields)
})

test('a page that was opened while what is typed was being sealed forgets the key too', async () => {
  const { keys } = await newVault()
  const [old, opened] = [pageHolding(keys), pageHolding(keys)]
  const pages = [old]
  const ring = new Keyring(async () => [...pages])
  await ring.vault()
  await ring.lock(async () => { pages.push(opened) })
  assert.deepEqual([old, opened].map((page) => page.heard.at(-1)), ['locked', 'locked'])
})

test('a key handed over late does not undo a lock', async () => {
  const { keys } = await newVault()
  const pages: Page[] = [pageHolding(keys)]
  const ring = new Keyring(async () => pages)
  await ring.vault()
  await ring.lock(async () => undefined)
  assert.equal(await ring.take(keys), false)
  assert.equal(await ring.vault(), undefined)
})

test('a page of another person cannot hand a second key over', async () => {
  const [one, two] = [await newVault(), await newVault()]
  const ring = new Keyring(async () => [])
  assert.equal(await ring.take(one.keys), true)
  assert.equal(await ring.take(two.keys), false)
  assert.equal((await ring.vault())?.id, one.keys.vault)
})

const START = { wall: 1_000_000, monotonic: 0 }
const contact = { ...contactOf(nurse), synced_at: '2026-11-20T19:40:00Z', device_ms: START.wall }
const later = (wall_s: number, monotonic_s = wall_s) => ({ wall: START.wall + wall_s * 1000, monotonic: monotonic_s * 1000 })

test('the time is the server\'s last word and what has passed since, whatever the device\'s clock says', () => {
  const clock = new Clock()
  clock.settle(contact, START)
  assert.deepEqual(clock.tell(contact, later(600)), { now: '2026-11-20T19:50:00Z', doubt: false })
})

for (const [what, at, now, doubt] of [
  ['forward three hours', later(3 * 3600, 60), '2026-11-20T22:40:00Z', true],
  ['back two days', later(-2 * 86400, 60), '2026-11-20T19:41:00Z', true],
  ['by a minute', later(120, 60), '2026-11-20T19:42:00Z', false],
] as const) {
  test(`a device's clock moved ${what} is ${doubt ? 'doubted' : 'not doubted'}, and the later time is told`, () => {
    const clock = new Clock()
    clock.settle(contact, START)
    assert.deepEqual(clock.tell(contact, at), { now, doubt })
  })
}

test('after the worker was stopped a page still knows that the clock moved, until the server is heard again', () => {
  const clock = new Clock()
  assert.equal(clock.tell(contact, later(600)).doubt, false)
  clock.hear(-5 * 60_000)
  assert.equal(clock.tell(contact, later(600)).doubt, true)
  clock.settle(contact, START)
  assert.equal(clock.tell(contact, later(600)).doubt, false)
})

test('a page drawn before a change was told hears of it, once by name, and of nothing older', () => {
  const news = new News()
  news.remember(['before'], 10)
  news.remember(['one', 'two'], 20)
  news.remember(['two'], 30)
  assert.deepEqual(news.since(20), ['one', 'two'])
  assert.deepEqual(news.since(31), [])
})
