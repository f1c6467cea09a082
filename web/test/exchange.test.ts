import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { Annotated, Change, Receipt } from '../../sync/messages'
import { exchange, type Exchanged } from '../src/exchange'
import type { Vault } from '../src/vault/vault'
import { NOW, change, discussion, newVault, nurse } from './vault-people'

type Body = { changes: Change[]; epoch: string; cursor: string; person: string }
type Reply = { status?: number; headers?: Record<string, string>; body: unknown }
const servers: { close(): void }[] = []
after(() => { for (const one of servers) one.close() })

/** A real HTTP server on a free port; `reply` decides what it says. */
async function serve(reply: (path: string, body: Body, request: IncomingMessage) => Reply): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => { parts.push(part) })
    request.on('end', () => {
      const text = String(gunzipSync(Buffer.concat(parts)))
      const { status = 200, headers = {}, body } = reply(request.url ?? '', JSON.parse(text) as Body, request)
      response.writeHead(status, { 'Content-Type': 'application/json', 'X-Sync-Proto': '1', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening) })
  servers.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function pulled(person: string, discussions: Annotated[] = [], epoch = 'e1') {
  return {
    epoch, durable_seq: 0, server_time: NOW, cursor: 'c1', person: { ...nurse, id: person }, phones: [], receipts: [], gone: [],
    discussions, procedures: {}, calendar: null,
  }
}
function pushed(changes: Change[], status: string = 'applied', epoch = 'e1') {
  const receipts = changes.map(({ op_id }, i) => ({ op_id, status, seq: i + 1, server_time: NOW, sentence: null }))
  return { epoch, durable_seq: 0, server_time: NOW, receipts: receipts as Receipt[] }
}
const run = (vault: Vault, origin: string): Promise<Exchanged> => exchange(vault, { origin, now: () => Date.parse(NOW) })

test('what was written is pushed in order, 100 at a time, and leaves the outbox only by its receipt', async () => {
  const { vault } = await newVault()
  for (let i = 0; i < 101; i++) await vault.save('/p', [await change(`n${i}`, `${i}`)], NOW)
  const batches: number[][] = []
  const origin = await serve((path, body) => {
    if (path === '/sync/pull') return { body: pulled(vault.id) }
    batches.push(body.changes.map((one) => one.dseq))
    return { body: pushed(body.changes.slice(1)) }
  })
  assert.equal((await run(vault, origin)).ending, 'done')
  assert.deepEqual(batches.map((one) => one.length), [100, 1])
  assert.deepEqual(batches.flat(), Array.from({ length: 101 }, (_, i) => i + 1))
  assert.deepEqual((await vault.waiting()).map((one) => one.change.dseq), [1, 101], 'those no receipt names stay')
})

test('every request says it is ours and is told not to be kept', async () => {
  const { vault } = await newVault()
  let heads: IncomingMessage['headers'] = {}
  const origin = await serve((_, __, request) => { heads = request.headers; return { body: pulled(vault.id) } })
  await run(vault, origin)
  assert.equal(heads['x-sync'], '1')
  assert.equal(heads['content-type'], 'application/json')
  assert.equal(heads['content-encoding'], 'gzip')
  assert.equal(heads['cache-control'], 'no-cache', 'fetch says no-store this way')
})

for (const [status, stays] of [['applied', 0], ['same', 0], ['conflict', 0], ['quarantined', 0], ['needs_upgrade', 1], ['never_heard_of', 1]] as const) {
  test(`a change answered ${status} ${stays ? 'stays with its sentence' : 'is kept with its receipt'}`, async () => {
    const { vault } = await newVault()
    await vault.save('/p', [await change('n', 'A')], NOW)
    const origin = await serve((path, body) => ({ body: path === '/sync/push' ? pushed(body.changes, status) : pulled(vault.id) }))
    await run(vault, origin)
    assert.equal((await vault.waiting()).length, stays)
    assert.equal((await vault.taken()).length, 1 - stays)
    assert.equal([...await vault.waiting(), ...await vault.taken()][0]?.receipt?.status, status)
  })
}

for (const [what, reply, ending] of [
  ['an expired session', { status: 401, body: { error: 'unauthorized' } }, 'signed_out'],
  ['another person\'s session', { body: { error: 'other_person' } }, 'other_person'],
  ['a captive portal with status 200', { headers: { 'X-Sync-Proto': '', 'Content-Type': 'text/html' }, body: '<html>Welcome</html>' }, 'offline'],
  ['half a body', { body: '{"epoch":"e1","recei' }, 'offline'],
  ['a server error', { status: 500, body: { error: 'oh' } }, 'failed'],
  ['an answer of another shape', { body: { epoch: 'e1', server_time: NOW, receipts: 'all' } }, 'failed'],
] as const) {
  test(`${what} loses nothing that is unsent`, async () => {
    const { vault } = await newVault()
    await vault.save('/p', [await change('n', 'A')], NOW)
    assert.equal((await run(vault, await serve(() => reply))).ending, ending)
    assert.equal((await vault.waiting()).length, 1)
    assert.equal(await vault.contact(), null)
  })
}

test('a dead server loses nothing that is unsent', async () => {
  const { vault } = await newVault()
  await vault.save('/p', [await change('n', 'A')], NOW)
  assert.equal((await run(vault, 'http://127.0.0.1:9')).ending, 'offline')
  assert.equal((await vault.waiting()).length, 1)
})

test('a pull goes on until there is nothing new and remembers where it was', async () => {
  const { vault } = await newVault()
  const cursors: string[] = []
  const origin = await serve((_, body) => {
    cursors.push(body.cursor)
    return { body: pulled(vault.id, cursors.length < 3 ? [discussion(`d${cursors.length}`, 1)] : []) }
  })
  const done = await run(vault, origin)
  assert.deepEqual(cursors, ['', 'c1', 'c1'])
  assert.deepEqual(done.changed, ['d1', 'd2'])
  assert.equal((await vault.briefs()).length, 2)
})

for (const [what, days] of [['a month ahead', 30], ['a month behind', -30]] as const) {
  test(`on a device whose clock is ${what}, what was sent is still said to be sent`, async () => {
    const { vault } = await newVault()
    await vault.save('/p', [await change('n1', 'x')], NOW)
    const origin = await serve((path, body) => ({ body: path === '/sync/push' ? pushed(body.changes) : pulled(vault.id) }))
    await exchange(vault, { origin, now: () => Date.parse(NOW) + days * 86_400_000 })
    assert.equal((await vault.taken()).length, 1)
  })
}

test('a receipt a week old by the server is forgotten, whatever the device says', async () => {
  const { vault } = await newVault()
  await vault.save('/p', [await change('n1', 'x')], NOW)
  let later = NOW
  const origin = await serve((path, body) => ({
    body: path === '/sync/push' ? pushed(body.changes) : { ...pulled(vault.id), server_time: later },
  }))
  await run(vault, origin)
  later = new Date(Date.parse(NOW) + 8 * 86_400_000).toISOString()
  await run(vault, origin)
  assert.equal((await vault.taken()).length, 0)
})

test('a pull that answers about somebody else is not kept', async () => {
  const { vault } = await newVault()
  const origin = await serve(() => ({ body: pulled('somebody', [discussion('d1', 1)]) }))
  assert.equal((await run(vault, origin)).ending, 'other_person')
  assert.equal((await vault.briefs()).length, 0)
})

test('a server restored from a backup is offered again what it had acknowledged', async () => {
  const { vault } = await newVault()
  await vault.save('/p', [await change('n', 'A')], NOW)
  let epoch = 'e1'
  const sent: string[] = []
  const origin = await serve((path, body) => {
    if (path === '/sync/pull') return { body: pulled(vault.id, [], epoch) }
    sent.push(...body.changes.map((one) => one.nonce))
    return { body: pushed(body.changes, 'applied', epoch) }
  })
  await run(vault, origin)
  epoch = 'e2'
  await run(vault, origin)
  await run(vault, origin)
  assert.deepEqual(sent, ['n', 'n'])
  assert.equal((await vault.contact())?.epoch, 'e2')
})
