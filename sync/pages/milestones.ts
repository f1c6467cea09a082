/** Who has seen the child: four milestones, never one tick (PRACTICE.md P-15). Twin of `milestones.py`. */
import { saidAhead } from '../case'
import { counts } from '../counting'
import type { Entry } from '../messages'
import { childrenOf, countedFor } from '../moving'
import { instant } from '../wording'
import { byWords, saidOf } from './answers'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { cautionOf, decidedOf, hintOf, lateOf, stopsOf } from './visits'

const LEAD = 'lead_social_worker'
const MILESTONES: readonly (readonly [string, readonly string[]])[] = [
  ['By hospital staff', ['hospital_staff']],
  ['By police', ['police']],
  ['By a social worker', ['social_worker', LEAD]],
  ['Alone by the lead social worker, wishes and feelings heard', [LEAD]],
]

export function milestones(doc: Doc, child: string, inputs: PageInputs): Context[] {
  return MILESTONES.map(([label, by]) => milestone(doc, child, inputs, label, by))
}

/** The last visit that makes it; where none does, the last that came near, and why it did not. */
function milestone(doc: Doc, child: string, inputs: PageInputs, label: string, by: readonly string[]): Context {
  const alone = by[0] === LEAD
  const metBy = stopsOf(doc, inputs)
  const near = visits(doc, child).filter((one) => by.includes(said(parts(one.value)['by'])))
  const made = near.filter((one) => counts(doc, one) && countedFor(doc, one) === child && !saidAhead(one) && (!alone || heardAlone(one)))
  const found = (made.length ? made : near).at(-1)
  const hints = alone ? [] : by.map((one) => hintOf(one, metBy)).sort((a, b) => a.length - b.length)
  const row = { label, seen: made.length > 0, when: '', by: '', note: hints[0] ?? '' }
  if (!found) return row
  const value = parts(found.value)
  const when = [instant(said(value['at']), inputs.now), said(value['name'])].filter((part) => part !== '').join(', ')
  return { ...row, when, by: byWords(found, inputs.now), note: alone ? aloneNote(doc, found) : cautionOf(doc, found, metBy) }
}

function visits(doc: Doc, child: string): Entry[] {
  return (doc.entries['visits'] ?? []).filter((one) => {
    const value = parts(one.value)
    return childrenOf(doc, one).includes(child) && value['what'] === 'seen' && !one.superseded_by
  })
}

function heardAlone({ value }: Entry): boolean {
  return parts(value)['alone'] === 'yes' && parts(value)['heard'] === 'yes'
}

function aloneNote(doc: Doc, item: Entry): string {
  if (heardAlone(item)) return decidedOf(doc, item) || lateOf(item)
  const why = saidOf(item, 'visits', 'why_not_alone')
  return why ? `Seen, but not alone and heard: ${why}` : 'Seen, but not alone and heard.'
}
