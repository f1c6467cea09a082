// Working days: Monday to Friday less England's bank holidays, substitute and one-off days included.
// Twin of working_days.py.
import { CaseError } from './errors'
import { dateOf, dateText, dayNumber, weekday } from './london'

export interface Calendar {
  readonly version: string
  readonly from: string
  readonly until: string
  readonly zone: string
  readonly holidays: readonly string[]
}

interface Known {
  readonly first: number
  readonly last: number
  readonly holidays: ReadonlySet<number>
}

/** Throws CaseError where the calendar holds no bank holidays for that day: a guess would be a wrong date. */
export function workingDay(number: number, calendar: Calendar): boolean {
  const { first, last, holidays } = knownDays(calendar)
  if (number < first || number > last) {
    const year = dateOf(number).getUTCFullYear()
    const range = `it runs from ${dateText(first)} to ${dateText(last)}`
    throw new CaseError(`The calendar has no bank holidays for ${year}: ${range}.`)
  }
  return weekday(number) < 5 && !holidays.has(number)
}

/** The last day of `amount` working days; the day itself is day 0 unless the procedure counts it. */
export function daysAfter(start: number, amount: number, calendar: Calendar, countStartDay: boolean): number {
  let number = start
  let left = amount
  if (countStartDay && workingDay(number, calendar)) left -= 1
  while (left > 0) {
    number += 1
    if (workingDay(number, calendar)) left -= 1
  }
  return number
}

/** The `amount`-th working day before a date. */
export function daysBefore(start: number, amount: number, calendar: Calendar): number {
  let number = start
  for (let left = amount; left > 0; ) {
    number -= 1
    if (workingDay(number, calendar)) left -= 1
  }
  return number
}

export function nextWorkingDay(number: number, calendar: Calendar): number {
  return daysAfter(number, 1, calendar, false)
}

const cache = new WeakMap<Calendar, Known>()

function knownDays(calendar: Calendar): Known {
  const found = cache.get(calendar)
  if (found) return found
  const made = {
    first: dayNumber(calendar.from) ?? 0,
    last: dayNumber(calendar.until) ?? 0,
    holidays: new Set(calendar.holidays.map((text) => dayNumber(text) ?? NaN)),
  }
  cache.set(calendar, made)
  return made
}
