/** What a recorded visit does to the clock, said beneath it (PRACTICE.md P-15, Z-33). Twin of `visits.py`. */
import { saidAhead } from '../case'
import type { Entry } from '../messages'
import { parts, said } from './inputs'
import { minutesBetween } from './local'

const STOPPING = ['social_worker', 'lead_social_worker']
export const NOT_STOPPING = 'This does not stop the clock'
const STILL_TO_COME = 'The time said here is later than when it was written. Write it again with the right time.'
const WRITTEN_LATE = 'Written more than 2 hours after the time said. A manager should check it.'
const LATE_MINUTES = 120

/** Whether a visit by such a person leaves the clock running. */
export function stopsNothing(by: string): boolean {
  return !STOPPING.includes(by)
}

/** Empty where there is nothing to say; `item` is an entry of `visits`. */
export function cautionOf(item: Entry): string {
  const value = parts(item.value)
  if (saidAhead(item)) return `${NOT_STOPPING}. ${STILL_TO_COME}`
  if (value['what'] !== 'seen' || stopsNothing(said(value['by']))) return `${NOT_STOPPING}.`
  return minutesBetween(said(value['at']), item.at) > LATE_MINUTES ? WRITTEN_LATE : ''
}
