/** What is made of a document is kept with it, for it does not change, and a list asks 200 of them each time it is opened.
 *  No twin: the server makes a list once. */
import type { Doc } from './inputs'

export function kept<T>(make: (doc: Doc, asked: string) => T): (doc: Doc, asked?: string) => T {
  const all = new WeakMap<Doc, Map<string, T>>()
  return (doc, asked = '') => {
    const known = all.get(doc) ?? new Map<string, T>()
    all.set(doc, known)
    const before = known.get(asked)
    if (before !== undefined) return before
    const made = make(doc, asked)
    known.set(asked, made)
    return made
  }
}
