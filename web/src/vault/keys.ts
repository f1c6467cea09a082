/** From a passphrase to the keys of a vault, and back to nothing. SECURITY.md 1a. */
import type { KdfParameters, Wrapped } from './schema'

/** Both keys are non-extractable. They live in page and worker memory only: a CryptoKey stored in IndexedDB is
 *  readable on the disk (SYNC.md finding 2). `session` names one unlocking, so that an old hand-over cannot undo a lock. */
export interface Unlocked { vault: string; session: string; records: CryptoKey; names: CryptoKey }

const FLOOR = { m: 19 * 1024, t: 2, p: 1 }
const CEILING = { m: 1024 * 1024, t: 16, p: 16 }
const LONGEST_WAIT_S = 300
const KEK_LABEL = 'seenby v1 key encryption'
const RECORDS_LABEL = 'seenby v1 records'
const NAMES_LABEL = 'seenby v1 record names'

export class WeakKdf extends Error {}
export class WrongPassphrase extends Error {}

/** The passphrase stretched by the dedicated worker: 32 bytes. */
export type Stretch = (passphrase: string, parameters: KdfParameters) => Promise<Uint8Array<ArrayBuffer>>

export function newParameters(): KdfParameters {
  return { alg: 'argon2id', v: 19, m: 64 * 1024, t: 3, p: 1, salt: random(16) }
}

/** A fresh random key for a new vault, wrapped under the passphrase, and opened again from there: stretching takes a
 *  second on a phone, and is done once. */
export async function newKey(
  vault: string, passphrase: string, kdf: KdfParameters, stretch: Stretch,
): Promise<{ wrapped: Wrapped; unlocked: Unlocked }> {
  refuseWeak(kdf)
  const secret = random(32)
  const iv = random(12)
  const kek = await keyEncryptionKey(vault, passphrase, kdf, stretch, ['encrypt', 'unwrapKey'])
  const box = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(vault) }, kek, secret))
  secret.fill(0)
  const wrapped = { iv, box }
  return { wrapped, unlocked: await opened(vault, wrapped, kek) }
}

/** Throws WeakKdf or WrongPassphrase; the latter also for a changed record. */
export async function unlock(
  vault: string, passphrase: string, kdf: KdfParameters, wrapped: Wrapped, stretch: Stretch,
): Promise<Unlocked> {
  refuseWeak(kdf)
  return opened(vault, wrapped, await keyEncryptionKey(vault, passphrase, kdf, stretch, ['unwrapKey']))
}

async function opened(vault: string, wrapped: Wrapped, kek: CryptoKey): Promise<Unlocked> {
  const root = await crypto.subtle
    .unwrapKey('raw', wrapped.box, kek, { name: 'AES-GCM', iv: wrapped.iv, additionalData: bound(vault) }, 'HKDF', false, ['deriveKey'])
    .catch(() => { throw new WrongPassphrase('That passphrase does not open this device.') })
  return {
    vault,
    session: hex(random(16)),
    records: await derived(root, RECORDS_LABEL, { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']),
    names: await derived(root, NAMES_LABEL, { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']),
  }
}

/** How long to wait after so many wrong tries: 1, 2, 4 … 300 s. Nothing is ever deleted. */
export function waitAfter(failures: number): number {
  return failures < 1 ? 0 : Math.min(2 ** (failures - 1), LONGEST_WAIT_S) * 1000
}

export function refuseWeak(kdf: KdfParameters): void {
  const outside = kdf.alg !== 'argon2id' || kdf.v !== 19 || kdf.salt.length < 16
    || (['m', 't', 'p'] as const).some((key) => !Number.isInteger(kdf[key]) || kdf[key] < FLOOR[key] || kdf[key] > CEILING[key])
  if (outside) throw new WeakKdf('The way this vault was locked has been weakened. Do not type the passphrase; ring for help.')
}

export function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function keyEncryptionKey(
  vault: string, passphrase: string, kdf: KdfParameters, stretch: Stretch, uses: KeyUsage[],
): Promise<CryptoKey> {
  const stretched = await stretch(passphrase.normalize('NFKC').trim(), kdf)
  const root = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveKey'])
  stretched.fill(0)
  return derived(root, `${KEK_LABEL} ${vault}`, { name: 'AES-GCM', length: 256 }, uses)
}

function derived(root: CryptoKey, label: string, type: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]): Promise<CryptoKey> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode(label) }
  return crypto.subtle.deriveKey(hkdf, root, type, false, uses)
}

function bound(vault: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`v1|key|${vault}`)
}
