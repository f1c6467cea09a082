// Instants and London dates as whole numbers: seconds, and days, since 1970-01-01. Store UTC, show London.
// Twin of london.py. Intl.DateTimeFormat costs more than the whole engine may take.

export const DAY = 86_400
export const HOUR = 3_600
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199]
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:(Z)|([+-])(\d\d):(\d\d))$/
const WALL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

/** Seconds since 1970 of an ISO instant with its offset, 1900 to 2199; null where the text is not one. Fractions are
 * cut. */
export function seconds(text: string): number | null {
  const found = INSTANT.exec(text)
  if (!found) return null
  const [, written = '', hour = '0', minute = '0', second = '0', , sign, offHour = '0', offMinute = '0'] = found
  const number = dayNumber(written)
  if (number === null || number <= FIRST_DAY || number >= LAST_DAY) return null
  if (hour > '23' || minute > '59' || second > '59' || offHour > '23' || offMinute > '59') return null
  const ahead = (Number(offHour) * HOUR + Number(offMinute) * 60) * (sign === '-' ? -1 : 1)
  return number * DAY + Number(hour) * HOUR + Number(minute) * 60 + Number(second) - ahead
}

/** A date, or a time of day, that does not say its offset from UTC. */
export function lacksOffset(text: string): boolean {
  return WALL.test(text)
}

/** `2026-04-15T09:00:00Z`. */
export function utc(moment: number): string {
  return `${new Date(moment * 1000).toISOString().slice(0, 19)}Z`
}

/** Days since 1970 of `YYYY-MM-DD`; null where there is no such date. */
export function dayNumber(text: string): number | null {
  const found = DATE.exec(text)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  if (year < 1) return null
  const made = new Date(0)
  made.setUTCFullYear(year, month - 1, day)
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.getTime() / 1000 / DAY : null
}

export function dateText(number: number): string {
  return dateOf(number).toISOString().slice(0, 10)
}

export function dateOf(number: number): Date {
  return new Date(number * DAY * 1000)
}

/** 0 is Monday. */
export function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}

/** The date in London at that instant. */
export function localDay(moment: number): number {
  return Math.floor((moment + offset(moment)) / DAY)
}

/** The instant at which that London date begins. */
export function midnight(number: number): number {
  return number * DAY - offset(number * DAY)
}

/** Seconds London is ahead of UTC. */
export function offset(moment: number): number {
  const year = new Date(moment * 1000).getUTCFullYear()
  if (year < FIRST_YEAR || year > LAST_YEAR) return 0
  const [forward, back] = changes(year)
  return forward <= moment && moment < back ? HOUR : 0
}

const known = new Map<number, readonly [number, number]>()

/** When the clocks go forward and back: 01:00 UTC on the last Sunday of March and of October. */
export function changes(year: number): readonly [number, number] {
  const found = known.get(year)
  if (found) return found
  const made = [lastSunday(year, 2) * DAY + HOUR, lastSunday(year, 9) * DAY + HOUR] as const
  known.set(year, made)
  return made
}

function lastSunday(year: number, month: number): number {
  const made = new Date(0)
  made.setUTCFullYear(year, month, 31)
  const last = made.getTime() / 1000 / DAY
  return last - ((weekday(last) + 1) % 7)
}

const FIRST_DAY = dayNumber(`${FIRST_YEAR}-01-01`) ?? 0
const LAST_DAY = dayNumber(`${LAST_YEAR}-12-31`) ?? 0
