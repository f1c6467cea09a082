/**
 * Entered about the wrong child: which one is right, how that is known, and whom to tell (PRACTICE.md P-21, Z-38).
 * Twin of `wrong_child.py`.
 */
import { canonical, type Entry } from '../messages'
import { childrenOf, movesOf } from '../moving'
import { readersOf } from '../readers'
import { named, registry } from '../registry'
import { instant } from '../wording'
import { byWords, entry, linesOf } from './answers'
import { identity, name, values } from './children'
import { problem } from './device'
import { parts, said, type Context, type Doc, type PageInputs } from './inputs'
import { minutesBetween } from './local'
import { mayMove, saidSo, WRONG } from './moved'
import { Asking, mayWrite } from './questions'
import { askingPage, card, showing } from './short'

type Found = [string, Entry]
type Holder = NonNullable<Doc['holders']>[number]
const ASKED = 'Which child is it about? What was written stays, struck through, with your name and how you know.'
const KNOWN = 'Everybody here could read it while it stood about the wrong child. Seenby does not know who did, who printed it, '
  + 'or who was told by telephone: ask them, and tell them.'
/** Whose organisations read what is not for everybody; `server/domain/readers.py` decides. */
const AMONG: Record<string, string[]> = { police: ['police'], health: ['police', 'hospital', 'health'] }
const CHAIRS = ['chair', 'minute_taker']
const NOBODY = 'It had not left this device: nobody else has read it about the wrong child.'

export function wrongChild(doc: Doc, inputs: PageInputs): Context {
  const found = foundBy(doc, inputs)
  if (!found) return problem(inputs)
  const [path, item] = found
  const here = `/discussions/${doc.id}/wrong-child/${item.id}`
  const moved = movesOf(doc, item.id).length > 0
  const about = childrenOf(doc, item)
  const others = doc.children.filter((one) => !about.includes(one) || about.length > 1)
  const may = isTheirs(doc, path, item, inputs)
  const holders = holdersOf(doc, item, inputs)
  return showing('wrong_child', WRONG, doc, inputs, {
    children: about.map((child) => identity(doc, child)),
    entries: [{ ...entry(doc, path, item, inputs.now), ...asked(doc, path, item), ...(moved ? { struck: saidSo(doc, item, inputs) } : {}) }],
    tells: moved,
    lead: moved ? [holders.length ? KNOWN : NOBODY] : [ASKED],
    sections: moved ? holders : may ? others.map((child) => choice(doc, child, here)) : [],
    links: moved && may ? others.map((child) => ({ href: `${here}/${child}`, words: `It is about ${name(doc, child)}` })) : [],
  })
}

/** One form: what it says of the right child, that it is not said of the other, and how that is known. */
export function rightChild(doc: Doc, inputs: PageInputs): Context {
  const found = foundBy(doc, inputs)
  const asking = new Asking(doc, inputs)
  const child = inputs.params?.['child'] ?? ''
  if (!found) return problem(inputs)
  const [path, item] = found
  const here = `/discussions/${doc.id}/wrong-child/${item.id}`
  const after = movesOf(doc, item.id).map((one) => one.id).join(' ')
  const words = linesOf(doc, item.lines, path).map((line) => String(line['text'])).join('; ')
  const isAnswer = path.startsWith('children.') && !after
  return askingPage('right_child', WRONG, doc, inputs, `${here}/${child}`, here, 'moved', {
    children: [identity(doc, child)],
    lead: [`Not about ${childrenOf(doc, item).map((one) => name(doc, one)).join(' or ')}. It is about ${name(doc, child)}.`],
    entries: [{ ...entry(doc, path, item, inputs.now), ...asked(doc, path, item) }],
    hidden: asking.hidden({
      'add:moved/entry': item.id,
      'add:moved/to': child,
      ...(after ? { 'add:moved/after': after } : {}),
      ...(isAnswer ? { 'add:moved/said': `${words}. ${byWords(item, inputs.now)}`, ...answersOf(doc, path, child, item) } : {}),
    }),
    questions: asking.adding('moved').filter(({ key }) => key === 'why'),
    button: 'Save: it is about this child',
    may_write: isTheirs(doc, path, item, inputs),
  })
}

/** A note or a visit by its id; an answer about a child as `child-question`. */
function entryFound(doc: Doc, token: string): Found | undefined {
  for (const path of ['information', 'visits']) {
    const item = (doc.entries[path] ?? []).find((one) => one.id === token && said(parts(one.value)['child']) !== '')
    if (item) return [path, item]
  }
  const [child = '', fact = ''] = divided(token)
  const path = `children.${child}.facts.${fact}`
  const leaf = doc.leaves[path]
  const last = movesOf(doc, token).at(-1)
  if (!doc.children.includes(child) || !registry.field(path) || leaf?.sides?.length) return undefined
  if (last) {
    const stood = leaf?.settled ?? leaf?.earlier?.at(-1)
    const lines = [{ label: '', text: said(parts(last.value)['said']) }]
    return [path, { ...last, id: token, value: { child }, lines, received: stood ? stood.received : last.received }]
  }
  return leaf?.value ? [path, { ...leaf, id: token, value: { ...parts(leaf.value), child } }] : undefined
}

