/** Who is here for part of a discussion, and what each item opens (PRACTICE.md P-9). Twin of `attendance.py`. */
import type { Annotated, Entry, Json } from './messages'
import { registry, type Field } from './registry'

export const PATH = 'part_attendance'
export const PART = 'in_part'

/** The last that chair or minute taker said of this person. */
export function standing(doc: Annotated, person: string): Entry | undefined {
  return (doc.entries[PATH] ?? []).filter((one) => String(said(one)['who']).startsWith(`${person} `)).at(-1)
}

/** The items, in the order in which they are asked. */
export function chosen(entry: Entry | undefined): string[] {
  return Object.keys(registry.items).filter((item) => said(entry)[item])
}

/** The items that open a field: those that name its path, else those that name its section. */
export function openedBy(field: Field): string[] {
  const naming = (word: string): string[] => Object.entries(registry.items).filter(([, { opens }]) => opens.includes(word)).map(([item]) => item)
  const own = naming(field.path)
  return own.length ? own : naming(field.section)
}

/** The kinds of note that these open. */
export function kinds(items: string[]): string[] {
  return items.flatMap((item) => registry.items[item]?.kinds ?? [])
}

export function said(entry: Entry | undefined): Record<string, Json> {
  const value = entry?.value
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}
