/** Seals one record so that nobody without the key learns more than its size, to 256 bytes, and nobody can move it. */
import { hex, random, type Unlocked } from './keys'
import type { Row, SealedStore } from './schema'

const BUCKET = 256
const LENGTH_BYTES = 4

export class Damaged extends Error {}

export class Sealer {
  #keys: Unlocked
  #device: string

  constructor(keys: Unlocked, device: string) {
    this.#keys = keys
    this.#device = device
  }

  /** The name a record has in the database. */
  async name(store: SealedStore, id: string): Promise<string> {
    const mac = await crypto.subtle.sign('HMAC', this.#keys.names, new TextEncoder().encode(`${store}|${id}`))
    return hex(new Uint8Array(mac))
  }

  async seal(store: SealedStore, name: string, v: number, value: unknown): Promise<Row> {
    const iv = random(12)
    const how = { name: 'AES-GCM', iv, additionalData: this.#bound(store, name, v) }
    const box = await crypto.subtle.encrypt(how, this.#keys.records, padded(JSON.stringify(value)))
    return { id: name, v, iv, box: new Uint8Array(box) }
  }

  /** Throws Damaged for a record that was changed, moved or put back. The type is the caller's word for what it sealed. */
  async open<T>(store: SealedStore, row: Row): Promise<T> {
    const how = { name: 'AES-GCM', iv: row.iv, additionalData: this.#bound(store, row.id, row.v) }
    const bytes = await crypto.subtle.decrypt(how, this.#keys.records, row.box).catch(() => {
      throw new Damaged(`A record of ${store} on this device is damaged.`)
    })
    // JSON.parse answers any; the seal vouches that this device wrote it as a T.
    return JSON.parse(unpadded(new Uint8Array(bytes))) as T
  }

  #bound(store: SealedStore, name: string, v: number): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode(`v1|${store}|${name}|${v}|${this.#device}`)
  }
}

function padded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  const whole = new Uint8Array(Math.ceil((bytes.length + LENGTH_BYTES) / BUCKET) * BUCKET)
  new DataView(whole.buffer).setUint32(0, bytes.length)
  whole.set(bytes, LENGTH_BYTES)
  return whole
}

function unpadded(whole: Uint8Array<ArrayBuffer>): string {
  const length = new DataView(whole.buffer).getUint32(0)
  return new TextDecoder().decode(whole.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
}
