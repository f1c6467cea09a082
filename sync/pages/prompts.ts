/** What the chair and the night team are asked before it is too late: a discussion that is not booked, or is booked too
 *  late (PRACTICE.md P-26; DOMAIN.md Q-19), and new information after it was held (P-14). Twin of `prompts.py`. */
import { saidAhead } from '../case'
import type { Row } from '../deadlines'
import { HOUR, localDay, offset } from '../london'
import { due, instant } from '../wording'
import { name } from './children'
import type { Clocks } from './clock'
import { parts, said, type Doc } from './inputs'
import { kept } from './kept'
import { moment } from './local'

const ASKED = ['chair', 'minute_taker', 'edt']
const NOON = 12
export const NO_FURTHER = 'no_further'

/** Sentences, most pressing first; none for who neither arranges it nor has it tonight. */
export function prompts(doc: Doc, clocks: Clocks, now: string): string[] {
  if (clocks.closed || !ASKED.includes(doc.capacity)) return []
  const { result } = clocks
  if (!result) return []
  const rows = result.deadlines.filter(({ state }) => state === 'open' || state === 'late')
  const asked = rows.filter(({ effect, kind }) => effect === 'hold' && (kind === 'max' || kind === 'usual'))
    .map((row) => arranged(doc, row, now)).filter(Boolean)
  const further = renewed(doc, clocks, now).map((row) =>
    `New information about ${name(doc, row.child ?? '')}, ${instant(row.start ?? '', now)}: is a further discussion needed?`)
  return [...new Set([...asked, ...(rows.some(isFirst) ? notHeld(doc, now) : []), ...further])]
}

/** Ids of the calls and meetings that were ever booked, cancelled ones too. */
export function booked(doc: Doc): string[] {
  return Object.keys(doc.leaves).filter((path) => path.startsWith('calls.') && path.endsWith('.details')).map((path) => path.split('.')[1] ?? '').sort()
}

/** Clocks that new information began, which nobody has answered: no call since, none booked, and none needed. */
export function renewed(doc: Doc, { result }: Clocks, now: string): Row[] {
  return (result?.deadlines ?? []).filter((row) => (row.state === 'open' || row.state === 'late') && row.new_information && !since(doc, row, now))
}

/** When each is booked for; of two answers the later, and no time where either has none: it may be cancelled. */
const times = kept((doc): readonly string[] => {
  return booked(doc).flatMap((call) => {
    const leaf = doc.leaves[`calls.${call}.details`]
    const starts = (leaf?.sides?.length ? leaf.sides : [leaf]).map((side) => said(parts(side?.value)['start']))
    return starts.every(Boolean) ? [starts.reduce((a, b) => moment(b) > moment(a) ? b : a)] : []
  })
})

/** Of a first discussion that was not held: when it is booked, against the last day for it. */
function arranged(doc: Doc, row: Row, now: string): string {
  if (!isFirst(row) || !row.due_before) return ''
  const [first] = times(doc).filter((one) => !past(one, now)).sort((a, b) => moment(a) - moment(b))
  const last = moment(row.due_before)
  const usual = row.kind === 'usual'
  if (first && moment(first) >= last) {
    const day = usual ? 'the usual day' : 'the last day the procedure allows'
    return `Booked for ${instant(first, now)}, after ${day} (${due(row, now).replace(/^by /, '')}).${tell(doc, row)}`
  }
  if (first || usual || moment(now) < noon(localDay(last - 1))) return ''
  return `No call or meeting is booked, and the discussion should ${row.state === 'late' ? 'have been' : 'be'} held ${due(row, now)}.${tell(doc, row)}`
}

function isFirst({ effect, sd, face_to_face }: Row): boolean {
  return effect === 'hold' && sd === null && !face_to_face
}

/** What was booked, is over by now, and nobody wrote that it was held: until somebody does, it was not. */
function notHeld(doc: Doc, now: string): string[] {
  return times(doc).filter((one) => past(one, now)).map((one) =>
    `Booked for ${instant(one, now)}, and nobody has written that it was held. Write it down, or book another.`)
}

function past(start: string, now: string): boolean {
  return moment(start) + HOUR <= moment(now)
}

/** Whether they have spoken again since, or will. */
function since(doc: Doc, row: Row, now: string): boolean {
  const spoken = saidOf(doc, ['sd_contact', NO_FURTHER])
  return [...spoken, ...times(doc).filter((one) => !past(one, now))].some((one) => moment(one) >= moment(row.start ?? ''))
}

/** A form is asked for past the last day, a note past the usual one (H-2.1, H-3.1); then the manager knows. */
function tell(doc: Doc, { kind, start }: Row): string {
  const told = saidOf(doc, kind === 'usual' ? ['ntk_submitted', 'management_note'] : ['ntk_submitted'])
  return told.some((one) => moment(one) >= moment(start ?? '')) ? '' : ' Tell the team manager now.'
}

/** When each of these was, as it stands and has come. */
function saidOf(doc: Doc, kinds: string[]): string[] {
  return (doc.entries['events'] ?? []).filter((one) => !one.superseded_by && !saidAhead(one)).map(({ value }) => parts(value))
    .filter(({ type }) => kinds.includes(said(type))).map(({ at }) => said(at))
}

function noon(day: number): number {
  const wall = day * 24 * HOUR + NOON * HOUR
  return wall - offset(wall)
}
