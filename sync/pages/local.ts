/** Wall-clock time in London, for form fields and for what the day is called. Twin of `local.py`. */
import { DAY, HOUR, dateText, localDay, offset, seconds, utc, weekday } from '../london'
import type { Json } from '../messages'
import { parts } from './inputs'

const OFFICE_OPENS = 8
const OFFICE_CLOSES = 17

/** ISO 8601 with an offset -> `YYYY-MM-DDTHH:MM` in London, as a form field holds it; no instant gives "". */
export function local(iso: string): string {
  const at = seconds(iso)
  return at === null ? '' : utc(at + offset(at)).slice(0, 16)
}

/** Of a London time that happens twice, which of the two; else "". */
export function fold(iso: string): string {
  const at = seconds(iso)
  if (at === null) return ''
  const [earlier, now, later] = [-3600, 0, 3600].map((step) => offset(at + step) !== 0)
  return now && !later ? 'before' : earlier && !now ? 'after' : ''
}

/** Seconds, to sort and compare by; what is no instant comes first of all. */
export function moment(iso: string): number {
  return seconds(iso) ?? 0
}

/** The day on which an exclusive instant's last second falls, `YYYY-MM-DD` in London. */
export function lastDay(dueBefore: string): string {
  return local(utc(moment(dueBefore) - 1)).slice(0, 10)
}

/** Negative where `later` is before `earlier`. */
export function minutesBetween(earlier: string, later: string): number {
  return (moment(later) - moment(earlier)) / 60
}

/** The first page is called Tonight only after the office closes (PRACTICE.md P-30). */
export function home(now: string): string {
  const hour = Number(local(now).slice(11, 13))
  return OFFICE_OPENS <= hour && hour < OFFICE_CLOSES ? 'Due now' : 'Tonight'
}

/** When the office next opens, ISO 8601 UTC: the night is over then, however many days it lasts. */
export function opens(now: string, calendar: Json | undefined): string {
  const time = moment(now)
  let number = localDay(time)
  while (at(number, OFFICE_OPENS) <= time || !works(number, calendar)) number += 1
  return utc(at(number, OFFICE_OPENS))
}

/** When the office last closed. */
export function closed(now: string, calendar: Json | undefined): string {
  const time = moment(now)
  let number = localDay(time)
  while (at(number, OFFICE_CLOSES) > time || !works(number, calendar)) number -= 1
  return utc(at(number, OFFICE_CLOSES))
}

/** When it opened that day: what is said for a night is said from then on. */
export function opened(now: string, calendar: Json | undefined): string {
  return utc(moment(closed(now, calendar)) - (OFFICE_CLOSES - OFFICE_OPENS) * HOUR)
}

export function officeOpen(now: string, calendar: Json | undefined): boolean {
  const time = moment(now)
  const number = localDay(time)
  return works(number, calendar) && at(number, OFFICE_OPENS) <= time && time < at(number, OFFICE_CLOSES)
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
