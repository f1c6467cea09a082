// For how long what was worked out stands, for a list of 200 need not work it out again each minute. No twin.
import { localDay, midnight, seconds, utc } from './london'
import type { Result } from './procedure'

/** Until when, exclusive: a clock changes with a date of its own that passes, and its words with the day in London. */
export function lasts(results: readonly Result[], now: string): string {
  const at = seconds(now) ?? 0
  const rows = results.flatMap(({ deadlines, conditional, projected }) => [...deadlines, ...conditional, ...projected])
  const dates = rows.flatMap(({ due_before, not_before }) => [due_before, not_before]).map((date) => seconds(date ?? '') ?? 0)
  return utc(Math.min(midnight(localDay(at) + 1), ...dates.filter((date) => date > at)))
}
