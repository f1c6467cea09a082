/** A form sent while this device is locked waits under an unlock dialog, as it stands, and is sent after. */
import type { Mode } from '../messages'
import { fetchKey, forget, handOver, holdsKey } from './custody'
import { sent } from './drafts'
import { asked } from './link'
import { said } from './said'
import { openVault } from './unlock'

const LOCKED = 423
const NO_ROOM = 507
const NOT_SAVED = 'This could not be saved on this device. Keep this page open, write it down elsewhere, or ring.'
const cleared = new WeakSet<HTMLFormElement>()
/** The button that was pressed may be the answer. */
const pressed = new WeakMap<HTMLFormElement, HTMLElement | null>()

export function guardSubmits(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches('form[data-draft]')) return
    pressed.set(form, event.submitter)
    if (cleared.delete(form) || holdsKey()) {
      handOver()
      return sent(form)
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    // A form that is being submitted takes no second submit: where no worker has to be asked, it would come too soon.
    setTimeout(() => { void sendWhenOpen(form, event.submitter) })
  }, { capture: true })
  document.addEventListener('htmx:after:request', (event) => {
    // htmx's own event: `ctx` is what it says of the request.
    const detail = (event as CustomEvent<{ ctx?: { response?: { status?: number } } }>).detail
    const form = event.target
    const status = detail.ctx?.response?.status
    if (!(form instanceof HTMLFormElement)) return
    if (status === NO_ROOM) said(form, NOT_SAVED)
    if (status !== LOCKED) return
    // Asking again with a key that was refused would go round for ever.
    forget()
    void sendWhenOpen(form, pressed.get(form) ?? null)
  })
}

async function sendWhenOpen(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  if (await fetchKey()) handOver()
  else if (!await opened()) return
  cleared.add(form)
  form.requestSubmit(by)
}

/** True as well where this browser has no vault to open: then the server takes the form. */
async function opened(): Promise<boolean> {
  const mode = await asked<Mode>({ kind: 'mode?' })
  if (!mode || mode.keeps_nothing || !mode.vaults.length) return true
  const person = document.body.dataset['person'] ?? ''
  return new Promise((resolve) => { dialog(person, resolve) })
}

function dialog(person: string, done: (open: boolean) => void): void {
  const box = document.createElement('dialog')
  const form = element('form', { method: 'dialog', autocomplete: 'off' })
  const input = element('input', { type: 'password', name: 'passphrase', id: 'unlock-here', class: 'nhsuk-input', autocomplete: 'off' })
  form.append(
    element('h2', { class: 'nhsuk-heading-m' }, 'This device is locked'),
    element('p', {}, 'What you wrote is still here. Unlock to save it.'),
    element('label', { for: 'unlock-here', class: 'nhsuk-label' }, 'Passphrase of this device'),
    input,
    element('button', { class: 'nhsuk-button', type: 'submit' }, 'Unlock and save'),
  )
  box.append(form)
  box.addEventListener('close', () => { box.remove() })
  box.addEventListener('cancel', () => { done(false) })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // This page holds only the input it just made.
    void openVault(person, (input as HTMLInputElement).value).then(({ error }) => {
      if (error) return said(form, error)
      box.close()
      done(true)
    })
  })
  document.body.append(box)
  box.showModal()
}

function element(tag: string, attributes: Record<string, string>, words = ''): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.textContent = words
  return made
}
