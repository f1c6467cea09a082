import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deleteDB, openDB } from 'idb'
import { dhash } from '../../sync/messages'
import { keepForLockPage, metaOf, metas } from '../src/vault/device'
import { Damaged, Sealer } from '../src/vault/seal'
import { Locked, Vault } from '../src/vault/vault'
import { NOW, change, contactOf, discussion, newVault, nurse } from './vault-people'

test('opening inverts sealing, whatever was written', async () => {
  const { keys } = await newVault()
  const sealer = new Sealer(keys, 'd1')
  await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
    const row = await sealer.seal('drafts', await sealer.name('drafts', 'x'), 1, value)
    assert.equal(JSON.stringify(await sealer.open('drafts', row)), JSON.stringify(value))
    assert.equal((row.box.length - 16) % 256, 0, 'the size tells no more than 256 bytes')
  }), { numRuns: 60 })
})

test('a sealed record that was moved, renamed, put back or touched is refused', async () => {
  const { keys } = await newVault()
  const sealer = new Sealer(keys, 'd1')
  const row = await sealer.seal('drafts', await sealer.name('drafts', 'x'), 2, 'Kestrel Ward')
  const touched = row.box.slice()
  touched[0]! ^= 1
  await assert.rejects(sealer.open('outbox', row), Damaged, 'another store')
  await assert.rejects(sealer.open('drafts', { ...row, id: 'other' }), Damaged, 'another record')
  await assert.rejects(sealer.open('drafts', { ...row, v: 3 }), Damaged, 'another version')
  await assert.rejects(new Sealer(keys, 'd2').open('drafts', row), Damaged, 'another device')
  await assert.rejects(sealer.open('drafts', { ...row, box: touched }), Damaged, 'a flipped bit')
})

for (const [store, opened] of [['discussions', 2], ['briefs', 3]] as const) {
  test(`two ${store} swapped on the disk are set aside and counted, and the rest is shown`, async () => {
    const { vault, keys } = await newVault()
    await vault.keepPulled([discussion('a', 1), discussion('b', 1), discussion('c', 1)], [], contactOf(nurse), false)
    vault.close()
    const db = await openDB(`seenby-${keys.vault}`)
    const [one, two] = await db.getAll(store)
    await db.put(store, { ...one, id: two.id })
    db.close()
    const again = await Vault.open(keys)
    assert.equal((await again.briefs()).length, 3)
    const copies = await Promise.all(['a', 'b', 'c'].map((id) => again.document(id)))
    assert.equal(copies.filter((one) => one !== undefined).length, opened)
    assert.equal(again.damaged, 1)
  })
}

test('a vault of before there were briefs loses nothing, shows its lists, and has them from its next contact on', async () => {
  const { vault, keys } = await newVault()
  await vault.keepPulled([discussion('a', 1), discussion('b', 1)], [], contactOf(nurse), false)
  await vault.save('/p', [await change('n1', 'Kestrel Ward')], NOW)
  vault.close()
  await asVersionOne(`seenby-${keys.vault}`)
  const again = await Vault.open(keys)
  assert.deepEqual((await again.briefs()).map(({ id }) => id).sort(), ['a', 'b'])
  assert.equal((await again.waiting()).length, 1)
  await again.keepPulled([discussion('c', 1)], ['a'], contactOf(nurse), false)
  again.close()
  const db = await openDB(`seenby-${keys.vault}`)
  assert.equal(await db.count('briefs'), 2)
  db.close()
  assert.deepEqual((await (await Vault.open(keys)).briefs()).map(({ id }) => id).sort(), ['b', 'c'])
})

/** Makes the database again as Seenby made it first. */
async function asVersionOne(name: string): Promise<void> {
  const stores = ['meta', 'discussions', 'outbox', 'receipts', 'drafts', 'state']
  const now = await openDB(name)
  const rows = await Promise.all(stores.map((store) => now.getAll(store)))
  const [key] = await now.getAllKeys('meta')
  now.close()
  await deleteDB(name)
  const then = await openDB(name, 1, {
    upgrade(db) {
      for (const store of stores) db.createObjectStore(store, store === 'meta' ? {} : { keyPath: 'id' })
    },
  })
  for (const [i, store] of stores.entries()) for (const row of rows[i] ?? []) await then.put(store, row, store === 'meta' ? key : undefined)
  then.close()
}

test('what is pulled while the copies are being read is not undone when that ends', async () => {
  const { vault, keys } = await newVault()
  await vault.keepPulled([discussion('a', 1, 'old')], [], contactOf(nurse), false)
  vault.close()
  const again = await Vault.open(keys)
  await Promise.all([again.briefs(), again.document('a'), again.keepPulled([discussion('a', 2, 'new')], [], contactOf(nurse), false)])
  assert.deepEqual([(await again.briefs())[0]?.reference, (await again.document('a'))?.reference], ['new', 'new'])
})

test('what could not be read once is read again', async () => {
  const { vault, keys } = await newVault()
  await vault.keepPulled([discussion('a', 1)], [], contactOf(nurse), false)
  vault.close()
  const again = await Vault.open(keys)
  const { get, getAll } = IDBObjectStore.prototype
  IDBObjectStore.prototype.get = IDBObjectStore.prototype.getAll = () => { throw new DOMException('the disk', 'UnknownError') }
  const asked = [() => again.contact(), () => again.document('a'), () => again.briefs()]
  for (const one of asked) await assert.rejects(one, /the disk/)
  Object.assign(IDBObjectStore.prototype, { get, getAll })
  for (const one of asked) assert.ok(await one())
  assert.equal((await again.briefs()).length, 1)
})

