/** Invented people and papers for the vault's tests; the parts are the real ones. */
import 'fake-indexeddb/auto'
import { argon2id } from 'hash-wasm'
import { opId, type Annotated, type NewChange, type Person } from '../../sync/messages'
import { createVault } from '../src/vault/device'
import { newKey, random, type Stretch, type Unlocked } from '../src/vault/keys'
import type { KdfParameters, Meta } from '../src/vault/schema'
import { Vault } from '../src/vault/vault'

// The build sets this; here there is none.
Object.assign(globalThis, { __VERSION__: 'test', __BUILT__: 'test' })

export const PASSPHRASE = 'marble kettle orbit thicket'
export const NOW = '2026-11-20T19:40:00Z' // a Friday
export const nurse: Person = {
  id: 'nurse', name: 'Nadia Nurse', initials: 'NN', role: 'participant', role_words: 'Ward nurse', agency: 'Hospital', demo: true,
}

export const stretch: Stretch = async (passphrase, { salt, m, t, p }) => new Uint8Array(await argon2id({
  password: passphrase, salt, memorySize: m, iterations: t, parallelism: p, hashLength: 32, outputType: 'binary',
}))

/** The weakest that is accepted: tests should not wait. */
export function quick(): KdfParameters {
  return { alg: 'argon2id', v: 19, m: 19 * 1024, t: 2, p: 1, salt: random(16) }
}

let made = 0

export async function newVault(id = `person${++made}`): Promise<{ keys: Unlocked; vault: Vault; meta: Meta }> {
  const kdf = quick()
  const { wrapped, unlocked: keys } = await newKey(id, PASSPHRASE, kdf, stretch)
  const meta: Meta = { vault: id, initials: 'NN', device: `d${id}`, kdf, wrapped, phones: [], failures: { count: 0, at: 0 } }
  await createVault(meta)
  return { keys, vault: await Vault.open(keys), meta }
}

export async function change(nonce: string, words: string, seen: string[] = []): Promise<NewChange> {
  const target = 'children.c1.place'
  const payload = { kind: 'ward', where: words }
  return {
    op_id: await opId(nonce, target, seen, payload), nonce, device: 'd1', actor: 'nurse', acting_role: 'participant', discussion: 'disc1',
    kind: 'set', target, seen, payload, section: 'children', claimed_at: NOW, mono_ms: 1, tz: 'Europe/London', skew_est_ms: 0,
    schema_v: 1, app_v: 'test', profile_v: '',
  }
}

export function discussion(id: string, seq: number, reference = 'K7P2'): Annotated {
  return {
    id, seq, procedure: 'p', reference, capacity: 'participant', children: ['c1'], adults: [], writable: ['children.*.place'],
    leaves: {}, entries: {}, differences: [],
  }
}

export function contactOf(person: Person, epoch = 'e1') {
  return { epoch, cursor: 'c', person, phones: [], synced_at: NOW, device_ms: 0, procedures: {}, calendar: null }
}
