/** A page is drawn again when a pull changes what it shows; never under somebody's typing. */
import type { SyncStatus } from '../messages'
import { fetchKey, holdsKey } from './custody'
import { openForms } from './drafts'
import { swapper } from './htmx'
import { asked, hear, tell } from './link'
import { parsed } from './policy'

const ASK_EVERY_MS = 10_000
const ASK_AT_MOST_EVERY_MS = 60_000
const PAINT_FIRST_MS = 200
const FRESHEN_EVERY_MS = 60_000

const SENTENCES: Record<SyncStatus, string> = {
  done: '',
  offline: '',
  failed: 'The server could not take what is saved here. It is tried again.',
  signed_out: 'Your session is over. What you write is saved on this device. Sign in to send it.',
  other_person: 'Somebody else is signed in in this browser. What you write is saved on this device. Sign in as yourself to send it.',
}
let every = ASK_EVERY_MS
let status: SyncStatus = 'done'
let lastAsked = 0
let redrawing: ReturnType<typeof setTimeout> | undefined
/** When what is shown was asked for, in ms of the clock shared with the worker. */
let drawnAt = performance.timeOrigin
/** When the first of what is under way was asked for: of two answers it is not known whose is shown last. */
let askedAt = Infinity
let redrawnFor = ''

export function keepFresh(): void {
  hear((said) => {
    if (said.kind === 'changed') changed(said.discussions)
    if (said.kind === 'status') told(said.status)
    if (said.kind === 'sealed-sent') sealedSent()
  })
  document.addEventListener('htmx:before:request', () => { askedAt = Math.min(askedAt, performance.timeOrigin + performance.now()) })
  document.addEventListener('htmx:before:swap', spareTyping)
  document.addEventListener('htmx:after:swap', () => {
    if (askedAt < Infinity) drawnAt = askedAt
    askedAt = Infinity
    showStatus()
    redrawInTime()
    void catchUp()
  })
  void fetchKey().then(catchUp)
  redrawInTime()
  // The page is painted first; the network can wait a moment.
  setTimeout(askForNews, PAINT_FIRST_MS)
  addEventListener('online', signalIsBack)
  document.addEventListener('visibilitychange', askForNews)
  setInterval(() => { if (performance.now() - lastAsked >= every) askForNews() }, ASK_EVERY_MS / 2)
  setInterval(() => { void freshen() }, FRESHEN_EVERY_MS)
}

function askForNews(): void {
  // What waits sealed on a locked device goes all the same.
  const waits = holdsKey() || document.querySelector('[data-sealed]') !== null
  if (document.visibilityState !== 'visible' || !waits && lastAsked > 0) return
  lastAsked = performance.now()
  tell({ kind: 'sync' })
}

/** The browser says so before anything answers: what fails now is tried again soon, however long there was none. */
function signalIsBack(): void {
  every = ASK_EVERY_MS / 2
  askForNews()
}

function told(now: SyncStatus): void {
  status = now
  every = status === 'done' ? ASK_EVERY_MS : Math.min(every * 2, ASK_AT_MOST_EVERY_MS)
  showStatus()
}

function showStatus(): void {
  // Who is signing in is told nothing by it, and a line that comes in moves the button from under her finger.
  if (document.querySelector('form[action="/sign-in"]:not([data-keep-nothing])')) return
  line('data-sync-status', SENTENCES[status], status === 'signed_out' || status === 'other_person' ? ['/sign-in', 'Sign in'] : null)
}

/** A change that arrived after the page was drawn, and before it could listen, was told to nobody. */
async function catchUp(): Promise<void> {
  const missed = await asked<string[]>({ kind: 'missed?', drawn_at: drawnAt }, true)
  if (missed?.length) changed(missed)
}

/** On the lock page, which is not drawn again under somebody's passphrase. */
function sealedSent(): void {
  const place = document.querySelector('[data-sealed]')
  if (place) place.textContent = 'The server has it. It counts only when you have unlocked Seenby and confirmed it.'
  place?.removeAttribute('data-sealed')
}

function changed(discussions: string[]): void {
  const main = document.querySelector<HTMLElement>('main#main')
  const shows = main?.dataset['discussion']
  if (!holdsKey() || !main || (shows && !discussions.includes(shows))) return
  redraw('Something changed here since you began writing.')
}

/** Or, under somebody's typing, only the sentence. */
function redraw(words: string): void {
  if (typing()) return saysItChanged(words)
  redrawnFor = words
  // A form nobody has typed in yet must show what it will say it has seen.
  void swapper.ajax('GET', location.pathname + location.search, { target: '#main', select: '#main', swap: 'outerMorph' })
}

/** Somebody may begin to type between the asking and the answer. A form's own answer is not a page drawn again. */
function spareTyping(event: Event): void {
  if (event.target !== document.body || !typing()) return
  event.preventDefault()
  saysItChanged(redrawnFor)
}

function typing(): boolean {
  return openForms().length > 0 || Boolean(document.querySelector<HTMLInputElement>('[name=passphrase]')?.value)
}

function saysItChanged(words: string): void {
  line('data-changed', words, [location.pathname, 'Show it'])
}

/** A page that will have to say something else says in how many seconds: no reader by then, and it says ring. */
function redrawInTime(): void {
  clearTimeout(redrawing)
  const seconds = document.querySelector<HTMLElement>('[data-redraw]')?.dataset['redraw']
  if (seconds) redrawing = setTimeout(() => { redraw('Nobody has read an urgent note. Ring.') }, Number(seconds) * 1000 + PAINT_FIRST_MS)
}

/** "12 minutes ago" must not stand for an hour; only those words are drawn again, or all, where a clock has another colour by
 *  now, or the office closed and something stands there that did not (PRACTICE.md P-26, Z-44). */
async function freshen(): Promise<void> {
  const places = wordsThatAge(document)
  if (!places.length || !holdsKey() || document.visibilityState !== 'visible') return
  const answer = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined)
  if (!answer?.ok || answer.redirected) return
  const fresh = wordsThatAge(parsed(await answer.text()))
  if (fresh.length !== places.length || places.some((place, i) => colours(place) !== colours(fresh[i]))) {
    return redraw('The hour has changed what stands here.')
  }
  places.forEach((place, i) => { place.textContent = fresh[i]?.textContent ?? '' })
}

function colours(place?: Element): string {
  return `${place?.className} ${place?.parentElement?.className}`
}

/** Not buttons and lists, which stand under the same mark because the server's own page has others. */
function wordsThatAge(page: Document): Element[] {
  return [...page.querySelectorAll('[data-freshness]')].filter((place) => place.childElementCount === 0)
}

function line(name: string, words: string, link: [string, string] | null): void {
  let place = document.querySelector<HTMLElement>(`[${name}]`)
  if (!place) {
    if (!words) return
    place = document.createElement('p')
    place.setAttribute(name, '')
    document.querySelector('[data-page-status]')?.append(place)
  }
  place.hidden = words === ''
  place.textContent = words
  if (!link) return
  const [href, label] = link
  const anchor = document.createElement('a')
  anchor.href = href
  anchor.textContent = label
  place.append(' ', anchor)
}
