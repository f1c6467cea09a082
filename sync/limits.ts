// From a start to a limit: hours, days, the same day, working days, or no number. Twin of limits.py.
import { DAY, HOUR, localDay, midnight, offset } from './london'
import type { Rule, Settings } from './procedure'
import { least } from './told'
import { daysAfter, daysBefore, nextWorkingDay, workingDay } from './working_days'
import type { Calendar } from './working_days'

/** `before` is an exclusive instant, `day` the date shown. */
export interface Limit {
  readonly before: number
  readonly day: number
}

/** Null where the procedure gives no number: none is made up. */
export function limit(rule: Rule, start: number, settings: Settings, calendar: Calendar): Limit | null {
  if (rule.unit === 'hours') {
    const before = start + (rule.amount ?? 0) * (rule.back ? -HOUR : HOUR)
    return { before, day: localDay(before) }
  }
  if (rule.unit === 'days') return least(readings(rule, start, settings, calendar), (one) => one.before) ?? null
  const day = lastDay(rule.unit, rule, start, settings, calendar)
  return day === null ? null : endOf(day, rule.until)
}

/** Days that nobody called working or calendar days: the earlier is shown, the other beneath. */
export function readings(rule: Rule, start: number, settings: Settings, calendar: Calendar): Limit[] {
  const mean = settings.days_mean ?? 'both'
  const wanted = ['calendar_days', 'working_days'].filter((unit) => mean === 'both' || unit === `${mean}_days`)
  const days = wanted.map((unit) => lastDay(unit, rule, start, settings, calendar))
  return days.filter((day) => day !== null).map((day) => endOf(day, rule.until))
}

/** The instant before which it must not be: the end of the hours, else the beginning of the last of the days. */
export function earliestAllowed(rule: Rule, start: number, settings: Settings, calendar: Calendar): number | null {
  const found = limit(rule, start, settings, calendar)
  if (!found) return rule.unit === 'immediate' ? start : null
  return rule.unit === 'hours' ? found.before : midnight(found.day)
}

/** `until`: a time of day in London; the day's end where there is none. */
export function endOf(day: number, until: string | null = null): Limit {
  if (until === null) return { before: midnight(day + 1), day }
  const clock = day * DAY + seconds(until)
  return { before: clock - offset(clock), day }
}

function lastDay(unit: string, rule: Rule, start: number, settings: Settings, calendar: Calendar): number | null {
  if (unit === 'same_day') return localDay(start)
  if (unit !== 'working_days' && unit !== 'calendar_days') return null
  const amount = rule.amount ?? 0
  if (rule.back) return unit === 'calendar_days' ? localDay(start) - amount : daysBefore(localDay(start), amount, calendar)
  const day = day0(start, settings, calendar)
  if (unit === 'calendar_days') return day + amount - (settings.count_start_day ? 1 : 0)
  return daysAfter(day, amount, calendar, settings.count_start_day)
}

/** The date of actual receipt, unless the procedure deems what comes late to have come the next working day. */
function day0(start: number, settings: Settings, calendar: Calendar): number {
  const day = localDay(start)
  if (settings.receipt_cutoff === 'none') return day
  const after = start + offset(start) - day * DAY >= seconds(settings.receipt_cutoff)
  return after || !workingDay(day, calendar) ? nextWorkingDay(day, calendar) : day
}

function seconds(timeOfDay: string): number {
  const [hours = '', minutes = ''] = timeOfDay.split(':')
  return Number(hours) * HOUR + Number(minutes) * 60
}