/** What was answered about this child and was not about this child. */
export function struckFacts(doc: Doc, child: string, inputs: PageInputs): Context[] {
  return (doc.entries['moved'] ?? []).map((one): [Entry, ReturnType<typeof parts>] => [one, parts(one.value)])
    .filter(([, value]) => said(value['entry']).startsWith(`${child}-`)).map(([one, value]) => ({
      id: one.id,
      lines: [{ label: question(said(value['entry'])), text: said(value['said']) }],
      by: byWords(one, inputs.now),
      pending: Boolean(one.pending),
      superseded: true,
      struck: `${WRONG}. To ${name(doc, said(value['to']))}: ${said(value['why'])}`,
      caution: '',
      href: `/discussions/${doc.id}/wrong-child/${said(value['entry'])}`,
      href_words: 'Who has it',
    }))
}

export function factHref(doc: Doc, path: string): string {
  const [, child = '', , fact = ''] = path.split('.')
  const token = `${child}-${fact}`
  return doc.children.length > 1 && entryFound(doc, token) ? `/discussions/${doc.id}/wrong-child/${token}` : ''
}

function foundBy(doc: Doc, inputs: PageInputs): Found | undefined {
  return entryFound(doc, inputs.params?.['what'] ?? '')
}

function isTheirs(doc: Doc, path: string, item: Entry, inputs: PageInputs): boolean {
  if (!path.startsWith('children.')) return mayMove(doc, item, inputs)
  return mayWrite(doc, path) && mayWrite(doc, 'moved') && movesOf(doc, item.id).length === 0
}

/** The answer is taken away where it was wrong and given where it is right, by whoever said so first. */
function answersOf(doc: Doc, path: string, child: string, item: Entry): Record<string, string> {
  const value = parts(item.value)
  const right = path.replace(`children.${said(value['child'])}.`, `children.${child}.`)
  const [wrong, there] = [doc.leaves[path], doc.leaves[right]]
  return {
    [`seen:${path}`]: (wrong?.seen ?? []).join(' '), [`was:${path}`]: canonical(wrong?.value ?? null),
    [`seen:${right}`]: (there?.seen ?? []).join(' '), [`was:${right}`]: canonical(there?.value ?? null),
    [`set:${right}/answer`]: said(value['answer']), [`set:${right}/who`]: said(value['who']) || item.by.name,
    [`set:${right}/when`]: said(value['when']) || item.at,
  }
}

function choice(doc: Doc, child: string, here: string): Context {
  const who = identity(doc, child)
  const lines = ['born', 'number', 'check'].map((key) => String(who[key])).filter((words) => words !== '')
  return card(`to-${child}`, String(who['name']), { href: `${here}/${child}`, lines })
}

/** Everybody else who had a part between when the server had it and now, and whether they were told. */
function holdersOf(doc: Doc, item: Entry, inputs: PageInputs): Context[] {
  const { received } = item
  if (!received) return []
  const all = (doc.holders ?? []).filter((one) => one.id !== inputs.person?.id
    && (!one.until || minutesBetween(received, one.until) > 0) && couldRead(doc, item, one))
  const asking = new Asking(doc, inputs)
  return [...new Map(all.map((one) => [one.id, one])).values()].map((one) => holder(doc, item, one, asking, inputs.now))
}

/** Of a note that not everybody may see, its writer, who runs the discussion and those it was for (P-9). */
function couldRead(doc: Doc, item: Entry, { id, name, kind, capacity }: Holder): boolean {
  const value = parts(item.value)
  const level = value['kind'] ? readersOf(doc, item) : 'everyone'
  const lead = values(doc, `children.${said(value['child'])}.workers`).some((one) => said(one['lead']).includes(name))
  const among = AMONG[level]?.includes(kind) || (lead && level !== 'chair')
  return level === 'everyone' || CHAIRS.includes(capacity) || among || id === item.by.id
}

function holder(doc: Doc, item: Entry, one: Holder, asking: Asking, now: string): Context {
  const told = (doc.entries['moved_told'] ?? []).find(({ value }) => parts(value)['entry'] === item.id && parts(value)['who'] === one.id)
  const here = `/discussions/${doc.id}/wrong-child/${item.id}`
  const fields = { 'add:moved_told/entry': item.id, 'add:moved_told/who': one.id }
  return card(`holder-${one.id}`, one.name, {
    lines: [`${one.role}, ${one.agency}`, `In this discussion since ${instant(one.from, now)}`, ...(told ? [`Told by ${byWords(told, now)}`] : [])],
    form: asking.form(here, here),
    tell: told || !mayWrite(doc, 'moved_told') ? [] : Object.entries(fields).map(([key, value]) => ({ name: key, value })),
  })
}

/** A bare Yes says nothing: an answer stands with what was asked. */
function asked(doc: Doc, path: string, item: Entry): Context {
  return path.startsWith('children.')
    ? { lines: linesOf(doc, item.lines, path).map((line, place) => (place ? line : { ...line, label: question(item.id) })) } : {}
}

function question(token: string): string {
  const [child = '', fact = ''] = divided(token)
  const path = `children.${child}.facts.${fact}`
  const field = registry.field(path)
  return field ? named(field, path) : ''
}

function divided(token: string): [string, string] {
  const at = token.indexOf('-')
  return at < 0 ? [token, ''] : [token.slice(0, at), token.slice(at + 1)]
}
