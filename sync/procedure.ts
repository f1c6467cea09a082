// The compiled procedure, as `server/domain/procedure.py` writes it, and the rows the engine gives (CLI.md).
import type { SchoolHolidays } from './school_holidays'

export type Condition =
  | { readonly fact: string }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly unless_no: string }
  | { readonly known_no: string }
  | { readonly event: string; readonly before?: string }
  | { readonly call_modes: readonly string[] }
  | { readonly unless: Condition }
  | { readonly aged_at_least: number }
  | { readonly unborn: true }
  | { readonly other_child: string }
  | Count
  | { readonly not_at_discussion: Condition }

export interface Count {
  readonly count: string
  readonly at_least: number
  readonly within_days?: number
}

export interface EventAnchor {
  readonly events: readonly string[]
  readonly pick: 'first' | 'last'
  readonly fallback: 'holding' | null
  readonly before_call?: boolean
  readonly repeat?: string | null
}

export interface DiscussionAnchor {
  readonly discussion: 'date' | 'end'
  readonly which: 'first' | 'last' | 'each'
  readonly modes?: readonly string[]
  readonly carrying: readonly string[]
  readonly complete?: boolean
  readonly by_enquiry?: boolean
  readonly renewed_by: readonly string[]
}

export interface FollowUpAnchor {
  readonly follow_up: string
}

export interface RuleAnchor {
  readonly rule: string
  readonly kind: string | null
  readonly on: 'missed' | 'met' | 'due'
}

export type Anchor = EventAnchor | DiscussionAnchor | FollowUpAnchor | RuleAnchor

export type OneStop =
  | {
      readonly call: 'first' | 'own' | 'next'
      readonly carrying?: readonly string[]
      readonly modes?: readonly string[]
      readonly after?: boolean
    }
  | { readonly seen_by: readonly string[]; readonly alone?: boolean; readonly times?: number }
  | {
      readonly event: string
      readonly pick: 'first' | 'last'
      readonly after?: boolean
      readonly to_everyone?: boolean
      readonly times?: number
    }

export type Stop = OneStop | { readonly any: readonly Stop[] }

export interface Cite {
  readonly source: string
  readonly line: number
}

export interface Rule {
  readonly id: string
  readonly part?: string
  readonly cite: Cite
  readonly title: string
  readonly why: string
  readonly when: Condition | null
  readonly effect: string
  readonly kind: string
  readonly force: string
  readonly per: 'case' | 'child' | 'recipient' | 'call'
  readonly unit: string
  readonly amount: number | null
  readonly anchor: Anchor
  readonly stop: Stop
  readonly beneath: { readonly anchor: EventAnchor } | null
  readonly agreed_by?: string | null
  /** Counted back from the start. */
  readonly back?: boolean
  readonly until?: string | null
  readonly alternatives?: readonly Alternative[]
  readonly chosen_by?: string | null
}

export interface Alternative {
  readonly choice: string
  readonly unit: string
  readonly amount: number | null
  readonly anchor: EventAnchor | null
}

/** Roles, joined by all and any (DOMAIN.md C-2). */
export type Who = { readonly role: string } | { readonly all: readonly Who[] } | { readonly any: readonly Who[] }

/** A rule without `unit` has no clock, and the engine passes it by. */
export function timed(rule: Rule | Duty): rule is Rule {
  return 'unit' in rule
}

/** A rule without a clock. What its kind says besides stands in `server/domain/procedure_duties.py`. */
export interface Duty {
  readonly id: string
  readonly part: string
  readonly cite: Cite
  readonly title: string
  readonly why: string
  readonly when: Condition | null
  readonly effect: string
  readonly force: string
  readonly who?: Who | null
  readonly by?: Who | null
  readonly [kind: string]: unknown
}

export interface Settings {
  readonly count_start_day: boolean
  readonly receipt_cutoff: string
  readonly fallback_events: readonly string[]
  readonly last_resort: string
  readonly days_mean?: 'both' | 'calendar' | 'working'
}

export interface Vocabulary {
  readonly events: Readonly<Record<string, string>>
  readonly facts: Readonly<Record<string, { readonly of: string; readonly words: string }>>
  readonly implied_by: Readonly<Record<string, readonly string[]>>
  readonly roles: Readonly<Record<string, string>>
}

export interface Source {
  readonly name: string
  readonly file: string
  readonly date: string
  readonly cites_guidance: string
  readonly reviewed_on: string
  readonly reviewed_by: string
}

export interface Procedure {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly source: Source
  readonly context: Readonly<Record<string, string>>
  readonly silent: Readonly<Record<string, string>>
  readonly settings: Settings
  /** Not in what was compiled before there were any. */
  readonly school_holidays?: SchoolHolidays
  readonly vocabulary: Vocabulary
  readonly rules: readonly (Rule | Duty)[]
}

export interface Row {
  rule: string
  part: string
  kind: string
  unit: string
  amount: number | null
  force: string
  effect: string
  per: string
  child: string | null
  children: string[]
  recipient: string | null
  sd: number | null
  start: string | null
  start_from: string | null
  due_before: string | null
  due_date: string | null
  not_before: string | null
  state: 'open' | 'met' | 'met_late' | 'late' | 'no_start' | 'not_applicable' | 'not_yet' | 'too_early'
  met_at: string | null
  new_information: boolean
  face_to_face: boolean
  cite: Cite
  cite_words: string
  beneath: Beneath | null
  extended: Extended | null
  judgement: Judgement | null
  if?: string[]
  if_words?: string[]
  why: string
}

/** Who chose the limit that stands, and why. */
export interface Judgement {
  choice: string
  who: string
  why: string
}

/** More time was authorised; the row's own date stays. */
export interface Extended {
  due_before: string
  due_date: string
}

export interface Beneath {
  words: string
  start: string
  start_from: string
  due_before: string
  due_date: string
}

export interface Result {
  procedure: string
  version: string
  calendar: string
  deadlines: Row[]
  conditional: Row[]
  projected: Row[]
}
