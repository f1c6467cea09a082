/** The values of one store, kept in memory by id. However many ask at the same time, it is read once: of two readings the
 *  older could end last, and take the place of what was written meanwhile. */
export class Held<T> {
  #read: () => Promise<T[]>
  #id: (one: T) => string
  #values: Promise<Map<string, T>> | undefined

  constructor(read: () => Promise<T[]>, id: (one: T) => string) {
    this.#read = read
    this.#id = id
  }

  /** What is read is read again after a fault. */
  values(): Promise<Map<string, T>> {
    this.#values ??= this.#read().then(
      (all) => new Map(all.map((one) => [this.#id(one), one])),
      (error: unknown) => {
        this.forget()
        throw error
      },
    )
    return this.#values
  }

  keep(one: T): void {
    void this.#values?.then((values) => values.set(this.#id(one), one))
  }

  drop(id: string): void {
    void this.#values?.then((values) => values.delete(id))
  }

  forget(): void {
    this.#values = undefined
  }
}
