/** What changed lately, for a page that was drawn before it could listen. Kept as long as one start of the worker. */
const MOST = 100

export class News {
  #told: { at: number; discussions: string[] }[] = []

  /** `at`: ms of the clock all pages and workers of a browser share. */
  remember(discussions: string[], at: number): void {
    this.#told = [...this.#told, { at, discussions }].slice(-MOST)
  }

  since(at: number): string[] {
    return [...new Set(this.#told.filter((one) => one.at >= at).flatMap((one) => one.discussions))]
  }
}
