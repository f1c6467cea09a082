/** What the family is not told yet (P-28): until a time, which passes, or an event, which nobody here can see.
 *  Twin of `not_before.py`. */
import { instant } from '../wording'
import { name, values } from './children'
import { said, type Doc } from './inputs'
import { minutesBetween } from './local'

export const FAMILY = 'ward_plan.told'

/** What all of them may be told, then each child and each adult of whom more was said. */
export function paths(doc: Doc): string[] {
  return [FAMILY, ...Object.keys(doc.leaves).filter((path) => path.endsWith('.told') && path !== FAMILY).sort()]
}

/** Empty for the family. An adult is said as the answer has it: a ward holds nothing else of adults. */
export function whom(doc: Doc, path: string): string {
  const [top, who = ''] = path.split('.')
  if (top === 'adults') return [...new Set(values(doc, path).map((value) => said(value['who'])).filter((one) => one !== ''))].join(' or ')
  return top === 'children' ? name(doc, who) : ''
}

export function red(doc: Doc, path: string, now: string): string[] {
  return values(doc, path).flatMap((value) => {
    const until = said(value['until'])
    const event = said(value['not_before'])
    return [
      ...(minutesBetween(now, until || now) > 0 ? [`Say nothing more before ${instant(until, now)}`] : []),
      ...(event ? [`Say nothing more until: ${event}`] : []),
    ]
  })
}

/** For whoever is about to do something: of each of the family. */
export function everywhere(doc: Doc, now: string): string[] {
  return paths(doc).flatMap((path) => red(doc, path, now).map((words) => `${whom(doc, path) || 'The family'}: s${words.slice(1)}`))
}
