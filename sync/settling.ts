/** Who may settle two different answers, by the kind of question (PRACTICE.md P-7). Twin of `settling.py`. */
import { dateText, localDay, offset, seconds, weekday } from './london'
import type { Registry, Settling } from './registry'

const OPENS = 8
const CLOSES = 17
const SATURDAY = 5

/** The rule for this path: `capacities` and `roles` that settle it at any time, `nights` out of hours, `words`. */
export function settling(registry: Registry, path: string): Settling {
  const field = registry.field(path)
  const name = path.slice(path.lastIndexOf('.') + 1)
  const kind = Object.entries(field?.settled_names ?? {}).find(([, names]) => names.includes(name))?.[0]
  const rule = registry.settling[kind ?? field?.settled ?? 'usual']
  if (!rule) throw new Error(`no such kind of question: ${path}`)
  return rule
}

/** `at` = when it is settled, ISO 8601. */
export function settles(rule: Settling, capacity: string, role: string, at: string, holidays: readonly string[]): boolean {
  return rule.capacities.includes(capacity) || rule.roles.includes(role) || (rule.nights.includes(role) && outOfHours(at, holidays))
}

function outOfHours(at: string, holidays: readonly string[]): boolean {
  const moment = seconds(at) ?? 0
  const day = localDay(moment)
  const hour = Math.floor(((moment + offset(moment)) % 86_400) / 3600)
  return hour < OPENS || hour >= CLOSES || weekday(day) >= SATURDAY || holidays.includes(dateText(day))
}
