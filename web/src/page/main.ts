/** Starts every behaviour of a page. Each finds its own elements, and does nothing where there are none. */
import './htmx'
import { watchConnection } from './connection'
import { coverPages } from './cover'
import { keepCustody } from './custody'
import { keepDrafts } from './drafts'
import { keepNothing } from './keep-nothing'
import { register } from './link'
import { watchForLock } from './lock'
import { keepFresh } from './refresh'
import { setUpForms } from './set-up'
import { guardSubmits } from './submit'
import { unlockForms } from './unlock'

function start(): void {
  guardSubmits()
  keepCustody()
  keepDrafts()
  coverPages()
  watchConnection()
  watchForLock()
  unlockForms()
  setUpForms()
  keepNothing()
  keepFresh()
  void register()
  // After the first paint, for which the style sheet leaves out what is not in sight.
  requestAnimationFrame(() => setTimeout(() => { document.documentElement.classList.add('app-drawn') }))
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
else start()
