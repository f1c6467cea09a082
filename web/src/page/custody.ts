/** Pages hold the key for a worker that is stopped every half minute; in memory only. */
import type { Unlocked } from '../vault/keys'
import { openForms } from './drafts'
import { asked, hear, tell } from './link'

const opened = { wall: Date.now(), monotonic: performance.now() }
/** Pages that show nothing of a vault: leaving them would only get in the way of signing in. */
const OF_NOBODY = new Set(['/sign-in', '/set-up', '/unlock'])
const SIGN_OUT_MS = 5_000
let held: Unlocked | null = null
let signingOut = false

export function holdsKey(): boolean {
  return held !== null
}

export function hold(keys: Unlocked): void {
  held = keys
}

/** The worker does not take this key any more. */
export function forget(): void {
  held = null
}

/** Asks the worker for the key when this page has none. */
export async function fetchKey(): Promise<boolean> {
  if (!held) await askForKey()
  return held !== null
}

export function handOver(): void {
  if (held) tell({ kind: 'key', unlocked: held, drift_ms: drift() })
}

export function keepCustody(): void {
  void begin()
  for (const kind of ['click', 'submit', 'visibilitychange']) document.addEventListener(kind, handOver, { capture: true })
  // The way out of a sign-out is the server's answer, which the lock must not overtake.
  document.addEventListener('submit', ({ target }) => {
    signingOut = target instanceof HTMLFormElement && target.matches('form[action="/sign-out"]')
  })
  // A page put aside for the back button must not keep a key that is dropped meanwhile.
  window.addEventListener('pagehide', (event) => { if (event.persisted) held = null })
  window.addEventListener('pageshow', (event) => { if (event.persisted) void returned() })
  hear((said, port) => {
    if (said.kind === 'key?') port?.postMessage(held)
    if (said.kind === 'locking') port?.postMessage(openForms())
    if (said.kind === 'locked') locked()
  })
}

async function begin(): Promise<void> {
  const keys = await askForKey()
  handOver()
  // Locked after this page was drawn and before it could hear of it.
  if (keys === null) locked()
}

/** The worker's word: null where it has none, undefined where it says nothing. */
async function askForKey(): Promise<Unlocked | null | undefined> {
  const keys = await asked<Unlocked | null>({ kind: 'key?' })
  const person = document.body.dataset['person']
  // A page of whoever was here before does not take up the next person's key.
  if (keys && (!person || keys.vault === person)) held = keys
  return keys
}

async function returned(): Promise<void> {
  if (!await fetchKey()) location.reload()
}

function locked(): void {
  // The vault's own pages have a lock; the server's, shown to who has the key, have none.
  const shown = (held !== null || document.querySelector('form[action="/lock"]') !== null) && !OF_NOBODY.has(location.pathname)
  held = null
  if (!shown) return
  const leave = (): void => { location.replace(`/unlock?next=${encodeURIComponent(location.pathname)}`) }
  if (signingOut) setTimeout(leave, SIGN_OUT_MS)
  else leave()
}

function drift(): number {
  return Math.round((Date.now() - opened.wall) - (performance.now() - opened.monotonic))
}
