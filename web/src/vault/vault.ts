/** One person's vault, unlocked: what is held, what waits, what was taken, what is being written. */
import type { Annotated, Change, NewChange, Receipt } from '../../../sync/messages'
import { brief } from '../../../sync/pages/brief'
import { NO_CHAIN, linked } from './chain'
import { Held } from './held'
import type { Unlocked } from './keys'
import { Records, asked } from './records'
import type { Chain, Contact, Draft, Taken, Waiting } from './schema'

export { Locked } from './records'

const KEPT_DAYS = 7
const DAY_MS = 86_400_000
/** The statuses after which the server has the change for good. Any other leaves it here. */
const SETTLED = new Set<string>(['applied', 'same', 'conflict', 'quarantined'])

/** Open one at a time: `Vault.open` after an unlock, `close` to lock. All methods throw Locked after `close`. */
export class Vault {
  readonly id: string
  #records: Records
  #line: Promise<unknown> = Promise.resolve()
  #waiting: Held<Waiting>
  #taken: Held<Taken>
  #briefs: Held<Annotated>
  #opened = new Map<string, Promise<Annotated | null>>()
  #contact: Promise<Contact | null> | undefined

  private constructor(id: string, records: Records) {
    this.id = id
    this.#records = records
    this.#waiting = new Held(() => records.all<Waiting>('outbox'), (one) => one.change.op_id)
    this.#taken = new Held(() => records.all<Taken>('receipts'), (one) => one.change.op_id)
    this.#briefs = new Held(() => briefsOf(records), (one) => one.id)
  }

  static async open(keys: Unlocked): Promise<Vault> {
    return new Vault(keys.vault, await Records.open(keys))
  }

  get device(): string {
    return this.#records.device
  }

  get damaged(): number {
    return this.#records.damaged
  }

  get isOpen(): boolean {
    return this.#records.isOpen
  }

  close(): void {
    this.#records.close()
    this.#forget()
  }

