/** A parent is in the room: one tap, Escape twice, or the phone laid on its face, and no child is shown (PRACTICE.md P-19). */
import { keepAll } from './drafts'

const TWICE_MS = 1_000
/** Degrees: 180 lies flat on its face. */
const ON_ITS_FACE = 150
const NEUTRAL = 'Tasks'
let escaped = -Infinity
let onFace = false
/** What was typed in when the finger went to the cover. */
let left: EventTarget | null = null

export function coverPages(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-cover]')) return
    event.preventDefault()
    cover()
  })
  document.addEventListener('focusout', ({ target }) => { left = target })
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return
    if (timeStamp - escaped < TWICE_MS) cover()
    escaped = timeStamp
  }, { capture: true })
  // Where a browser would ask first, nothing is asked, and no such event comes.
  window.addEventListener('deviceorientation', ({ beta }) => {
    const now = Math.abs(beta ?? 0) > ON_ITS_FACE
    if (now && !onFace) cover()
    onFace = now
  })
}

/** What is being typed is sealed now, and stands as it was when the page comes back. */
function cover(): void {
  if (document.querySelector('dialog.app-cover') || !document.querySelector('[data-cover]')) return
  keepAll()
  const before = { title: document.title, focus: document.activeElement?.matches('[data-cover]') ? left : document.activeElement, y: scrollY }
  const box = document.createElement('dialog')
  box.className = 'app-cover'
  box.setAttribute('aria-label', NEUTRAL)
  const [heading, words, back] = ['h1', 'p', 'button'].map((tag) => document.createElement(tag))
  if (!heading || !words || !back) return
  heading.textContent = NEUTRAL
  words.textContent = 'Nothing to do now.'
  back.textContent = 'Back'
  back.className = 'nhsuk-button nhsuk-button--secondary app-button'
  box.append(heading, words, back)
  // Escape covers; it must not uncover.
  box.addEventListener('cancel', (event) => { event.preventDefault() })
  // Chromium closes it at a second Escape whatever is said to the first.
  box.addEventListener('close', () => { if (box.isConnected) box.showModal() })
  // A pull that draws the page again beneath writes its title too.
  const named = new MutationObserver(() => { if (document.title !== NEUTRAL) document.title = NEUTRAL })
  back.addEventListener('click', () => {
    named.disconnect()
    box.remove()
    document.body.classList.remove('app-covered')
    document.title = before.title
    scrollTo(0, before.y)
    if (before.focus instanceof HTMLElement) before.focus.focus({ preventScroll: true })
  })
  document.body.append(box)
  document.body.classList.add('app-covered')
  document.title = NEUTRAL
  named.observe(document.head, { childList: true, subtree: true, characterData: true })
  box.showModal()
}
