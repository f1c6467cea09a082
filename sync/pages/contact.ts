/** What an answer about one adult lets, beside the child's own: the stricter stands (P-6, Z-34). Twin of `contact.py`. */
import { died } from '../lives'
import { instant } from '../wording'
import { name, nameAt, values } from './children'
import { said, type Context, type Doc } from './inputs'
import { minutesBetween } from './local'

// Strictest first.
const VISITS = ['none', 'supervised', 'named', 'allowed']
const WORDS: Record<string, string> = {
  none: 'Does not visit',
  supervised: 'Visits only while staff are with them',
  named: 'Visits only if the plan names them',
  allowed: 'May visit',
}
const OF_PLAN: Record<string, string> = { nobody: 'none', supervised: 'supervised', named: 'named', anyone: 'allowed' }
const TAKES = ['no', 'named', 'yes']
const TAKING: Record<string, string> = { no: 'Does not take the child', named: 'Takes the child only if the plan names them' }
const MAY_TAKE = 'May take the child home'
const OF_COLLECTING: Record<string, string> = { nobody: 'no', named: 'named', parents: 'yes' }
const STRICTER = 'The plan lets less than was said of this person, and stands.'

/** For the ward plan: each adult of whom something was said, about each child who lives. */
export function contacts(doc: Doc, now: string): Context[] {
  return doc.adults.flatMap((adult) => doc.children.flatMap((child) => {
    const lines = died(doc, child) ? [] : contactLines(doc, adult, child, now)
    return lines.length ? [{ who: nameAt(doc, `adults.${adult}.names`), about: name(doc, child), lines }] : []
  }))
}

/** Words about risk to staff that were cleared for everybody. */
export function risks(doc: Doc): Context[] {
  return doc.adults.flatMap((adult) => {
    const words = values(doc, `adults.${adult}.risk_to_staff`).map((one) => said(one['cleared_words'])).filter((one) => one !== '')
    return [...new Set(words)].map((one) => ({ who: nameAt(doc, `adults.${adult}.names`), words: one }))
  })
}

/** Of two different answers, and of one that has ended, nothing is let; empty where nobody said anything. */
export function contactLines(doc: Doc, adult: string, child: string, now: string): string[] {
  const all = values(doc, `adults.${adult}.contact.${child}`)
  const [first] = all
  if (!first) return []
  const ended = all.map((one) => said(one['until'])).find((until) => until !== '' && minutesBetween(now, until) <= 0)
  const over = ended !== undefined || all.length > 1
  const own = over ? ['none', 'no'] : [said(first['contact']), said(first['collecting'])]
  const visits = stricter(VISITS, own[0] ?? '', planOf(doc, child, 'visiting', OF_PLAN, VISITS))
  const takes = stricter(TAKES, own[1] ?? '', planOf(doc, child, 'collecting', OF_COLLECTING, TAKES))
  const until = said(first['until'])
  const also = all.length > 1 ? ['Two different answers: a decision is waiting.']
    : ended ? [`What was said ended ${instant(ended, now)}. Ring.`] : until ? [`Until ${instant(until, now)}.`] : []
  const less = visits !== own[0] || takes !== own[1]
  return [`${WORDS[visits] ?? ''}. ${TAKING[takes] ?? MAY_TAKE}.`, ...also, ...(less ? [STRICTER] : [])]
}

function stricter(order: string[], one: string, other: string): string {
  return order.indexOf(one) <= order.indexOf(other) ? one : other
}

/** The child's own answer, else the one for all; what nobody said, or two said, lets nothing. */
function planOf(doc: Doc, child: string, part: string, known: Record<string, string>, order: string[]): string {
  const own = doc.leaves[`children.${child}.${part}`]
  const all = values(doc, own && (own.value !== null || own.sides?.length) ? `children.${child}.${part}` : `ward_plan.${part}`)
  return (all.length === 1 ? known[said(all[0]?.['who'])] : undefined) ?? order[0] ?? ''
}