  /** Runs `act` after everything already asked for: a form read, checked and saved must not meet another halfway. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(act, act)
    this.#line = turn.catch(() => undefined)
    return turn
  }

  async contact(): Promise<Contact | null> {
    this.#records.mustBeOpen()
    this.#contact ??= this.#records.one<Contact>('state', 'contact')
    return this.#contact.catch((error: unknown) => {
      this.#contact = undefined
      throw error
    })
  }

  /** What lists show of each discussion. */
  async briefs(): Promise<Annotated[]> {
    return [...(await this.#all(this.#briefs)).values()]
  }

  async document(id: string): Promise<Annotated | undefined> {
    this.#records.mustBeOpen()
    const reading = this.#opened.get(id) ?? this.#records.perhaps<Annotated>('discussions', id)
    this.#opened.set(id, reading)
    return await reading.catch((error: unknown) => {
      this.#opened.delete(id)
      throw error
    }) ?? undefined
  }

  /** Unsent or undecided, in the order they were written. */
  async waiting(): Promise<Waiting[]> {
    return [...(await this.#all(this.#waiting)).values()].sort(inOrder)
  }

  async taken(): Promise<Taken[]> {
    return [...(await this.#all(this.#taken)).values()].sort(inOrder)
  }

  /** The latest change this device made for one path with one form's nonce. */
  async lastOf(nonce: string, target: string): Promise<Change | undefined> {
    const all = [...await this.taken(), ...await this.waiting()].sort(inOrder).map((one) => one.change)
    return all.filter((one) => one.nonce === nonce && one.target === target).at(-1)
  }

  draft(page: string): Promise<Draft | null> {
    return this.#records.one<Draft>('drafts', page)
  }

  async keepDraft(page: string, draft: Draft): Promise<void> {
    const row = await this.#records.sealed('drafts', page, draft)
    await this.#records.write(['drafts'], (tx) => { asked(tx.objectStore('drafts').put(row)) })
  }

  /** Adds changes to the outbox and drops the page's draft, in one strict transaction that also allots `dseq` and
   *  `prev_dhash`. A change that is already here is not added twice. Answers what was added. */
  async save(page: string, made: NewChange[], at: string): Promise<Change[]> {
    const here = new Set([...await this.waiting(), ...await this.taken()].map((one) => one.change.op_id))
    const chain = await this.#records.versioned<Chain>('state', 'chain')
    const { changes, end } = await linked(made.filter((one) => !here.has(one.op_id)), chain.value ?? NO_CHAIN)
    const fresh = changes.map((change): Waiting => ({ change, at, receipt: null }))
    const rows = await Promise.all(fresh.map((one) => this.#records.sealedInLine(one.change.op_id, one.change.dseq, one)))
    const endRow = await this.#records.sealed('state', 'chain', end)
    const draft = await this.#records.name('drafts', page)
    const moved = await this.#records.write(['outbox', 'drafts', 'state'], async (tx) => {
      // Sealing cannot happen inside a transaction, so the chain's end is compared before it is set.
      const now = await tx.objectStore('state').get(chain.name)
      if ((now?.v ?? 0) !== chain.v) return true
      for (const row of rows) asked(tx.objectStore('outbox').add(row))
      if (rows.length) asked(tx.objectStore('state').put(endRow))
      asked(tx.objectStore('drafts').delete(draft))
      return false
    })
    if (moved) {
      this.#forget()
      return this.save(page, made, at)
    }
    for (const one of fresh) this.#waiting.keep(one)
    return changes
  }

  /** What a push said. A named change leaves the outbox; `needs_upgrade` and words we do not know stay, with the sentence. */
  async keepReceipts(receipts: Receipt[], now: string): Promise<void> {
    const waiting = new Map((await this.waiting()).map((one) => [one.change.op_id, one]))
    const named = receipts.flatMap((receipt) => {
      const one = waiting.get(receipt.op_id)
      return one ? [{ ...one, receipt, taken_at: now }] : []
    })
    await this.taken()
    await this.#take(named.filter((one) => SETTLED.has(one.receipt.status)))
    await this.#keepWaiting(named.filter((one) => !SETTLED.has(one.receipt.status)))
  }

  /** One answer to a pull, in one transaction. Answers the discussions that are new, changed or gone. */
  async keepPulled(documents: Annotated[], gone: string[], contact: Contact, restart: boolean): Promise<string[]> {
    const held = await this.#all(this.#briefs)
    const replacing = await Promise.all(documents.map((one) => restart || this.#replaces(one, held.get(one.id))))
    const newer = documents.filter((_, i) => replacing[i])
    const left = gone.filter((id) => held.has(id))
    const without = await this.#records.count('briefs') < held.size ? [...held.values()].filter(({ id }) => !gone.includes(id)) : []
    const briefs = [...without, ...newer.map(brief)]
    const rows = await Promise.all(newer.map((one) => this.#records.sealed('discussions', one.id, one)))
    const briefRows = await Promise.all(briefs.map((one) => this.#records.sealed('briefs', one.id, one)))
    const names = await this.#records.names('discussions', left)
    const briefNames = await this.#records.names('briefs', left)
    const state = await this.#records.sealed('state', 'contact', contact)
    await this.#records.write(['discussions', 'briefs', 'state'], (tx) => {
      for (const row of rows) asked(tx.objectStore('discussions').put(row))
      for (const row of briefRows) asked(tx.objectStore('briefs').put(row))
      for (const name of names) asked(tx.objectStore('discussions').delete(name))
      for (const name of briefNames) asked(tx.objectStore('briefs').delete(name))
      asked(tx.objectStore('state').put(state))
    })
    for (const one of briefs) this.#briefs.keep(one)
    for (const one of newer) if (this.#opened.has(one.id)) this.#opened.set(one.id, Promise.resolve(one))
    for (const id of left) {
      this.#briefs.drop(id)
      this.#opened.delete(id)
    }
    this.#contact = Promise.resolve(contact)
    return [...newer.map((one) => one.id), ...left]
  }

  /** A server restored from a backup may lack what it had acknowledged: it is offered again (SYNC.md finding 7). */
  async offerAgain(): Promise<void> {
    const taken = await this.taken()
    const rows = await Promise.all(taken.map(({ change, at }) =>
      this.#records.sealedInLine(change.op_id, change.dseq, { change, at, receipt: null } satisfies Waiting)))
    const names = await this.#records.names('receipts', taken.map(({ change }) => change.op_id))
    await this.#records.write(['outbox', 'receipts'], (tx) => {
      for (const row of rows) asked(tx.objectStore('outbox').put(row))
      for (const name of names) asked(tx.objectStore('receipts').delete(name))
    })
    this.#waiting.forget()
    this.#taken.forget()
  }

  /** Forgets receipts older than a week, save those a person must still look at. `now` in ms. */
  async tidy(now: number): Promise<void> {
    const old = (await this.taken()).filter((one) =>
      one.receipt.status !== 'quarantined' && now - Date.parse(one.taken_at) > KEPT_DAYS * DAY_MS)
    if (!old.length) return
    const names = await this.#records.names('receipts', old.map(({ change }) => change.op_id))
    await this.#records.write(['receipts'], (tx) => {
      for (const name of names) asked(tx.objectStore('receipts').delete(name))
    })
    for (const { change } of old) this.#taken.drop(change.op_id)
  }

  /** Never by an older copy. The same `seq` can still differ where reach changed: what a person may write, or sees. */
  async #replaces(one: Annotated, held: Annotated | undefined): Promise<boolean> {
    if (one.seq !== held?.seq) return !held || one.seq > held.seq
    return JSON.stringify(one) !== JSON.stringify(await this.document(one.id))
  }

  async #take(settled: Taken[]): Promise<void> {
    if (!settled.length) return
    const rows = await Promise.all(settled.map((one) => this.#records.sealed('receipts', one.change.op_id, one)))
    const names = await this.#records.names('outbox', settled.map((one) => one.change.op_id))
    await this.#records.write(['outbox', 'receipts'], (tx) => {
      for (const name of names) asked(tx.objectStore('outbox').delete(name))
      for (const row of rows) asked(tx.objectStore('receipts').put(row))
    })
    for (const one of settled) {
      this.#waiting.drop(one.change.op_id)
      this.#taken.keep(one)
    }
  }

  async #keepWaiting(named: Taken[]): Promise<void> {
    const kept = named.map(({ change, at, receipt }): Waiting => ({ change, at, receipt }))
    const rows = await Promise.all(kept.map((one) => this.#records.sealedInLine(one.change.op_id, one.change.dseq, one)))
    if (!rows.length) return
    await this.#records.write(['outbox'], (tx) => {
      for (const row of rows) asked(tx.objectStore('outbox').put(row))
    })
    for (const one of kept) this.#waiting.keep(one)
  }

  #all<T>(held: Held<T>): Promise<Map<string, T>> {
    this.#records.mustBeOpen()
    return held.values()
  }

  #forget(): void {
    for (const held of [this.#waiting, this.#taken, this.#briefs]) held.forget()
    this.#opened.clear()
    this.#contact = undefined
  }
}

function inOrder(a: { change: Change }, b: { change: Change }): number {
  return a.change.dseq - b.change.dseq
}

/** Of the copies themselves where any is damaged; a vault of an earlier Seenby has none until its next contact. */
async function briefsOf(records: Records): Promise<Annotated[]> {
  const [briefs, copies] = await Promise.all([records.all<Annotated>('briefs'), records.count('discussions')])
  return briefs.length === copies ? briefs : (await records.all<Annotated>('discussions')).map(brief)
}
