/** What a recorded visit does to the clock, said beneath it (PRACTICE.md P-15, Z-33). Twin of `visits.py`. */
import { saidAhead } from '../case'
import { checkOf, counts } from '../counting'
import type { Entry } from '../messages'
import { timed } from '../procedure'
import type { OneStop, Procedure } from '../procedure'
import { parts, said } from './inputs'
import type { Doc, PageInputs } from './inputs'
import { minutesBetween } from './local'

export type Visited = Extract<OneStop, { seen_by: unknown }>
/** Where the procedure is not at hand, or has no clock for seeing the child. */
const USUAL: readonly Visited[] = [{ seen_by: ['social_worker', 'lead_social_worker'] }]
const NOT_STOPPING = 'This does not stop the clock'
const ALONE_ONLY = 'This stops the clock only if the child was seen alone'
const UNDECIDED = `${NOT_STOPPING} unless a manager decides that it counts.`
export const STILL_TO_COME = 'The time said here is later than when it was written. Write it again with the right time.'
const WRITTEN_LATE = 'Written more than 2 hours after the time said. A manager should check it.'
const LATE_MINUTES = 120

/** Whose visits meet what the discussion's procedure asks for (Q-9b). */
export function stopsOf(doc: Doc, inputs: PageInputs): readonly Visited[] {
  // The server compiled and checked it; the device keeps it as it came.
  const procedure = inputs.procedures?.[doc.procedure] as unknown as Procedure | undefined
  const rules = (procedure?.rules ?? []).filter(timed).filter((rule) => rule.effect === 'seen_by')
  const each = rules.flatMap(({ stop }) => 'any' in stop ? stop.any : [stop]).filter((stop) => 'seen_by' in stop)
  return each.length > 0 ? each : USUAL
}

/** What a visit by such a person does not do; empty where it stops a clock. */
export function hintOf(by: string, metBy: readonly Visited[]): string {
  const mine = metBy.filter((stop) => stop.seen_by.includes(by))
  if (mine.length === 0) return NOT_STOPPING
  return mine.every((stop) => stop.alone) ? ALONE_ONLY : ''
}

/** Empty where there is nothing to say; `item` is an entry of `visits`. */
export function cautionOf(doc: Doc, item: Entry, metBy: readonly Visited[]): string {
  const value = parts(item.value)
  if (saidAhead(item)) return `${NOT_STOPPING}. ${STILL_TO_COME}`
  const hint = value['what'] === 'seen' ? hintOf(said(value['by']), metBy) : NOT_STOPPING
  if (hint !== '' && !(hint === ALONE_ONLY && value['alone'] === 'yes')) return `${hint}.`
  return decidedOf(doc, item) || (counts(doc, item) ? lateOf(item) : UNDECIDED)
}

/** What a manager said of it. */
export function decidedOf(doc: Doc, item: Entry): string {
  const found = checkOf(doc, item)
  if (!found) return ''
  const value = parts(found.value)
  const verdict = value['counts'] === 'yes' ? 'it counts' : 'it does not count and does not stop the clock'
  return `${found.by.name} (${found.by.role}) decided that ${verdict}${value['why'] ? `: ${said(value['why'])}` : '.'}`
}

export function lateOf(item: Entry): string {
  return minutesBetween(said(parts(item.value)['at']), item.at) > LATE_MINUTES ? WRITTEN_LATE : ''
}
