/** One message sealed to a public key: HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180). */
type Bytes = Uint8Array<ArrayBuffer>

const CURVE = { name: 'X25519' }
const KEM = suite('KEM', [0, 0x20])
const SUITE = suite('HPKE', [0, 0x20, 0, 1, 0, 2])
const NONE: Bytes = new Uint8Array()

/** Whether this browser has the curve: some that still get updates do not. */
export function canSeal(): Promise<boolean> {
  return pair().then(() => true, () => false)
}

/** enc ‖ ciphertext. `to`: 32 bytes; `info` binds, as both sides know it. Nobody opens it again on this device: the
 *  fresh pair is forgotten. `aad` and `fresh` are there for the published vectors alone. */
export async function sealed(to: Bytes, info: string | Bytes, content: string | Bytes, aad = NONE, fresh?: CryptoKeyPair): Promise<Bytes> {
  const { privateKey, publicKey } = fresh ?? await pair()
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  const theirs = await crypto.subtle.importKey('raw', to, CURVE, false, [])
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ ...CURVE, public: theirs }, privateKey, 256))
  const shared = await expand(KEM, await extract(KEM, NONE, 'eae_prk', dh), 'shared_secret', joined(enc, to), 32)
  const context = joined(new Uint8Array(1), await extract(SUITE, NONE, 'psk_id_hash', NONE), await extract(SUITE, NONE, 'info_hash', bytes(info)))
  const secret = await extract(SUITE, shared, 'secret', NONE)
  const key = await crypto.subtle.importKey('raw', await expand(SUITE, secret, 'key', context, 32), 'AES-GCM', false, ['encrypt'])
  const iv = await expand(SUITE, secret, 'base_nonce', context, 12)
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, key, bytes(content))
  return joined(enc, new Uint8Array(box))
}

async function pair(): Promise<CryptoKeyPair> {
  // The library's types know no X25519: for this name the browser gives a pair.
  return await crypto.subtle.generateKey(CURVE, false, ['deriveBits']) as CryptoKeyPair
}

function extract(of: Bytes, salt: Bytes, label: string, ikm: Bytes): Promise<Bytes> {
  // No browser takes an empty HMAC key; zeros are the same to HMAC.
  return hmac(salt.length ? salt : new Uint8Array(32), joined(bytes('HPKE-v1'), of, bytes(label), ikm))
}

/** At most 32 bytes, which one round gives. */
async function expand(of: Bytes, prk: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> {
  const asked = joined(new Uint8Array([0, length]), bytes('HPKE-v1'), of, bytes(label), info, new Uint8Array([1]))
  return (await hmac(prk, asked)).slice(0, length)
}

async function hmac(key: Bytes, content: Bytes): Promise<Bytes> {
  const with_ = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', with_, content))
}

function suite(name: string, ids: number[]): Bytes {
  return joined(bytes(name), new Uint8Array(ids))
}

function bytes(of: string | Bytes): Bytes {
  return typeof of === 'string' ? new TextEncoder().encode(of) : of
}

function joined(...parts: Bytes[]): Bytes {
  return new Uint8Array(parts.flatMap((part) => [...part]))
}
