import { CaseError, deadlines } from '../../sync/deadlines'
import type { Calendar, Procedure } from '../../sync/deadlines'
import { headline, ofCase } from '../../sync/headline'

let held: { procedure: Procedure; calendar: Calendar } | null = null

/** First `["with", procedure, calendar]`, then `["case", case, now]` as often as one likes. */
export default (what: string, first: unknown, second: unknown): unknown => {
  if (what === 'with') {
    // The Python side sends what its own compiler and calendar made.
    held = { procedure: first as Procedure, calendar: second as Calendar }
    return null
  }
  if (!held) throw new Error('Say which procedure first.')
  return answer(held.procedure, held.calendar, first, String(second))
}

function answer(procedure: Procedure, calendar: Calendar, given: unknown, now: string): unknown {
  try {
    const result = deadlines(procedure, given, calendar, now)
    const children = new Set([...result.deadlines, ...result.conditional].map((row) => row.child ?? 'nobody'))
    const said = [...children].sort().map((child) => headline(result, child, now))
    return { result, case: ofCase(result, now), children: said }
  } catch (problem) {
    if (problem instanceof CaseError) return { error: problem.message }
    throw problem
  }
}
