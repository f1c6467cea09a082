/** Record without unlocking: four buttons on the lock page, and what it says then (PRACTICE.md P-18). Twin of `locked.py`. */
import type { Context, PageInputs, Sealing } from './inputs'

export const WHATS: Record<string, string> = { seen: 'Child seen', tried: 'Tried and could not', not_safe: 'Not safe', urgent: 'Urgent note' }
const SENT = 'The server has it. It counts only when you have unlocked Seenby and confirmed it.'
const LATER = 'Say which child later'
export const URGED: Record<string, string> = {
  not_safe: 'Do not go back alone. Ring the manager, and the police.',
  urgent: 'Nobody has been told. Ring now.',
}

/** What was pressed is said only if it is one of the four, or words added to one. */
export function record({ query, sealing = [], sealed = 0, nonce }: PageInputs): Context {
  const asked = new Map(query)
  const what = asked.get('saved') ?? ''
  return {
    people: sealing.map(personOf),
    named: sealing.length > 1,
    buttons: Object.entries(WHATS).map(([value, text]) => ({ value, text })),
    saved: what === 'words' ? 'Your words' : WHATS[what] ?? '',
    urge: URGED[what] ?? '',
    note: asked.get('note') ?? '',
    whose: asked.get('whose') ?? '',
    nonce,
    waits: waits(sealed) || (what === 'words' || what in WHATS ? SENT : ''),
  }
}

/** On every page, until each is confirmed. */
export function recordedWords({ recorded = [], sealed = 0 }: PageInputs): string {
  const waiting = recorded.length
  if (waiting === 1) return '1 thing recorded without unlocking counts only when you have confirmed it.'
  if (waiting) return `${waiting} things recorded without unlocking count only when you have confirmed them.`
  if (sealed === 1) return '1 thing recorded without unlocking waits here, sealed, until there is signal. Then confirm it.'
  return sealed ? `${sealed} things recorded without unlocking wait here, sealed, until there is signal. Then confirm them.` : ''
}

/** With the short references that this person gave beforehand; without one, the child is said later. */
function personOf({ id, initials, shorts }: Sealing, number: number): Context {
  const options = shorts?.length ? ['', ...shorts].map((value, place) => (
    { value, text: value || LATER, id: `which-${number + 1}-${place}`, checked: place === 0 })) : []
  return { id, initials, options }
}

function waits(count: number): string {
  if (count === 1) return '1 thing waits here, sealed. It goes by itself when there is signal.'
  return count ? `${count} things wait here, sealed. They go by themselves when there is signal.` : ''
}
