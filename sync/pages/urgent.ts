/**
 * Someone needs to know tonight: who has read it, by name, and until then whom to ring (Z-31). Twin of `urgent.py`.
 * Delivered is not read: only an entry by another person, naming the note, says that somebody has it in hand.
 */
import type { Entry } from '../messages'
import { registry } from '../registry'
import { describe, instant } from '../wording'
import { byWords } from './answers'
import { identities, identity } from './children'
import { parts, said, wrote, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { home, moment } from './local'
import { Asking, mayWrite } from './questions'

/** Nobody has read it for so long: the sender is told to ring. */
const RING_MINUTES = 10
/** What was read stays in sight for a shift, so that its sender sees by whom. */
const SHIFT_SECONDS = 12 * 3600
const UNREAD = 'Not yet read by a person'

interface Note extends Context {
  id: string
  at: string
  mine: boolean
  open: boolean
  recent: boolean
  late: string
  untold: string
  tag: string
  words: string
  href: string
  tell_href: string
}

export function heading(now: string): string {
  return `Someone needs to know ${home(now) === 'Tonight' ? 'tonight' : 'today'}`
}

/** When the oldest note of this person that nobody has read or was told was written; empty where there is none. */
export function firstUnread(inputs: PageInputs): string {
  const own = (inputs.discussions ?? []).flatMap((doc) =>
    sent(doc).filter((note) => wrote(note, inputs)).map((note) => noteOf(doc, note, inputs)))
  return own.filter((note) => note.untold).map((note) => note.at).sort()[0] ?? ''
}

/** What the lock page says: that somebody needs to know, and no word of what. */
export function locked({ unread, now }: PageInputs): Context {
  const wait = unread ? left({ at: unread }, now) : 0
  return {
    words: unread ? 'Someone needs to know what was written here. When this device locked, nobody had read it. Ring.' : '',
    late: unread && wait <= 0 ? `${RING_MINUTES} minutes have passed. Ring now.` : '',
    redraw: wait > 0 ? String(wait) : '',
  }
}

/** What stands first on Tonight: what nobody has read, and of one's own what was read this shift. */
export function ofAll(inputs: PageInputs): Context {
  const notes = (inputs.discussions ?? []).flatMap((doc) => sent(doc).map((note) => noteOf(doc, note, inputs, '/')))
  return listed(notes.filter((note) => note.open || note.mine && note.recent), inputs)
}

export function ofOne(doc: Doc, inputs: PageInputs): Context {
  return listed(sent(doc).map((note) => noteOf(doc, note, inputs)).filter((note) => note.open || note.recent), inputs)
}

/** Urgent notes that were read before this shift, newest first. */
export function before(doc: Doc, inputs: PageInputs): Context[] {
  const notes = [...(doc.entries['urgent'] ?? [])].reverse().map((note) => noteOf(doc, note, inputs))
  return notes.filter((note) => !note.open && !note.recent)
}

/** The note that the address names. */
export function one(doc: Doc, inputs: PageInputs): Note | undefined {
  const found = sent(doc).find((note) => note.id === inputs.params?.['note'])
  return found && noteOf(doc, found, inputs)
}

/** What stands beneath a note in the list of all that was written; empty where nobody needed to know. */
export function caution(doc: Doc, note: Entry, inputs: PageInputs): string {
  if (parts(note.value)['tonight'] !== 'yes') return ''
  const { tag, words } = noteOf(doc, note, inputs)
  return `${tag}. ${words}`
}

/** Every urgent note, and every other note whose writer said that someone needs to know. */
function sent(doc: Doc): Entry[] {
  return [...doc.entries['urgent'] ?? [], ...(doc.entries['information'] ?? []).filter((item) => parts(item.value)['tonight'] === 'yes')]
}

function listed(notes: Note[], inputs: PageInputs): Context {
  const key = (note: Note): string => `${note.open ? 0 : 1} ${note.at} ${note.id}`
  notes.sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const waits = notes.filter((note) => note.untold).map((note) => left(note, inputs.now)).filter((wait) => wait > 0)
  return {
    heading: heading(inputs.now),
    notes,
    late: notes.some((note) => note.late !== ''),
    ring: notes.some((note) => note.open),
    // In so many seconds the page has to say something else.
    redraw: waits.length ? String(Math.min(...waits)) : '',
  }
}

function noteOf(doc: Doc, note: Entry, inputs: PageInputs, after = ''): Note {
  const { now } = inputs
  const here = `/discussions/${doc.id}`
  const value = parts(note.value)
  const child = said(value['child'])
  const by = reads(doc, note)
  const known = by.find((read) => !read.pending)
  const told = toldOf(doc, note, now)
  // Who was told by telephone is a person too: a screen that stays red is one that nobody reads (Z-44).
  const late = !by.length && !told.length && left(note, now) <= 0
  const mine = wrote(note, inputs)
  return {
    id: note.id,
    at: note.at,
    text: said(value['words']),
    by: byWords(note, now),
    reference: doc.reference,
    href: here,
    children: doc.children.includes(child) ? [identity(doc, child)] : identities(doc),
    mine,
    open: !known,
    recent: known !== undefined && past(known.at, now) < SHIFT_SECONDS,
    tag: known ? 'Read' : by.length ? 'Read by you' : UNREAD,
    colour: known ? 'green' : late ? 'red' : 'yellow',
    words: wordsOf(note, by.length > 0, known, now),
    late: late ? `Nobody has read this for ${RING_MINUTES} minutes or more. Ring now.` : '',
    told,
    untold: told.length || by.length ? '' : 'Nobody has been told yet. Ring, then write who you told.',
    may_read: !by.length && !mine && mayWrite(doc, 'urgent_read'),
    tell_href: !known && mayWrite(doc, 'urgent_told') ? `${here}/urgent/${note.id}` : '',
    form: new Asking(doc, inputs).form(here, after),
  }
}

function wordsOf(note: Entry, byMe: boolean, known: Entry | undefined, now: string): string {
  if (known) return `${known.by.name} (${known.by.role}) has read this and is dealing with it: ${instant(known.at, now)}.`
  if (byMe) return `${note.by.name} does not know yet that you have read this. Ring.`
  if (note.pending) return 'Waiting on this device. Nobody else has it.'
  return `The server has it since ${instant(note.received ?? note.at, now)}. Nobody has said that they have read it.`
}

/** Each call that somebody answered: whom, when, by whom. */
function toldOf(doc: Doc, note: Entry, now: string): string[] {
  const later = (doc.entries['urgent_told'] ?? []).filter((call) => parts(call.value)['urgent'] === note.id)
  return [note, ...later].map((call) => ({ call, value: parts(call.value) }))
    .filter(({ value }) => !['', 'no_answer'].includes(said(value['whom'])))
    .map(({ call, value }) => `${whom(value)}: told by ${call.by.name}, ${instant(said(value['rung_at']) || call.at, now)}.`)
}

function whom(value: Value): string {
  const part = registry.field('urgent_told')?.parts?.find(({ key }) => key === 'whom')
  const words = part ? describe(part, value['whom'])[0]?.text ?? '' : ''
  return said(value['rung']) ? `${words}, ${said(value['rung'])}` : words
}

/** Who has read it; whoever wrote it does not count. */
function reads(doc: Doc, note: Entry): Entry[] {
  return (doc.entries['urgent_read'] ?? []).filter((read) => parts(read.value)['urgent'] === note.id && read.by.id !== note.by.id)
}

function past(at: string, now: string): number {
  return moment(now) - moment(at)
}

/** Seconds until its sender is told to ring. */
function left(note: { at: string }, now: string): number {
  return RING_MINUTES * 60 - past(note.at, now)
}
