// Who should be in the discussion, which rule asks for each, and who was: there, missing, or only a report.
// Twin of roster.py over vectors/roster.json. Who attends and takes part counts, and nobody else does, unless the
// procedure says a report will do (DOMAIN.md H-6.1). Where nobody recorded who was there, nobody is called missing.
import type { DutyRow } from './duties'
import type { Annotated, Json } from './messages'
import type { Who } from './procedure'

export interface Attending {
  readonly name: string
  readonly agency: string
  readonly role_words: string
  readonly roles: readonly string[]
  readonly there: boolean
  readonly report: boolean
}
export type State = 'missing' | 'report_only' | 'there' | 'not_recorded'
export interface Asked { readonly role: string; readonly state: State; readonly who: readonly string[] }
export type RosterRow = DutyRow & { readonly who: Who; readonly state: State; readonly asked: readonly Asked[] }

const [MISSING, REPORT, THERE] = [0, 1, 2] as const
const STATES: readonly State[] = ['missing', 'report_only', 'there']
/** Whoever holds the first may speak for the others too. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  lead_social_worker: ['social_worker', 'social_care'],
  social_worker: ['social_care'],
  team_manager: ['social_care_manager', 'social_care'],
  social_care_manager: ['social_care'],
  police_sergeant: ['police'],
  police_child_abuse_lead: ['police_sergeant', 'police'],
  medical_consultant: ['clinician', 'health'],
  senior_ward_nurse: ['clinician', 'health'],
  paediatrician: ['clinician', 'health'],
  examining_doctor: ['clinician', 'health'],
  medical_paediatrician: ['examining_doctor', 'paediatrician', 'clinician', 'health'],
  clinician: ['health'],
  midwifery: ['health'],
  gp: ['health'],
  health_services: ['health'],
  child_assessment_unit: ['health'],
}

/** Those whom the discussion names; `roles` are the ids that what is written of them fits, none where it fits none. */
export function peopleOf(doc: Annotated, roles: Readonly<Record<string, string>>): Attending[] {
  const seats = Object.keys(doc.leaves).sort().map((path) => /^people\.([^.]+)\.seat$/.exec(path)?.[1])
  return seats.filter((id) => id !== undefined).map((id) => {
    const seat = object(doc.leaves[`people.${id}.seat`]?.value)
    const attended = doc.leaves[`people.${id}.attended`]?.value
    return {
      name: words(seat['name']),
      agency: words(seat['agency']),
      role_words: words(seat['role']),
      roles: rolesOf(words(seat['role']), roles),
      there: Array.isArray(attended) && attended.length > 0,
      report: Boolean(object(doc.leaves[`people.${id}.invited`]?.value)['report']),
    }
  })
}

/** One row for each rule that asks for somebody; `not_recorded` where nobody's attendance or report is. */
export function roster(duties: readonly DutyRow[], people: readonly Attending[]): RosterRow[] {
  const recorded = people.some((one) => one.there || one.report)
  const enough = duties.some((one) => one['counts'] === 'took_part_or_reported') ? REPORT : THERE
  const state = (node: Who): State => recorded ? STATES[rank(node, people, enough)] ?? 'missing' : 'not_recorded'
  return duties.filter((duty) => duty.effect === 'participant').map((duty) => {
    // The compiler refuses such a rule without it.
    const node = duty['who'] as Who
    const asked = [...new Set(names(node))].map((role) => (
      { role, state: state({ role }), who: people.filter((one) => one.roles.includes(role)).map((one) => one.name) }))
    return { ...duty, who: node, state: state(node), asked }
  })
}

/** `none` where no rule sets one; `not_recorded`; `met` only if everybody it needs was there, else `not_met`. */
export function quorum(rows: readonly RosterRow[]): 'none' | 'not_recorded' | 'met' | 'not_met' {
  const needed = rows.filter((row) => row['quorum'] && row.applies === 'yes').map((row) => row.state)
  if (needed.length === 0) return 'none'
  if (needed.includes('not_recorded')) return 'not_recorded'
  return needed.every((state) => state === 'there') ? 'met' : 'not_met'
}

function rolesOf(written: string, roles: Readonly<Record<string, string>>): string[] {
  const said = written.trim().toLowerCase()
  const own = Object.keys(roles).sort()
    .filter((role) => said !== '' && [roles[role]?.toLowerCase(), role.replaceAll('_', ' ')].includes(said))
  return [...new Set([...own, ...own.flatMap((role) => ALSO[role] ?? [])])]
}

function rank(node: Who, people: readonly Attending[], enough: number): number {
  if ('role' in node) return Math.max(MISSING, ...people.filter((one) => one.roles.includes(node.role)).map((one) => of(one, enough)))
  return 'all' in node
    ? Math.min(...node.all.map((part) => rank(part, people, enough)))
    : Math.max(...node.any.map((part) => rank(part, people, enough)))
}

function of(person: Attending, enough: number): number {
  if (person.there || (person.report && enough === REPORT)) return THERE
  return person.report ? REPORT : MISSING
}

function names(node: Who): string[] {
  return 'role' in node ? [node.role] : ('all' in node ? node.all : node.any).flatMap(names)
}

function object(value: Json | undefined): Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

function words(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
