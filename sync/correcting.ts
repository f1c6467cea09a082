/** What is corrected with no signal counts beside its correction until the server has that, so that no date is put back by one
 *  device (PRACTICE.md Z-32). Twin of `correcting.py`. */
import type { Entry } from './messages'

/** Without what was corrected for good. */
export function counted(entries: readonly Entry[]): Entry[] {
  const unsent = entries.filter(({ pending }) => pending).map(({ id }) => id)
  return entries.filter(({ pending, superseded_by: by }) => !by || (!pending && unsent.includes(by)))
}
