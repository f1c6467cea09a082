// Which procedures a discussion follows, and followed. Twin of following.py over vectors/following.json.
// It keeps the version it began under until the chair takes up another (DESIGN.md decision 6). Where another authority
// became responsible the dates of both stand, and the earlier counts (PRACTICE.md P-24).
import type { Annotated, Json } from './messages'

export const PATH = 'procedures'
export const RESPONSIBLE = 'responsible'
type Followed = Pick<Annotated, 'procedure' | 'entries'>

/** Digests of all it ever followed, the one in force first. */
export function followed(doc: Followed): string[] {
  return [...new Set([doc.procedure, ...takenUp(doc).map((value) => text(value['was']))])]
}

/** Digests of those whose dates stand, the one in force first. */
export function standing(doc: Followed): string[] {
  const passed = takenUp(doc).filter((value) => value['because'] === RESPONSIBLE).map((value) => text(value['was']))
  return [...new Set([doc.procedure, ...passed])]
}

/** The digest it began under. */
export function begunUnder(doc: Followed): string {
  const first = takenUp(doc)[0]
  return first ? text(first['was']) : doc.procedure
}

/** What only this device knows changes nothing yet: the server may refuse it. */
function takenUp({ entries }: Followed): Record<string, Json>[] {
  return (entries[PATH] ?? []).filter((entry) => !entry.pending).map(({ value }) => (
    value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}))
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
