/** One person's vault, unlocked. Everything in it is sealed; every write that carries words is strictly durable. */
import type { IDBPDatabase } from 'idb'
import { dhash, type Annotated, type Change, type NewChange, type Receipt } from '../../../sync/messages'
import { metaOf, openDatabase } from './device'
import type { Unlocked } from './keys'
import type { Chain, Contact, Draft, Row, SealedStore, Taken, VaultSchema, Waiting } from './schema'
import { Damaged, Sealer } from './seal'

const KEPT_DAYS = 7
const DAY_MS = 86_400_000
const NO_CHAIN: Chain = { dseq: 0, dhash: '' }
const STRICT = { durability: 'strict' } as const

export class Locked extends Error {}

/** Open one at a time: `Vault.open` after an unlock, `close` to lock. All methods throw Locked after `close`. */
export class Vault {
  readonly id: string
  readonly device: string
  /** Records that could not be opened. They stay where they are. */
  damaged = 0
  #db: IDBPDatabase<VaultSchema>
  #sealer: Sealer
  #closed = false
  #line: Promise<unknown> = Promise.resolve()
  #waiting: Map<string, Waiting> | undefined
  #taken: Map<string, Taken> | undefined
  #documents: Map<string, Annotated> | undefined
  #contact: Contact | null | undefined

  private constructor(id: string, device: string, db: IDBPDatabase<VaultSchema>, sealer: Sealer) {
    this.id = id
    this.device = device
    this.#db = db
    this.#sealer = sealer
  }

  static async open(keys: Unlocked): Promise<Vault> {
    const meta = await metaOf(keys.vault)
    if (!meta) throw new Error('There is no vault of this person on this device.')
    const vault = new Vault(keys.vault, meta.device, await openDatabase(keys.vault), new Sealer(keys, meta.device))
    return vault
  }

  close(): void {
    this.#closed = true
    this.#forget()
    this.#db.close()
  }

