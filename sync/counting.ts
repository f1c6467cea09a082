/** Whether a visit counts as the child having been seen (PRACTICE.md P-15). Twin of `counting.py`. */
import type { Annotated, Entry, Json } from './messages'

/** Recorded as such; a manager decides. */
const GLIMPSED = ['asleep', 'door', 'video']

/** What a manager decided about it last. One that is not sent yet can take a visit away, and never lend one. */
export function checkOf(doc: Annotated, visit: Entry): Entry | undefined {
  const said = (doc.entries['visit_checks'] ?? []).filter((one) => part(one, 'visit') === visit.id)
  return said.filter((one) => !one.pending || part(one, 'counts') === 'no').at(-1)
}

export function counts(doc: Annotated, visit: Entry): boolean {
  const said = checkOf(doc, visit)
  return said ? part(said, 'counts') === 'yes' : !GLIMPSED.includes(String(part(visit, 'in_what_way')))
}

function part({ value }: Entry, key: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : undefined
}
