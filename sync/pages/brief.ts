/** What lists read of a discussion: all but the notes of which nobody needs to know tonight, which grow without end.
 *  Whoever changes it raises the version of the vault's database, which drops those that devices hold. No twin: the server
 *  reads a discussion whole. */
import type { Annotated } from '../messages'
import { parts } from './inputs'

const NOTES = 'information'

export function brief(doc: Annotated): Annotated {
  const urgent = (doc.entries[NOTES] ?? []).filter(({ value }) => parts(value)['tonight'] === 'yes')
  return { ...doc, entries: { ...doc.entries, [NOTES]: urgent } }
}