  /** Runs `act` after everything already asked for: a form read, checked and saved must not meet another halfway. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(act, act)
    this.#line = turn.catch(() => undefined)
    return turn
  }

  async contact(): Promise<Contact | null> {
    this.#mustBeOpen()
    this.#contact ??= await this.#one<Contact>('state', 'contact')
    return this.#contact
  }

  async documents(): Promise<Annotated[]> {
    this.#documents ??= byId(await this.#all<Annotated>('discussions'), (one) => one.id)
    return [...this.#documents.values()]
  }

  async document(id: string): Promise<Annotated | undefined> {
    this.#mustBeOpen()
    return this.#documents ? this.#documents.get(id) : await this.#one<Annotated>('discussions', id) ?? undefined
  }

  /** Unsent or undecided, in the order they were written. */
  async waiting(): Promise<Waiting[]> {
    this.#waiting ??= byId(await this.#all<Waiting>('outbox'), (one) => one.change.op_id)
    return [...this.#waiting.values()].sort((a, b) => a.change.dseq - b.change.dseq)
  }

  async taken(): Promise<Taken[]> {
    this.#taken ??= byId(await this.#all<Taken>('receipts'), (one) => one.change.op_id)
    return [...this.#taken.values()].sort((a, b) => a.change.dseq - b.change.dseq)
  }

  /** The latest change this device made for one path with one form's nonce. */
  async lastOf(nonce: string, target: string): Promise<Change | undefined> {
    const all = [...await this.taken(), ...await this.waiting()].map((one) => one.change)
    return all.filter((one) => one.nonce === nonce && one.target === target).sort((a, b) => b.dseq - a.dseq)[0]
  }

  draft(page: string): Promise<Draft | null> {
    return this.#one<Draft>('drafts', page)
  }

  async keepDraft(page: string, draft: Draft): Promise<void> {
    const row = await this.#sealed('drafts', page, draft)
    await this.#write(['drafts'], (tx) => { asked(tx.objectStore('drafts').put(row)) })
  }

  async dropDraft(page: string): Promise<void> {
    const name = await this.#sealer.name('drafts', page)
    await this.#write(['drafts'], (tx) => { asked(tx.objectStore('drafts').delete(name)) })
  }

  /** Adds changes to the outbox and drops the page's draft, in one strict transaction that also allots `dseq` and
   *  `prev_dhash`. A change that is already here is not added twice. Answers what was added. */
  async save(page: string, changes: NewChange[], at: string): Promise<Change[]> {
    const here = new Set([...await this.waiting(), ...await this.taken()].map((one) => one.change.op_id))
    const fresh = changes.filter((one) => !here.has(one.op_id))
    const chainRow = await this.#row('state', 'chain')
    const chain = chainRow ? await this.#sealer.open<Chain>('state', chainRow) : NO_CHAIN
    const linked = await link(fresh, chain)
    const rows = await Promise.all(linked.map(async (change) => {
      const waiting: Waiting = { change, at, receipt: null }
      return { ...await this.#sealed('outbox', change.op_id, waiting), dseq: change.dseq }
    }))
    const chainName = await this.#sealer.name('state', 'chain')
    const end = await this.#sealer.seal('state', chainName, (chainRow?.v ?? 0) + 1, await endOf(linked, chain))
    const draft = await this.#sealer.name('drafts', page)
    const moved = await this.#write(['outbox', 'drafts', 'state'], async (tx) => {
      // Sealing cannot happen inside a transaction, so the chain's end is compared before it is set.
      const now = await tx.objectStore('state').get(chainName)
      if ((now?.v ?? 0) !== (chainRow?.v ?? 0)) return true
      for (const row of rows) asked(tx.objectStore('outbox').add(row))
      if (rows.length) asked(tx.objectStore('state').put(end))
      asked(tx.objectStore('drafts').delete(draft))
      return false
    })
    if (moved) {
      this.#forget()
      return this.save(page, changes, at)
    }
    for (const change of linked) this.#waiting?.set(change.op_id, { change, at, receipt: null })
    return linked
  }

  /** What a push said. A named change leaves the outbox; `needs_upgrade` and words we do not know stay, with the sentence. */
  async keepReceipts(receipts: Receipt[], now: string): Promise<void> {
    const waiting = new Map((await this.waiting()).map((one) => [one.change.op_id, one]))
    const mine = receipts.flatMap((receipt) => {
      const one = waiting.get(receipt.op_id)
      return one ? [{ one, receipt }] : []
    })
    const moves = await Promise.all(mine.map(async ({ one, receipt }) => {
      const settled = SETTLED.has(receipt.status)
      const taken: Taken = { change: one.change, at: one.at, receipt, taken_at: now }
      const row = settled
        ? await this.#sealed('receipts', receipt.op_id, taken)
        : { ...await this.#sealed('outbox', receipt.op_id, { ...one, receipt }), dseq: one.change.dseq }
      return { settled, row, outbox: await this.#sealer.name('outbox', receipt.op_id), one, taken }
    }))
    await this.taken()
    await this.#write(['outbox', 'receipts'], (tx) => {
      for (const { settled, row, outbox } of moves) {
        if (settled) {
          asked(tx.objectStore('outbox').delete(outbox))
          asked(tx.objectStore('receipts').put(row))
        } else if ('dseq' in row) asked(tx.objectStore('outbox').put(row))
      }
    })
    for (const { settled, one, taken } of moves) {
      if (settled) {
        this.#waiting?.delete(one.change.op_id)
        this.#taken?.set(one.change.op_id, taken)
      } else this.#waiting?.set(one.change.op_id, { ...one, receipt: taken.receipt })
    }
  }

  /** One answer to a pull, in one transaction. Answers the discussions that are new, changed or gone. */
  async keepPulled(documents: Annotated[], gone: string[], contact: Contact, restart: boolean): Promise<string[]> {
    const held = byId(await this.documents(), (one) => one.id)
    const newer = documents.filter((one) => restart || one.seq > (held.get(one.id)?.seq ?? -1) || differs(one, held.get(one.id)))
    const left = gone.filter((id) => held.has(id))
    const rows = await Promise.all(newer.map((one) => this.#sealed('discussions', one.id, one)))
    const names = await Promise.all(left.map((id) => this.#sealer.name('discussions', id)))
    const state = await this.#sealed('state', 'contact', contact)
    await this.#write(['discussions', 'state'], (tx) => {
      for (const row of rows) asked(tx.objectStore('discussions').put(row))
      for (const name of names) asked(tx.objectStore('discussions').delete(name))
      asked(tx.objectStore('state').put(state))
    })
    for (const one of newer) this.#documents?.set(one.id, one)
    for (const id of left) this.#documents?.delete(id)
    this.#contact = contact
    return [...newer.map((one) => one.id), ...left]
  }

  /** A server restored from a backup may lack what it had acknowledged: it is offered again (SYNC.md finding 7). */
  async offerAgain(): Promise<void> {
    const taken = await this.taken()
    const rows = await Promise.all(taken.map(async ({ change, at }) => {
      const waiting: Waiting = { change, at, receipt: null }
      return { ...await this.#sealed('outbox', change.op_id, waiting), dseq: change.dseq }
    }))
    const names = await Promise.all(taken.map(({ change }) => this.#sealer.name('receipts', change.op_id)))
    await this.#write(['outbox', 'receipts'], (tx) => {
      for (const row of rows) asked(tx.objectStore('outbox').put(row))
      for (const name of names) asked(tx.objectStore('receipts').delete(name))
    })
    this.#waiting = this.#taken = undefined
  }

  /** Forgets receipts older than a week, save those a person must still look at. */
  async tidy(now: number): Promise<void> {
    const old = (await this.taken()).filter((one) =>
      one.receipt.status !== 'quarantined' && now - Date.parse(one.taken_at) > KEPT_DAYS * DAY_MS)
    if (!old.length) return
    const names = await Promise.all(old.map(({ change }) => this.#sealer.name('receipts', change.op_id)))
    await this.#write(['receipts'], (tx) => {
      for (const name of names) asked(tx.objectStore('receipts').delete(name))
    })
    for (const { change } of old) this.#taken?.delete(change.op_id)
  }

  async #one<T>(store: SealedStore, id: string): Promise<T | null> {
    const row = await this.#row(store, id)
    return row ? this.#sealer.open<T>(store, row) : null
  }

  async #row(store: SealedStore, id: string): Promise<Row | undefined> {
    this.#mustBeOpen()
    return this.#db.get(store, await this.#sealer.name(store, id))
  }

  async #all<T>(store: SealedStore): Promise<T[]> {
    this.#mustBeOpen()
    const rows: Row[] = await this.#db.getAll(store)
    const opened = await Promise.all(rows.map((row) => this.#sealer.open<T>(store, row).catch((error: unknown) => {
      if (error instanceof Damaged) return undefined
      throw error
    })))
    const whole = opened.filter((one) => one !== undefined)
    this.damaged += rows.length - whole.length
    return whole
  }

  async #sealed(store: SealedStore, id: string, value: unknown): Promise<Row> {
    this.#mustBeOpen()
    const name = await this.#sealer.name(store, id)
    const before = await this.#db.get(store, name)
    return this.#sealer.seal(store, name, (before?.v ?? 0) + 1, value)
  }

  async #write<S extends SealedStore, T>(stores: S[], act: (tx: Writing<S>) => T | Promise<T>): Promise<T> {
    this.#mustBeOpen()
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

  #forget(): void {
    this.#waiting = this.#taken = this.#documents = this.#contact = undefined
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new Locked('This device is locked.')
  }
}

type Writing<S extends SealedStore> = import('idb').IDBPTransaction<VaultSchema, S[], 'readwrite'>
const SETTLED = new Set<string>(['applied', 'same', 'conflict', 'quarantined'])

/** What became of one request, the transaction's own end says. */
function asked(request: Promise<unknown>): void {
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

async function link(fresh: NewChange[], chain: Chain): Promise<Change[]> {
  const linked: Change[] = []
  let end = chain
  for (const one of fresh) {
    const change: Change = { ...one, dseq: end.dseq + 1, prev_dhash: end.dhash }
    linked.push(change)
    end = { dseq: change.dseq, dhash: await dhash(change) }
  }
  return linked
}

async function endOf(linked: Change[], chain: Chain): Promise<Chain> {
  const last = linked[linked.length - 1]
  return last ? { dseq: last.dseq, dhash: await dhash(last) } : chain
}

/** The same `seq` can still differ where reach changed: what a person may write, or sees. */
function differs(one: Annotated, held: Annotated | undefined): boolean {
  return held !== undefined && one.seq === held.seq && JSON.stringify(one) !== JSON.stringify(held)
}

function byId<T>(all: T[], id: (one: T) => string): Map<string, T> {
  return new Map(all.map((one) => [id(one), one]))
}
