// The one sentence that stands first: by when the child should be seen, or the discussion held. Never blank, never
// falsely calm (PRACTICE.md P-2, P-3, P-26; DESIGN.md sections 5 and 7). Twin of headline.py.
import { localDay, midnight, seconds, utc } from './london'
import type { Cite, Result, Row } from './procedure'
import { least } from './told'
import { either } from './why'
import { day, due, instant } from './wording'

export type Kind = 'due' | 'conditional' | 'projected' | 'met' | 'unborn' | 'none'
export type Tone = 'red' | 'amber' | 'calm' | 'quiet'

export interface Headline {
  words: string
  kind: Kind
  tone: Tone
  due_before: string | null
  rule: string | null
  cite: Cite | null
  cite_words: string | null
  reason: string | null
  facts: string[]
  /** The other reading of its start, in words. */
  beneath: string
  others: Other[]
}

export interface Other {
  words: string
  rule: string
  cite_words: string
  force: string
  state: string
  working: string
}

interface Shown extends Row {
  readonly projected: boolean
}

interface Sayings {
  row(row: Shown, now: string): string
  met(row: Shown, now: string): string
}

const SEEN: Sayings = { row: seenWords, met: seenMet }
const HELD: Sayings = { row: heldWords, met: heldAt }

/** For one child, from what `deadlines()` gave: words, kind, tone, the row it rests on, the facts that would settle it,
 * and the other rows as words. */
export function headline(result: Result, childId: string, now: string): Headline {
  const rows = shown(result, (row) => row.effect === 'seen_by' && row.child === childId)
  if (rows.some((row) => row.start_from === 'child_died')) return plain('No clock: the child has died', 'none', 'quiet')
  if (rows.some((row) => row.state === 'not_applicable')) return plain('Starts at birth', 'unborn', 'quiet', rows[0])
  return first(rows, now, SEEN) ?? plain('No date agreed: ask the chair', 'none', 'red')
}

/** The same for holding the discussion. */
export function ofCase(result: Result, now: string): Headline {
  if (![...result.deadlines, ...result.conditional].some((row) => row.effect === 'hold')) {
    return plain('This procedure sets no limit for holding the discussion', 'none', 'quiet')
  }
  const missing = plain('No date can be worked out: give the time of the referral', 'none', 'red')
  return first(shown(result, (row) => row.effect === 'hold'), now, HELD) ?? missing
}

/** Rows that say something: a clock with no start is silent, its projection speaks for it. */
function shown(result: Result, wanted: (row: Row) => boolean): Shown[] {
  const rows = [...result.deadlines, ...result.conditional].map((row) => ({ ...row, projected: false }))
  const projected = result.projected.map((row) => ({ ...row, projected: true }))
  return [...rows, ...projected].filter((row) => row.state !== 'no_start' && wanted(row))
}

function first(rows: readonly Shown[], now: string, say: Sayings): Headline | null {
  const unmet = rows.filter((row) => row.due_before !== null && (row.state === 'open' || row.state === 'late'))
  const top = least(unmet, (row) => order(row, now))
  if (!top) return firstMet(rows.filter((row) => row.met_at !== null && !row.if), now, say)
  const others = rows.filter((row) => row !== top && !(row.if && row.met_at !== null))
  const kind = top.projected ? 'projected' : top.if ? 'conditional' : 'due'
  return said(top, plain(say.row(top, now) + was(top, rows, now), kind, toneOf(top, now), top), others, now, say)
}

function firstMet(met: readonly Shown[], now: string, say: Sayings): Headline | null {
  const top = least(met, (row) => -(2 * moment(row.met_at) + (row.state === 'met' ? 1 : 0)))
  if (!top) return null
  const others = met.filter((row) => row !== top && row.state === 'met_late')
  return said(top, plain(say.met(top, now), 'met', 'calm', top), others, now, say)
}

function said(top: Shown, made: Headline, others: readonly Shown[], now: string, say: Sayings): Headline {
  // the other reading of a start is shown beneath, always, while the clock runs.
  const doubled = [top, ...others].filter((row) => row.state === 'open' || row.state === 'late')
  const beneath = doubled.flatMap((row) =>
    row.beneath ? [other(row, `${row.beneath.words}: ${day(row.beneath.due_date, now)}`)] : [],
  )
  return {
    ...made,
    due_before: top.due_before && utc(dueOf(top, now)),
    facts: top.if ?? [],
    beneath: doubled[0] === top && top.beneath ? beneath[0]?.words ?? '' : '',
    others: [...beneath, ...others.map((row) => other(row, say.row(row, now)))],
  }
}

