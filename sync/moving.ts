/** What was entered about the wrong child, and which child it is about now (PRACTICE.md P-21, Z-38). Twin of `moving.py`. */
import type { Annotated, Entry } from './messages'

/** Those that stand: each names what its author saw, so of two that were made apart both do. */
export function movesOf(doc: Annotated, entry: string): Entry[] {
  const made = (doc.entries['moved'] ?? []).filter((one) => said(one, 'entry') === entry)
  const followed = made.flatMap((one) => said(one, 'after').split(' '))
  return made.filter((one) => !followed.includes(one.id))
}

/** Whom it is about now: two where it was moved apart, none where it is about nobody. */
export function childrenOf(doc: Annotated, entry: Entry): string[] {
  const moved = movesOf(doc, entry.id).map((one) => said(one, 'to'))
  return moved.length ? [...new Set(moved)] : [said(entry, 'child')].filter((child) => child !== '')
}

/** Whose clock it counts for: nobody's where two moved it apart, or a move is not sent yet. */
export function countedFor(doc: Annotated, entry: Entry): string {
  const about = childrenOf(doc, entry)
  return about.length === 1 && !movesOf(doc, entry.id).some((one) => one.pending) ? about[0] ?? '' : ''
}

function said({ value }: Entry, key: string): string {
  const found = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : ''
  return typeof found === 'string' ? found : ''
}
