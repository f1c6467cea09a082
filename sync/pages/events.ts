/** What happened when, as it was written. Whoever wrote it corrects it or crosses it out; it is never taken away
 *  (PRACTICE.md Z-33). Twin of `events.py`. */
import { NOT_SO } from '../case'
import type { Entry } from '../messages'
import { entry, linesOf, saidOf } from './answers'
import { parts, said, wrote, type Context, type Doc, type PageInputs } from './inputs'
import { Asking, mayWrite } from './questions'
import { askingPage } from './short'

export const PATH = 'events'
export const STAYS = 'What was written first stays, crossed out, with what you write now.'
const WHY = 'Note: why it was written'
export const ONLY_AUTHOR = 'Whoever wrote this corrects it. Ring them.'
const MISTAKE: Record<string, string> = { sd_contact: 'It was not held', sd_concluded: 'The discussion has not ended' }
/** Saved by the program, or, of a birth and a death, on pages of their own; and what is crossed out is written anew. */
const ELSEWHERE = ['first_saved', 'child_born', 'child_died', NOT_SO]

export function typeOf(one: Entry): string {
  return said(parts(one.value)['type'])
}

/** Newest first; what was crossed out is named again where that was said. */
export function events(doc: Doc, inputs: PageInputs): Context[] {
  return [...(doc.entries[PATH] ?? [])].reverse().map((one) => shown(doc, one, inputs))
}

/** The page where this person corrects it; empty where they do not. */
export function correctedAt(doc: Doc, one: Entry, inputs: PageInputs): string {
  const page = typeOf(one) === 'sd_contact' ? 'held' : 'happened'
  return stands(one) && wrote(one, inputs) && mayWrite(doc, PATH) ? `/discussions/${doc.id}/${page}/${one.id}` : ''
}

/** The way from its correction to where it is crossed out. */
export function crossedOutAt(doc: Doc, one: Entry): Context {
  return { href: `/discussions/${doc.id}/happened/${one.id}/mistake`, words: MISTAKE[typeOf(one)] ?? 'It did not happen' }
}

export function strays(doc: Doc, params: Record<string, string>): boolean {
  return 'event' in params && !named(doc, params)
}

export function named(doc: Doc, { event }: Record<string, string>): Entry | undefined {
  return doc.entries[PATH]?.find((one) => one.id === event && stands(one))
}

/** It did not happen: crossed out with why, and every date is as if it had not been written. */
export function mistake(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const old = named(doc, inputs.params ?? {})
  if (!old) throw new Error('strays has looked whether there is one')
  const home = `/discussions/${doc.id}`
  const ofCall = typeOf(old) === 'sd_contact'
  const asked = asking.adding(PATH, { at: said(parts(old.value)['at']) })
  const time = asked.filter(({ name, value }) => name.startsWith(`add:${PATH}/at`) && value).map(({ name, value }) => [name, value])
  const { href, words } = crossedOutAt(doc, old)
  return askingPage('mistake', String(words), doc, inputs, String(href), ofCall ? `${home}/calls` : home, PATH, {
    back: `${home}/${ofCall ? 'held' : 'happened'}/${old.id}`,
    lead: [STAYS],
    entries: [entry(doc, PATH, old, inputs.now)],
    hidden: asking.hidden({ [`add:${PATH}/type`]: NOT_SO, ...Object.fromEntries(time), [`add:${PATH}/supersedes`]: old.id }),
    questions: asked.filter(({ key }) => key === 'note').map((one) => ({ ...one, label: WHY })),
    button: 'Cross it out',
    may_write: Boolean(correctedAt(doc, old, inputs)),
    refused: ONLY_AUTHOR,
  })
}

function stands(one: Entry): boolean {
  return !ELSEWHERE.includes(typeOf(one)) && !one.superseded_by
}

function shown(doc: Doc, one: Entry, inputs: PageInputs): Context {
  const href = correctedAt(doc, one, inputs)
  const made = { ...entry(doc, PATH, one, inputs.now), href, href_words: href && 'Correct this' }
  const old = typeOf(one) === NOT_SO && doc.entries[PATH]?.find(({ id }) => id === parts(one.value)['supersedes'])
  const lines = linesOf(doc, one.lines, PATH)
  return old ? { ...made, lines: lines.map((line, number) => number ? line : { ...line, text: `${saidOf(old, PATH, 'type')}. ${line.text}` }) } : made
}
