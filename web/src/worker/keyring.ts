/** Who is unlocked. A worker is stopped after some seconds and forgets; the pages remember and hand over again. */
import { ask } from '../ask'
import type { OpenForm, ToPage } from '../messages'
import type { Unlocked } from '../vault/keys'
import { Vault } from '../vault/vault'

/** A page that is busy still answers; one that is frozen never does, and is not waited for longer. */
const KEY_MS = 2_000
const FORMS_MS = 1_000

/** The window clients of this browser, as far as the keyring needs them. */
export interface Page { postMessage(message: unknown, transfer?: Transferable[]): void }
export type Pages = () => Promise<readonly Page[]>
/** What is done with the forms that were open when the lock was asked for; the vault is still open then. */
export type Rescue = (vault: Vault, forms: OpenForm[]) => Promise<void>

export class Keyring {
  #pages: Pages
  #keys: Unlocked | undefined
  #vault: Vault | undefined
  #asking: Promise<Vault | undefined> | undefined
  #ended = new Set<string>()

  constructor(pages: Pages) {
    this.#pages = pages
  }

  get keys(): Unlocked | undefined {
    return this.#keys
  }

  /** The open vault, if need be by a key that a page holds. */
  async vault(): Promise<Vault | undefined> {
    if (this.#vault) return this.#vault
    this.#asking ??= this.#askPages().finally(() => { this.#asking = undefined })
    return this.#asking
  }

  /** A key from a page: kept unless somebody is unlocked already, or that unlocking was ended. False if refused. */
  async take(keys: Unlocked): Promise<boolean> {
    if (this.#keys) return this.#keys.session === keys.session
    if (this.#ended.has(keys.session)) return false
    const vault = await Vault.open(keys)
    // Another hand-over may have come first while the database was opening, or a lock.
    if (this.#keys || this.#ended.has(keys.session)) {
      vault.close()
      return this.isOpen(keys)
    }
    this.#keys = keys
    this.#vault = vault
    return true
  }

  isOpen(keys: Unlocked): boolean {
    return this.#keys?.session === keys.session
  }

  /** Seals what is being typed, then forgets the key here and in every page. */
  async lock(rescue: Rescue): Promise<void> {
    const vault = await this.vault()
    const pages = await this.#pages()
    if (vault) {
      const forms = await Promise.all(pages.map((page) => this.#ask<OpenForm[]>(page, { kind: 'locking' }, FORMS_MS)))
      await rescue(vault, forms.flatMap((some) => some ?? [])).catch(() => undefined)
    }
    if (this.#keys) this.#ended.add(this.#keys.session)
    this.#keys = this.#vault = undefined
    vault?.close()
    // Asked for anew: a page that was opened meanwhile may have been handed the key, and would hand it to the next worker.
    for (const page of await this.#pages()) page.postMessage({ kind: 'locked' } satisfies ToPage)
  }

  async #askPages(): Promise<Vault | undefined> {
    const pages = await this.#pages()
    const answers = pages.map(async (page) => {
      const keys = await this.#ask<Unlocked | null>(page, { kind: 'key?' }, KEY_MS)
      if (!keys || !await this.take(keys)) throw new Error('This page holds no key.')
    })
    await Promise.any(answers).catch(() => undefined)
    return this.#vault
  }

  #ask<T>(page: Page, question: ToPage, ms: number): Promise<T | undefined> {
    return ask<T>(page, question, ms)
  }
}