test('nothing in the database can be read without the key, save what the lock page needs', async () => {
  const { vault, keys } = await newVault()
  await vault.save('/p', [await change('n', 'canary-ward')], NOW)
  await vault.keepDraft('/canary-page', { fields: [['set:x', 'canary-draft']], errors: [], at: NOW })
  await vault.keepPulled([discussion('canary-id', 1, 'canary-reference')], [], contactOf(nurse), false)
  const db = await openDB(`seenby-${keys.vault}`)
  const stores = ['discussions', 'briefs', 'outbox', 'receipts', 'drafts', 'state'] as const
  const everything = (await Promise.all(stores.map((store) => db.getAll(store)))).flat()
  db.close()
  assert.equal(everything.length, 6)
  for (const row of everything) {
    const text = Buffer.from(row.box).toString('latin1') + JSON.stringify({ ...row, box: 0, iv: 0 })
    assert.ok(!/canary|Kestrel|nurse/i.test(text))
  }
})

test('the same change saved twice is one entry', async () => {
  const { vault } = await newVault()
  const one = await change('n1', 'Kestrel Ward')
  assert.equal((await vault.save('/p', [one], NOW)).length, 1)
  assert.equal((await vault.save('/p', [one], NOW)).length, 0)
  assert.equal((await vault.waiting()).length, 1)
})

test('changes are kept in the order they were written, each chained to the one before', async () => {
  const { vault, keys } = await newVault()
  await vault.save('/p', [await change('n1', 'A'), await change('n2', 'B')], NOW)
  await vault.save('/p', [await change('n3', 'C')], NOW)
  vault.close()
  const changes = (await (await Vault.open(keys)).waiting()).map((one) => one.change)
  assert.deepEqual(changes.map((one) => one.dseq), [1, 2, 3])
  assert.equal(changes[0]!.prev_dhash, '')
  assert.equal(changes[1]!.prev_dhash, await dhash(changes[0]!))
  assert.equal(changes[2]!.prev_dhash, await dhash(changes[1]!))
})

test('two workers on one vault never give two changes the same place', async () => {
  const { vault, keys } = await newVault()
  const other = await Vault.open(keys)
  await vault.waiting()
  await other.waiting()
  await Promise.all([vault.save('/p', [await change('n1', 'A')], NOW), other.save('/p', [await change('n2', 'B')], NOW)])
  await vault.save('/p', [await change('n3', 'C')], NOW)
  const all = await (await Vault.open(keys)).waiting()
  assert.deepEqual(all.map((one) => one.change.dseq), [1, 2, 3])
  assert.deepEqual(new Set(all.map((one) => one.change.nonce)), new Set(['n1', 'n2', 'n3']))
})

test('a save drops the page\'s draft and no other', async () => {
  const { vault } = await newVault()
  const draft = { fields: [['set:x', 'words']] as [string, string][], errors: [], at: NOW }
  await vault.keepDraft('/here', draft)
  await vault.keepDraft('/there', draft)
  await vault.save('/here', [await change('n1', 'A')], NOW)
  assert.equal(await vault.draft('/here'), null)
  assert.deepEqual(await vault.draft('/there'), draft)
})

test('a save that fails halfway, on a full disk, leaves nothing of itself', async () => {
  const { vault, keys } = await newVault()
  const add = IDBObjectStore.prototype.add
  let calls = 0
  IDBObjectStore.prototype.add = function (...how: Parameters<typeof add>) {
    if (++calls === 2) throw new DOMException('full', 'QuotaExceededError')
    return add.apply(this, how)
  }
  await assert.rejects(vault.save('/p', [await change('n1', 'A'), await change('n2', 'B')], NOW), /full/)
  IDBObjectStore.prototype.add = add
  assert.equal((await (await Vault.open(keys)).waiting()).length, 0)
  await vault.save('/p', [await change('n3', 'C')], NOW)
  assert.deepEqual((await (await Vault.open(keys)).waiting()).map((one) => one.change.dseq), [1])
})

test('a closed vault answers nothing and takes nothing', async () => {
  const { vault } = await newVault()
  await vault.save('/p', [await change('n1', 'A')], NOW)
  vault.close()
  await assert.rejects(vault.waiting(), Locked)
  await assert.rejects(vault.briefs(), Locked)
  await assert.rejects(vault.draft('/p'), Locked)
  await assert.rejects(vault.save('/p', [await change('n2', 'B')], NOW), Locked)
})

test('a discussion is not replaced by an older copy', async () => {
  const { vault } = await newVault()
  await vault.keepPulled([discussion('a', 5, 'new')], [], contactOf(nurse), false)
  assert.deepEqual(await vault.keepPulled([discussion('a', 4, 'old')], [], contactOf(nurse), false), [])
  assert.equal((await vault.document('a'))?.reference, 'new')
})

test('a discussion that went out of reach is gone, what was written in it is not', async () => {
  const { vault } = await newVault()
  await vault.keepPulled([discussion('disc1', 5)], [], contactOf(nurse), false)
  await vault.save('/p', [await change('n1', 'A')], NOW)
  await vault.keepPulled([], ['disc1'], contactOf(nurse), false)
  assert.equal(await vault.document('disc1'), undefined)
  assert.equal((await vault.waiting()).length, 1)
})

test('the first telephone numbers and initials of a vault can be read while it is locked', async () => {
  const { vault } = await newVault('phones')
  vault.close()
  await keepForLockPage('phones', [{ who: 'Duty team', number: '01632 960001' }], { initials: 'XX', demo: true })
  assert.equal((await metaOf('phones'))?.phones[0]?.number, '01632 960001')
  assert.equal((await metaOf('phones'))?.initials, 'NN', 'the initials a person chose stay')
  assert.ok((await metas()).some((meta) => meta.vault === 'phones'))
})
