/**
 * An entry about the wrong child: struck through where it stood first, and whole where it belongs (P-21, Z-38).
 * Twin of `moved.py`.
 */
import type { Entry } from '../messages'
import { childrenOf, movesOf } from '../moving'
import { byWords, linesOf } from './answers'
import { name } from './children'
import { parts, said, wrote, type Context, type Doc, type PageInputs } from './inputs'
import { mayWrite } from './questions'

export const WRONG = 'Entered about the wrong child'
const APART = 'Two people have said different children. It counts for nobody until one of them says it again.'

/** `made` = the entry as it is printed. */
export function marked(doc: Doc, path: string, item: Entry, printed: Context, inputs: PageInputs): Context[] {
  const standing = movesOf(doc, item.id)
  const told = standing.length > 0 || mayMove(doc, item, inputs)
  const made: Context = { ...printed, move_href: told ? `/discussions/${doc.id}/wrong-child/${item.id}` : '' }
  if (!standing.length) return [made]
  const about = childrenOf(doc, item)
  const first = parts(item.value)['child']
  const named = item.lines.map((line) => (line.text === first ? { ...line, text: about[0] ?? '' } : line))
  const apart = about.length > 1
  const printedLines = Array.isArray(made['lines']) ? made['lines'] : []
  const more = printedLines.slice(linesOf(doc, item.lines, path).length)
  const lines = apart ? [{ label: WRONG, text: about.map((one) => name(doc, one)).join(' or ') }, ...printedLines] : [...linesOf(doc, named, path), ...more]
  const caution = apart ? APART : made['caution'] ?? ''
  return [
    { ...made, lines, caution, pending: [item, ...standing].some((one) => one.pending === true) },
    { ...made, id: `${item.id}-was`, struck: saidSo(doc, item, inputs), caution: '', href: '', href_words: '', move_href: '' },
  ]
}

/** Who moved it, when, to whom and why. */
export function saidSo(doc: Doc, item: Entry, inputs: PageInputs): string {
  const all = movesOf(doc, item.id).map((one) => `To ${name(doc, said(parts(one.value)['to']))}, ${byWords(one, inputs.now)} ${said(parts(one.value)['why'])}`)
  return [`${WRONG}.`, ...all].join(' ')
}

/** Its author, or who runs the discussion; where there is another child it can be about. */
export function mayMove(doc: Doc, item: Entry, inputs: PageInputs): boolean {
  return doc.children.length > 1 && mayWrite(doc, 'moved') && doc.children.includes(said(parts(item.value)['child']))
    && !item.superseded_by && (wrote(item, inputs) || ['chair', 'minute_taker'].includes(doc.capacity))
}
