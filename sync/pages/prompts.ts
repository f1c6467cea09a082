/** What the chair and the night team are asked before it is too late: a discussion that is not booked, or is booked too
 *  late (PRACTICE.md P-26; DOMAIN.md Q-19), and new information after it was held (P-14). Twin of `prompts.py`. */
import type { Row } from '../deadlines'
import { HOUR, localDay, offset, seconds } from '../london'
import { due, instant } from '../wording'
import { name, values } from './children'
import type { Clocks } from './clock'
import type { Doc } from './inputs'

const ASKED = ['chair', 'minute_taker', 'edt']
const NOON = 12
const TELL = 'Tell the team manager now.'

/** Sentences, most pressing first; none for who neither arranges it nor has it tonight. */
export function prompts(doc: Doc, { closed, now, result }: Clocks): string[] {
  if (!result || closed || !ASKED.includes(doc.capacity)) return []
  const rows = result.deadlines.filter(({ state }) => state === 'open' || state === 'late')
  const asked = rows.filter(({ effect, kind }) => effect === 'hold' && (kind === 'max' || kind === 'usual'))
    .map((row) => booked(doc, row, now)).filter(Boolean)
  const renewed = rows.filter((row) => row.new_information && !since(doc, row)).map((row) =>
    `New information about ${name(doc, row.child ?? '')}, ${instant(row.start ?? '', now)}: is a further discussion needed?`)
  return [...new Set([...asked, ...renewed])]
}

/** Of a first discussion that was not held: when it is booked, against the last day for it. */
function booked(doc: Doc, row: Row, now: string): string {
  if (row.sd !== null || !row.due_before || row.face_to_face) return ''
  const starts = Object.keys(doc.leaves).filter((path) => path.startsWith('calls.') && path.endsWith('.details')).sort()
    .flatMap((path) => values(doc, path)).map((value) => String(value['start'] ?? '')).filter(Boolean)
  const [first] = starts.sort((a, b) => moment(a) - moment(b))
  const last = moment(row.due_before)
  const usual = row.kind === 'usual'
  if (first && moment(first) >= last) {
    const day = usual ? 'the usual day' : 'the last day the procedure allows'
    return `Booked for ${instant(first, now)}, after ${day} (${due(row, now).replace(/^by /, '')}). ${TELL}`
  }
  if (first || usual || moment(now) < noon(localDay(last - 1))) return ''
  return `No call or meeting is booked, and the discussion should ${row.state === 'late' ? 'have been' : 'be'} held ${due(row, now)}. ${TELL}`
}

/** Whether they have spoken again since. */
function since(doc: Doc, row: Row): boolean {
  return (doc.entries['events'] ?? []).some(({ superseded_by, value }) => {
    const call = value as Record<string, string>
    return !superseded_by && call['type'] === 'sd_contact' && moment(call['at'] ?? '') >= moment(row.start ?? '')
  })
}

function noon(day: number): number {
  const wall = day * 24 * HOUR + NOON * HOUR
  return wall - offset(wall)
}

function moment(iso: string): number {
  return seconds(iso) ?? 0
}
