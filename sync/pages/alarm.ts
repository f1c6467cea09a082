/** A parent wants to take, or has taken, the child: what stands first until it is over (P-23). Twin of `alarm.py`. */
import { died } from '../lives'
import type { Entry } from '../messages'
import { instant } from '../wording'
import { saidOf } from './answers'
import { parts, type Doc } from './inputs'
import { moment } from './local'

export const PATH = 'taking'

export function pressed(doc: Doc, child: string): Entry[] {
  return (doc.entries[PATH] ?? []).filter((one) => parts(one.value)['child'] === child)
}

/** Stands until somebody says that it is over, and the server has that. */
export function alarm(doc: Doc, child: string, now: string): string {
  const said = pressed(doc, child)
  const over = said.filter((one) => isOver(one) && !one.pending)
  const found = said.filter((one) => !isOver(one) && !over.some((last) => ends(last, one))).at(-1)
  return !found || died(doc, child) ? '' : `${saidOf(found, PATH, 'what')}: ${found.by.name}, ${instant(found.at, now)}`
}

/** What was pressed later is not over, though it reached the server first; no clock is right that is ahead of it. */
function ends(over: Entry, one: Entry): boolean {
  return moment(over.at) >= Math.min(moment(one.at), moment(one.received ?? one.at))
}

function isOver({ value }: Entry): boolean {
  return parts(value)['what'] === 'over'
}
