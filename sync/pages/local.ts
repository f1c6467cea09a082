/** Wall-clock time in London, for form fields and for what the day is called. Twin of `local.py`. */
import { DAY, HOUR, dateText, localDay, offset, seconds, utc, weekday } from '../london'
import type { Json } from '../messages'
import { parts } from './inputs'

const OFFICE_OPENS = 8
const OFFICE_CLOSES = 17

/** ISO 8601 with an offset -> `YYYY-MM-DDTHH:MM` in London, as a form field holds it; no instant gives "". */
export function local(iso: string): string {
  const moment = seconds(iso)
  return moment === null ? '' : utc(moment + offset(moment)).slice(0, 16)
}

/** Of a London time that happens twice, which of the two; else "". */
export function fold(iso: string): string {
  const moment = seconds(iso)
  if (moment === null) return ''
  const [earlier, now, later] = [-3600, 0, 3600].map((step) => offset(moment + step) !== 0)
  return now && !later ? 'before' : earlier && !now ? 'after' : ''
}

/** The day on which an exclusive instant's last second falls, `YYYY-MM-DD` in London. */
export function lastDay(dueBefore: string): string {
  return local(utc((seconds(dueBefore) ?? 0) - 1)).slice(0, 10)
}

/** Negative where `later` is before `earlier`. */
export function minutesBetween(earlier: string, later: string): number {
  return ((seconds(later) ?? 0) - (seconds(earlier) ?? 0)) / 60
}

/** The first page is called Tonight only after the office closes (PRACTICE.md P-30). */
export function home(now: string): string {
  const hour = Number(local(now).slice(11, 13))
  return OFFICE_OPENS <= hour && hour < OFFICE_CLOSES ? 'Due now' : 'Tonight'
}

/** When the office next opens, ISO 8601 UTC: the night is over then, however many days it lasts. */
export function opens(now: string, calendar: Json | undefined): string {
  const moment = seconds(now) ?? 0
  let number = localDay(moment)
  while (at(number, OFFICE_OPENS) <= moment || !works(number, calendar)) number += 1
  return utc(at(number, OFFICE_OPENS))
}

/** When the office last closed. */
export function closed(now: string, calendar: Json | undefined): string {
  const moment = seconds(now) ?? 0
  let number = localDay(moment)
  while (at(number, OFFICE_CLOSES) > moment || !works(number, calendar)) number -= 1
  return utc(at(number, OFFICE_CLOSES))
}

export function officeOpen(now: string, calendar: Json | undefined): boolean {
  const moment = seconds(now) ?? 0
  const number = localDay(moment)
  return works(number, calendar) && at(number, OFFICE_OPENS) <= moment && moment < at(number, OFFICE_CLOSES)
}

function at(number: number, hour: number): number {
  const wall = number * DAY + hour * HOUR
  return wall - offset(wall)
}

/** Where the calendar has not come, a weekday counts: nothing is left out of a night for want of it. */
function works(number: number, calendar: Json | undefined): boolean {
  const holidays = parts(calendar)['holidays']
  return weekday(number) < 5 && !(Array.isArray(holidays) && holidays.includes(dateText(number)))
}
