/** Whether a day is in the school holidays that an area's procedure lists (S-3.3). Twin of `school_holidays.py`.
 *
 * It stands beside the question and answers nothing: what a list says of an area, one school may do otherwise.
 */
import { fullDay } from './wording'

export type SchoolHolidays = Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>

const ASK = 'A school may keep other days: ask it.'
const FIRST_MONTH = 9

/** `listed` is of school years: `2026/27` -> days from and to, both ISO 8601 and both in the holiday. */
export function words(listed: SchoolHolidays, day: string): string {
  const found = Object.keys(listed).sort().flatMap((year) => listed[year] ?? []).find((one) => one.from <= day && day <= one.to)
  if (found) return `Schools here are on holiday on ${fullDay(day)} (${fullDay(found.from)} to ${fullDay(found.to)}). ${ASK}`
  const year = schoolYear(day)
  if (listed[year]?.length) return `${fullDay(day)} is in none of the school holidays listed for this area. ${ASK}`
  return `The school holidays of ${year} are not listed for this area: ask the school.`
}

/** `2026/27`: it begins on 1 September. */
function schoolYear(day: string): string {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < FIRST_MONTH ? 1 : 0)
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}
