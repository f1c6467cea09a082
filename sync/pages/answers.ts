/** An answer, an entry or two different answers, as a template prints them in place. Twin of `answers.py`. */
import type { Entry, Leaf, Line, Settlement, Side } from '../messages'
import { registry } from '../registry'
import { instant } from '../wording'
import { name } from './children'
import { wrote, type Context, type Doc, type PageInputs } from './inputs'
import { minutesBetween } from './local'
import { mayWrite } from './questions'
import { cautionOf, stopsOf } from './visits'

export const PENDING = 'Saved on this device. Nobody else has it yet.'
const LATE_MINUTES = 60
export const CLEARED = 'Words for everybody else'
/** The entry they name says it itself, and so does what stands beneath a note that someone needs to know of; who may see
 *  a note now, and the words for everybody else as they are now, stand with it (`notes`). */
const SILENT = ['Replaces', 'Which booking', 'Which urgent note', 'Does someone need to know tonight?', 'Who may see this', CLEARED]

/** One path; `answered` is false where nobody has said anything that stands. */
export function answer(doc: Doc, path: string, label: string, now: string): Context {
  const made: Context = {
    path, label, answered: false, two: false, pending: false, lines: [], by: '', also: '',
    before: [], sides: [], caution: '', settle_href: '', settled_words: '', settled_why: '',
  }
  const leaf = doc.leaves[path]
  if (!leaf) return made
  if (leaf.sides?.length) return { ...made, ...two(doc, path, leaf, leaf.sides, now) }
  return {
    ...made,
    answered: leaf.value !== null,
    pending: Boolean(leaf.pending),
    lines: linesOf(doc, leaf.lines, path),
    by: byWords(leaf, now),
    also: (leaf.also ?? []).map((by) => `${by.name} (${by.role})`).join(', '),
    before: linesOf(doc, leaf.settled?.lines ?? [], path),
    ...settlementWords(leaf.settlement, now),
  }
}

/** Newest first: what a nurse at night looks for is what was said last. */
export function entries(doc: Doc, path: string, now: string): Context[] {
  return [...(doc.entries[path] ?? [])].reverse().map((item) => entry(doc, path, item, now))
}

/** With what it does to the clock; its author corrects it; a manager decides whether it counts. */
export function visit(doc: Doc, item: Entry, inputs: PageInputs): Context {
  const made = entry(doc, 'visits', item, inputs.now)
  const mine = wrote(item, inputs) && mayWrite(doc, 'visits')
  const decides = mayWrite(doc, 'visit_checks') && !item.pending
  const words = mine ? 'Correct this' : decides ? 'Decide whether it counts' : ''
  const again = item.superseded_by || !words ? '' : `/discussions/${doc.id}/visits/${item.id}`
  const caution = item.superseded_by ? '' : cautionOf(doc, item, stopsOf(doc, inputs))
  return { ...made, caution, href: again, href_words: again && words }
}

/** For a page that folds the name of its one child away: it may lie open at a bedside (PRACTICE.md P-19). */
export function unnamed(doc: Doc, item: Entry): Entry {
  return { ...item, lines: item.lines.filter(({ text }) => !doc.children.includes(text)) }
}

export function entry(doc: Doc, path: string, item: Entry, now: string): Context {
  return {
    id: item.id, lines: linesOf(doc, item.lines, path), by: byWords(item, now), pending: Boolean(item.pending), superseded: Boolean(item.superseded_by),
    caution: '', href: '', href_words: '',
  }
}

export function sideOf(doc: Doc, path: string, item: Side, now: string): Context & { id: string; pending: boolean } {
  const lines = linesOf(doc, item.lines, path)
  return {
    id: item.id,
    lines: lines.length > 0 ? lines : [{ label: '', text: 'Answer taken away' }],
    by: byWords(item, now),
    pending: Boolean(item.pending),
  }
}

export function settlementWords(settlement: Settlement | undefined, now: string): Context {
  if (!settlement) return { settled_words: '', settled_why: '' }
  return {
    settled_words: `Settled by ${settlement.by.name} (${settlement.by.role}), ${instant(settlement.at, now)}`,
    settled_why: settlement.why,
  }
}

/** Who, of where, when; and when the server had it, where that was much later. */
export function byWords(said: Pick<Leaf, 'by' | 'at' | 'received' | 'pending'>, now: string): string {
  const who = [said.by.name, said.by.role, said.by.agency].filter((part) => part !== '').join(', ')
  if (said.pending) return `${who}, ${instant(said.at, now)}. ${PENDING}`
  const late = said.received ? minutesBetween(said.at, said.received) > LATE_MINUTES : false
  const received = late && said.received ? ` It reached the server ${instant(said.received, now)}.` : ''
  return `${who}, ${instant(said.at, now)}.${received}`
}

function two(doc: Doc, path: string, leaf: Leaf, sides: Side[], now: string): Context {
  const found = doc.differences.find((one) => one.path === path && one.state === 'open' && one.id !== '')
  return {
    two: true,
    pending: Boolean(leaf.pending),
    sides: sides.map((item) => sideOf(doc, path, item, now)),
    caution: leaf.stands?.words || 'Not agreed yet.',
    settle_href: found ? `/discussions/${doc.id}/differences/${found.id}` : '',
  }
}

/** One part of an entry, in words. */
export function saidOf(item: Entry, path: string, key: string): string {
  const label = registry.field(path)?.parts?.find((part) => part.key === key)?.label
  return item.lines.find((line) => line.label === label)?.text ?? ''
}

/** A child is said by name, for `lines` holds the id; what the heading says already is not said again. */
export function linesOf(doc: Doc | undefined, lines: Line[], path: string): Context[] {
  const quiet = (registry.field(path)?.parts ?? []).filter((part, i) => i === 0 || part.key === 'words').map((part) => part.label)
  return lines.filter(({ label }) => !SILENT.includes(label)).map(({ label, text }) => ({
    label: quiet.includes(label) ? '' : label,
    text: doc?.children.includes(text) ? name(doc, text) : text,
  }))
}
