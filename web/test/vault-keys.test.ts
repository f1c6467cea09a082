import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countTry, createVault, metaOf, waitOf } from '../src/vault/device'
import { WeakKdf, WrongPassphrase, newParameters, unlock, waitAfter } from '../src/vault/keys'
import { Vault } from '../src/vault/vault'
import { NOW, PASSPHRASE, newVault, quick, stretch } from './vault-people'

test('a vault opens with its passphrase and with no other', async () => {
  const { meta } = await newVault()
  assert.equal((await unlock(meta.vault, ` ${PASSPHRASE} `, meta.kdf, meta.wrapped, stretch)).vault, meta.vault)
  await assert.rejects(unlock(meta.vault, 'marble kettle orbit thicke', meta.kdf, meta.wrapped, stretch), WrongPassphrase)
})

test('what was sealed when the vault was made opens after an unlock', async () => {
  const { vault, meta } = await newVault()
  await vault.keepDraft('/', { fields: [['set:x', 'half a sentence']], errors: [], at: NOW })
  const keys = await unlock(meta.vault, PASSPHRASE, meta.kdf, meta.wrapped, stretch)
  assert.deepEqual((await (await Vault.open(keys)).draft('/'))?.fields, [['set:x', 'half a sentence']])
})

test('the unlocked keys cannot be taken out of the browser', async () => {
  const { keys } = await newVault()
  for (const key of [keys.records, keys.names]) {
    assert.equal(key.extractable, false)
    await assert.rejects(crypto.subtle.exportKey('raw', key))
  }
})

test('the wrapped key of one person does not open as another\'s', async () => {
  const { meta } = await newVault()
  await assert.rejects(unlock('someone', PASSPHRASE, meta.kdf, meta.wrapped, stretch), WrongPassphrase)
})

for (const [what, change] of Object.entries({
  'less memory': { m: 18 * 1024 }, 'fewer turns': { t: 1 }, 'another algorithm': { alg: 'pbkdf2' }, 'an old version': { v: 16 },
  'a short salt': { salt: new Uint8Array(8) }, 'no number': { m: Number.NaN }, 'a gigabyte too much': { m: 4 * 1024 * 1024 },
})) {
  test(`a vault record with ${what} is refused before the passphrase is used`, async () => {
    const { meta } = await newVault()
    let asked = false
    const spy = async (): Promise<Uint8Array<ArrayBuffer>> => { asked = true; return new Uint8Array(32) }
    await assert.rejects(unlock(meta.vault, PASSPHRASE, { ...meta.kdf, ...change }, meta.wrapped, spy), WeakKdf)
    assert.equal(asked, false)
  })
}

test('new vaults use 64 MiB and three turns', () => {
  const { m, t, p, salt } = newParameters()
  assert.deepEqual([m, t, p, salt.length], [65536, 3, 1, 16])
})

test('wrong tries wait 1, 2, 4 … 300 seconds and delete nothing', async () => {
  assert.deepEqual([0, 1, 2, 3, 9, 10, 50].map(waitAfter), [0, 1000, 2000, 4000, 256_000, 300_000, 300_000])
  const { meta } = await newVault()
  for (let i = 0; i < 3; i++) await countTry(meta.vault, false, 1_000_000)
  const after = (await metaOf(meta.vault))!
  assert.equal(waitOf(after, 1_000_000), 4000)
  assert.equal(waitOf(after, 1_003_000), 1000)
  assert.equal(waitOf(after, 0), 4000, 'a clock set back waits no longer')
  await countTry(meta.vault, true, 1_004_000)
  assert.equal(waitOf((await metaOf(meta.vault))!, 1_004_000), 0)
})

test('a person who has a vault here cannot be given a second one over it', async () => {
  const { meta } = await newVault()
  await assert.rejects(createVault({ ...meta, kdf: quick() }), /already has a vault/)
  assert.deepEqual((await metaOf(meta.vault))?.kdf.salt, meta.kdf.salt)
})
