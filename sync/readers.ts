/** Who may see a note: chosen as it is typed, else the usual readers; later more, by its writer (P-9). Twin of `readers.py`. */
import type { Annotated, Entry } from './messages'
import { registry } from './registry'

export const NOTES = 'information'
export const CHANGED = 'note_readers'
/** Narrowest first: each of them sees whatever the one before it sees. */
export const WIDTHS = ['chair', 'police', 'health', 'everyone']
const OF_KIND: Record<string, string> = { police_information: 'police', adult_health: 'health', third_party: 'health' }

/** Of a note whose writer chose no readers; `agencyKind` is of the writer's organisation. */
export function usual(kind: string, agencyKind: string): string {
  const all = [OF_KIND[kind] ?? 'everyone', agencyKind === 'police' ? 'police' : 'everyone']
  return WIDTHS.find((width) => all.includes(width)) ?? 'everyone'
}

/** Who may see it now; `agencyKind` is its writer's, of a note the server does not have. */
export function readersOf(doc: Annotated, note: Entry, agencyKind = ''): string {
  const first = said(note, 'readers') || note.readers || (note.pending ? usual(said(note, 'kind'), agencyKind) : 'everyone')
  const all = [first, ...changed(doc, note).map((one) => said(one, 'readers'))]
  return [...WIDTHS].reverse().find((width) => all.includes(width)) ?? first
}

/** The words for everybody else, as its writer last said them; empty where there are none. */
export function clearedOf(doc: Annotated, note: Entry): string {
  return [note, ...changed(doc, note)].map((one) => said(one, 'cleared')).reverse().find((words) => words !== '') ?? ''
}

/** What its own writer said of its readers later. */
export function changed(doc: Annotated, note: Entry): Entry[] {
  return (doc.entries[CHANGED] ?? []).filter((one) => said(one, 'note') === note.id && one.by.id === note.by.id)
}

/** Of this note the reader has the words for everybody else, and no more. */
export function isCut(note: Entry): boolean {
  return said(note, 'words') === ''
}

export function words(readers: string): string {
  const choices = registry.field(CHANGED)?.parts?.find((part) => part.key === 'readers')?.choices ?? []
  return choices.find((one) => one.value === readers)?.text ?? ''
}

function said(entry: Entry, key: string): string {
  const { value } = entry
  const part = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : null
  return typeof part === 'string' ? part : ''
}
