import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../sync/vectors/hpke.json'
import { keepForLockPage } from '../src/vault/device'
import { dropSealed, keepSealed, sealedNotes, sealing } from '../src/vault/sealed'
import { newVault } from './vault-people'

const TO = Buffer.from(vectors.cases[0]!.pkRm, 'hex').toString('base64')
const PRESSED = { what: 'seen' }
const NOW = Date.parse('2026-11-20T19:40:00Z')

async function lockedDevice(): Promise<string> {
  const { meta } = await newVault()
  await keepForLockPage(meta.vault, [], { initials: 'NN', demo: true }, TO)
  for (const { note } of await sealedNotes()) await dropSealed([note])
  return meta.vault
}

test('a device whose server has given no key to seal to offers nothing and keeps nothing', async () => {
  const { meta } = await newVault()
  assert.equal((await sealing()).some(({ vault }) => vault === meta.vault), false)
  assert.equal(await keepSealed(meta.vault, 'n1', PRESSED, NOW), undefined)
})

test('one press sent twice is one note; another button, another page and other words are others', async () => {
  const vault = await lockedDevice()
  const first = await keepSealed(vault, 'n1', PRESSED, NOW)
  assert.match(first ?? '', /^rec[0-9a-f]{29}$/)
  assert.equal(await keepSealed(vault, 'n1', PRESSED, NOW + 60_000), first)
  await keepSealed(vault, 'n1', { ...PRESSED, what: 'tried' }, NOW)
  await keepSealed(vault, 'n2', PRESSED, NOW)
  for (const words of ['Dad is here', 'His brother too']) await keepSealed(vault, 'n2', { ...PRESSED, what: 'words', to: first!, words }, NOW)
  assert.equal((await sealedNotes()).length, 5)
})

test('on the disk no button is told from another, and no word can be read', async () => {
  const vault = await lockedDevice()
  await keepSealed(vault, 'n1', PRESSED, NOW)
  await keepSealed(vault, 'n1', { ...PRESSED, what: 'not_safe' }, NOW)
  await keepSealed(vault, 'n1', { ...PRESSED, what: 'words', to: 'rec1', words: 'zebracanary' }, NOW)
  const boxes = (await sealedNotes()).map(({ box }) => Buffer.from(box))
  assert.deepEqual(new Set(boxes.map((box) => box.length)), new Set([32 + 256 + 16]))
  assert.ok(boxes.every((box) => !box.includes('zebracanary') && !box.includes('seen')))
})

test('what the server has named goes, and the rest stays', async () => {
  const vault = await lockedDevice()
  const [one, two] = [await keepSealed(vault, 'n1', PRESSED, NOW), await keepSealed(vault, 'n2', PRESSED, NOW)]
  await dropSealed([one!])
  assert.deepEqual((await sealedNotes()).map(({ note }) => note), [two])
})
