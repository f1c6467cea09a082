// A date once shown never moves silently: for each clock what it was, what it is, when that changed and by what.
// Twin of history.py over vectors/history.json.
import { CaseError, deadlines, type Calendar, type Procedure, type Result } from './deadlines'
import type { By, Json } from './messages'

export interface Dated {
  due_before: string
  due_date: string | null
  unit: string
  /** How firmly it stood: it applies; it would, if an unknown fact were yes; it would, on the last day for holding. */
  standing: 'certain' | 'conditional' | 'projected'
}
export interface Because { path: string; by: By; value: Json }
export interface Change { at: string; was: Dated | null; is: Dated | null; because: Because[] }
export interface History {
  rule: string
  kind: string
  child: string | null
  recipient: string | null
  number: number
  changes: Change[]
}
export interface Recorded {
  readonly at: string
  readonly path: string
  readonly by: By
  readonly value: Json
  readonly case: unknown
  readonly procedures?: readonly string[]
}
type Like = Omit<History, 'changes'>

const STANDINGS = [['deadlines', 'certain'], ['conditional', 'conditional'], ['projected', 'projected']] as const

/** `steps` = what `known.steps` made; `known` = procedures by digest, for those that stood at an earlier step. One row per
 *  rule, kind, child, recipient, and number among its like. */
export function history(
  procedure: Procedure, steps: readonly Recorded[], calendar: Calendar, known: Readonly<Record<string, Procedure>> = {},
): History[] {
  const made = new Map<string, History>()
  let stood = new Map<string, { like: Like; dated: Dated }>()
  for (const step of steps) {
    const stoodThen = (step.procedures ?? ['']).map((digest) => known[digest] ?? procedure)
    const stands = datesAt(stoodThen, step, calendar)
    if (!stands) continue
    for (const [key, { like }] of [...stands, ...[...stood].filter(([key]) => !stands.has(key))]) {
      const [was, is] = [stood.get(key)?.dated ?? null, stands.get(key)?.dated ?? null]
      if (same(was, is)) continue
      const row = made.get(key) ?? { ...like, changes: [] }
      note(row.changes, was, is, step)
      made.set(key, row)
    }
    stood = stands
  }
  return [...made.values()].filter((row) => row.changes.length > 0)
}

function datesAt(procedures: readonly Procedure[], step: Recorded, calendar: Calendar): Map<string, { like: Like; dated: Dated }> | null {
  try {
    return dates(procedures.map((one) => deadlines(one, step.case, calendar, step.at)))
  } catch (error) {
    if (error instanceof CaseError) return null
    throw error
  }
}

function dates(results: readonly Result[]): Map<string, { like: Like; dated: Dated }> {
  const found = new Map<string, { like: Like; dated: Dated }>()
  const counted = new Map<string, number>()
  for (const [part, standing] of STANDINGS) {
    for (const { rule, kind, child, recipient, due_before, due_date, unit, if: unknown } of results.flatMap((result) => result[part])) {
      if (due_before === null) continue
      const alike = JSON.stringify([rule, kind, child, recipient])
      const number = (counted.get(alike) ?? 0) + 1
      counted.set(alike, number)
      found.set(`${alike} ${number}`, { like: { rule, kind, child, recipient, number }, dated: { due_before, due_date, unit, standing: unknown ? 'conditional' : standing } })
    }
  }
  return found
}

/** What was recorded at one moment is one change, however many answers it was; back where it began is none. */
function note(changes: Change[], was: Dated | null, is: Dated | null, { at, path, by, value }: Recorded): void {
  const last = changes.at(-1)?.at === at ? changes.pop() : undefined
  const before = last ? last.was : was
  if (!same(before, is)) changes.push({ at, was: before, is, because: [...(last?.because ?? []), { path, by, value }] })
}

function same(one: Dated | null, other: Dated | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