/** The earliest first; but a usual day that is past does not hide the limit that is past too. */
function order(row: Shown, now: string): number {
  const past = row.state === 'late' && row.kind !== 'usual' && !row.if
  return dueOf(row, now) - (past ? 1e12 : 0)
}

/** Of a clock that hangs on an answer nobody gave, today at the earliest: no breach on facts nobody had (P-14). */
function dueOf(row: Shown, now: string): number {
  const at = moment(row.due_before)
  return !row.if || row.met_at !== null ? at : Math.max(at, midnight(localDay(moment(now)) + 1))
}

/** Amber from the start of the last working day (P-26); a usual day that is past is not yet red. */
function toneOf(row: Shown, now: string): Tone {
  if (row.state === 'late') return row.kind === 'usual' || (row.if && !row.projected) ? 'amber' : 'red'
  return localDay(moment(now)) >= localDay(dueOf(row, now) - 1) ? 'amber' : 'calm'
}

function seenWords(row: Shown, now: string): string {
  if (row.if) {
    const words = unless(row, row.if_words ?? [], now, row.projected ? 'Not later than the end of ' : 'By the end of ')
    return row.projected ? `${words}. The discussion has not been held` : words
  }
  if (row.met_at !== null) return seenMet(row, now)
  const tail = row.projected ? ', and the discussion has not been held' : ''
  if (row.state === 'late') return `Child should have been seen ${due(row, now)}${tail}`
  if (row.projected) return `Not later than the end of ${day(row.due_date ?? '', now)}${tail}`
  // It is due on the day on which it was said.
  const fresh = row.new_information ? `: new information, ${instant(row.start ?? '', now).split(', ').pop()}` : ''
  return `Child ${row.force} be seen ${due(row, now)}${fresh}`
}

/** Of a clock that new information began, the date that stood before it (P-14). */
function was(top: Shown, rows: readonly Shown[], now: string): string {
  const before = least(rows.filter((row) => row.due_before !== null && !row.new_information && !row.if), (row) => moment(row.due_before))
  return top.new_information && top.state !== 'late' && before ? ` (was ${due(before, now)})` : ''
}

function seenMet(row: Shown, now: string): string {
  const late = row.state === 'met_late' ? ', later than it should have been' : ''
  return `Seen by a social worker, ${instant(row.met_at ?? '', now)}${late}`
}

function heldWords(row: Shown, now: string): string {
  if (row.if) return unless(row, row.if_words ?? [], now, 'By the end of ')
  if (row.state === 'met') return heldAt(row, now)
  const usually = row.kind === 'usual' ? 'usually ' : ''
  const late = row.state === 'late' || row.state === 'met_late'
  if (late) return `${what(row)} should ${usually}have been held ${due(row, now)}`
  return `${what(row)} ${row.force} ${usually}be held ${due(row, now)}`
}

function heldAt(row: Shown, now: string): string {
  return `${what(row)} held, ${instant(row.met_at ?? '', now)}`
}

function what(row: Shown): string {
  if (row.face_to_face) return 'Meeting face to face'
  return row.sd === null ? 'Discussion' : 'Further discussion'
}

/** Past or today: `Today, unless …` (P-3). */
function unless(row: Shown, facts: readonly string[], now: string, before: string): string {
  const lastDay = localDay(dueOf(row, now) - 1)
  const today = row.state === 'late' || (lastDay === localDay(moment(now)) && !row.projected)
  const when = today ? 'Today' : `${before}${day(row.due_date ?? '', now)}`
  return `${when}, unless someone records that there is no ${either(facts)}`
}

function other(row: Shown, words: string): Other {
  const { rule, cite_words, force, state, why } = row
  return { words, rule, cite_words, force, state, working: why }
}

function plain(words: string, kind: Kind, tone: Tone, row?: Row): Headline {
  return {
    words,
    kind,
    tone,
    due_before: null,
    rule: row?.rule ?? null,
    cite: row?.cite ?? null,
    cite_words: row?.cite_words ?? null,
    reason: row?.why ?? null,
    facts: [],
    beneath: '',
    others: [],
  }
}

function moment(text: string | null): number {
  return seconds(text ?? '') ?? 0
}
