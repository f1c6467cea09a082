import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../sync/vectors/hpke.json'
import { canSeal, sealed } from '../src/vault/hpke'

function unhex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

async function pairOf(secret: string, open: string): Promise<CryptoKeyPair> {
  const jwk = { kty: 'OKP', crv: 'X25519', x: Buffer.from(open, 'hex').toString('base64url') }
  const d = Buffer.from(secret, 'hex').toString('base64url')
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, { name: 'X25519' }, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d }, { name: 'X25519' }, false, ['deriveBits']),
  }
}

for (const given of vectors.cases) {
  test('the published message of RFC 9180 is sealed to the very bytes', async () => {
    const fresh = await pairOf(given.skEm, given.enc)
    const made = await sealed(unhex(given.pkRm), unhex(given.info), unhex(given.plaintext), unhex(given.aad), fresh)
    assert.equal(Buffer.from(made).toString('hex'), given.enc + given.ciphertext)
  })
}

test('the same words sealed twice have nothing in common', async () => {
  assert.equal(await canSeal(), true)
  const to = unhex(vectors.cases[0]!.pkRm)
  const [one, two] = [await sealed(to, 'info', 'Child seen'), await sealed(to, 'info', 'Child seen')]
  assert.equal(one.length, 32 + 'Child seen'.length + 16)
  assert.notDeepEqual(one.slice(0, 32), two.slice(0, 32))
  assert.notDeepEqual(one.slice(32), two.slice(32))
})
