// From a start to a limit: hours, the same day, working days, or no number. Twin of limits.py.
import { DAY, HOUR, localDay, midnight, offset } from './london'
import type { Rule, Settings } from './procedure'
import { daysAfter, nextWorkingDay, workingDay } from './working_days'
import type { Calendar } from './working_days'

/** `before` is an exclusive instant, `day` the date shown. */
export interface Limit {
  readonly before: number
  readonly day: number
}

/** Null where the procedure gives no number: none is made up. */
export function limit(rule: Rule, start: number, settings: Settings, calendar: Calendar): Limit | null {
  const amount = rule.amount ?? 0
  if (rule.unit === 'hours') {
    const before = start + amount * HOUR
    return { before, day: localDay(before) }
  }
  if (rule.unit === 'same_day') return endOf(localDay(start))
  if (rule.unit !== 'working_days') return null
  return endOf(daysAfter(day0(start, settings, calendar), amount, calendar, settings.count_start_day))
}

export function endOf(day: number): Limit {
  return { before: midnight(day + 1), day }
}

/** The date of actual receipt, unless the procedure deems what comes late to have come the next working day. */
function day0(start: number, settings: Settings, calendar: Calendar): number {
  const day = localDay(start)
  if (settings.receipt_cutoff === 'none') return day
  const [hours = '', minutes = ''] = settings.receipt_cutoff.split(':')
  const after = start + offset(start) - day * DAY >= Number(hours) * HOUR + Number(minutes) * 60
  return after || !workingDay(day, calendar) ? nextWorkingDay(day, calendar) : day
}
