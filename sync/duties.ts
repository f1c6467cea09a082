// What a procedure asks for besides dates: who takes part, in what form, who decides, what is written down and for whom.
// Twin of duties.py over vectors/duties.json. A rule without a clock applies as one with a clock does (CLI.md readings
// 3, 8, 15): an unknown fact leaves it open, and says which fact would settle it.
import { factWords, forCase } from './conditions'
import { timed } from './procedure'
import type { Cite, Duty, Procedure } from './procedure'
import { discussions } from './starts'
import { NO, YES, read } from './told'
import { either } from './why'

export interface DutyRow {
  readonly rule: string
  readonly part: string
  readonly effect: string
  readonly force: string
  readonly title: string
  readonly applies: 'yes' | 'unknown'
  readonly if: readonly string[]
  readonly if_words: readonly string[]
  readonly children: readonly string[]
  readonly cite: Cite
  readonly cite_words: string
  readonly why: string
  /** What this kind of rule says besides: `who`, `takes`, `form`, `outcomes` … */
  readonly [kind: string]: unknown
}

const COMMON = new Set(['id', 'part', 'cite', 'title', 'why', 'when', 'effect', 'force'])

/** Those that apply, and those that would, in the order of the file. Throws CaseError, its message one sentence. */
export function duties(procedure: Procedure, given: unknown): DutyRow[] {
  const told = read(given, procedure.vocabulary)
  const day = discussions(told)[0]?.day ?? null
  return procedure.rules.flatMap((rule) => {
    if (timed(rule)) return []
    const { answer, facts, children } = forCase(rule.when, told, day)
    return answer === NO ? [] : [row(rule, answer === YES, facts, children, procedure)]
  })
}

function row(rule: Duty, applies: boolean, facts: readonly string[], children: readonly string[], procedure: Procedure): DutyRow {
  const words = facts.map((name) => factWords(name, procedure.vocabulary))
  return {
    rule: rule.id,
    part: rule.part,
    effect: rule.effect,
    force: rule.force,
    title: rule.title,
    applies: applies ? 'yes' : 'unknown',
    if: facts,
    if_words: words,
    children,
    cite: rule.cite,
    cite_words: `${procedure.source.name}, line ${rule.cite.line} (${rule.id})`,
    why: why(rule, words),
    ...Object.fromEntries(Object.entries(rule).filter(([key]) => !COMMON.has(key))),
  }
}

function why(rule: Duty, ifWords: readonly string[]): string {
  if (ifWords.length > 0) return `Applies unless someone records that there is no ${either(ifWords)}.`
  return rule.why && `${rule.why}.`
}
