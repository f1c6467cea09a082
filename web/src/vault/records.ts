/** The sealed rows of one vault's database: read and written here and nowhere else, strictly durable. */
import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { metaOf, openDatabase } from './device'
import type { Unlocked } from './keys'
import type { OutboxRow, Row, SealedStore, VaultSchema } from './schema'
import { Damaged, Sealer } from './seal'

const STRICT = { durability: 'strict' } as const

export class Locked extends Error {}
export type Writing<S extends SealedStore> = IDBPTransaction<VaultSchema, S[], 'readwrite'>

/** All methods throw Locked after `close`. */
export class Records {
  readonly device: string
  /** Records that could not be opened. They stay where they are. */
  damaged = 0
  #db: IDBPDatabase<VaultSchema>
  #sealer: Sealer
  #closed = false

  private constructor(device: string, db: IDBPDatabase<VaultSchema>, sealer: Sealer) {
    this.device = device
    this.#db = db
    this.#sealer = sealer
  }

  static async open(keys: Unlocked): Promise<Records> {
    const meta = await metaOf(keys.vault)
    if (!meta) throw new Error('There is no vault of this person on this device.')
    return new Records(meta.device, await openDatabase(keys.vault), new Sealer(keys, meta.device))
  }

  close(): void {
    this.#closed = true
    this.#db.close()
  }

  get isOpen(): boolean {
    return !this.#closed
  }

  mustBeOpen(): void {
    if (this.#closed) throw new Locked('This device is locked.')
  }

  name(store: SealedStore, id: string): Promise<string> {
    this.mustBeOpen()
    return this.#sealer.name(store, id)
  }

  names(store: SealedStore, ids: string[]): Promise<string[]> {
    return Promise.all(ids.map((id) => this.name(store, id)))
  }

  async one<T>(store: SealedStore, id: string): Promise<T | null> {
    return (await this.versioned<T>(store, id)).value
  }

  /** None where it is damaged, and counted. */
  perhaps<T>(store: SealedStore, id: string): Promise<T | null> {
    return this.#orDamaged(this.one<T>(store, id), null)
  }

  /** A record with its version, 0 where there is none yet. */
  async versioned<T>(store: SealedStore, id: string): Promise<{ name: string; v: number; value: T | null }> {
    const name = await this.name(store, id)
    const row: Row | undefined = await this.#db.get(store, name)
    return { name, v: row?.v ?? 0, value: row ? await this.#sealer.open<T>(store, row) : null }
  }

  async count(store: SealedStore): Promise<number> {
    this.mustBeOpen()
    return this.#db.count(store)
  }

  async all<T>(store: SealedStore): Promise<T[]> {
    this.mustBeOpen()
    const rows: Row[] = await this.#db.getAll(store)
    const opened = await Promise.all(rows.map((row) => this.#orDamaged(this.#sealer.open<T>(store, row), undefined)))
    return opened.filter((one) => one !== undefined)
  }

  #orDamaged<T, E>(opening: Promise<T>, instead: E): Promise<T | E> {
    return opening.catch((error: unknown) => {
      if (!(error instanceof Damaged)) throw error
      this.damaged += 1
      return instead
    })
  }

  /** The row that will stand for this record: one version on from what is there. */
  async sealed(store: SealedStore, id: string, value: unknown): Promise<Row> {
    const name = await this.name(store, id)
    const before: Row | undefined = await this.#db.get(store, name)
    return this.#sealer.seal(store, name, (before?.v ?? 0) + 1, value)
  }

  async sealedInLine(id: string, dseq: number, value: unknown): Promise<OutboxRow> {
    return { ...await this.sealed('outbox', id, value), dseq }
  }

  /** One transaction. Nothing but the database may be waited for in `act`: anything else would end it. */
  async write<S extends SealedStore, T>(stores: S[], act: (tx: Writing<S>) => T | Promise<T>): Promise<T> {
    this.mustBeOpen()
    const tx = this.#db.transaction(stores, 'readwrite', STRICT)
    try {
      const answer = await act(tx)
      await tx.done
      return answer
    } catch (error) {
      // Without this what was written before the fault would be committed by itself.
      abort(tx)
      await tx.done.catch(() => undefined)
      throw error
    }
  }
}

/** What became of one request, the transaction's own end says. */
export function asked(request: Promise<unknown>): void {
  void request.catch(() => undefined)
}

/** A transaction that has ended already cannot be aborted, and need not be. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort()
  } catch {
    // Ended.
  }
}
