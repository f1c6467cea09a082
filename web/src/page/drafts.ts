/** What is being typed is sealed within a second of the last key (form[data-draft]). */
import type { Fields, OpenForm } from '../messages'
import { asked, tell } from './link'

const AFTER_LAST_KEY_MS = 600
const dirty = new Map<HTMLFormElement, ReturnType<typeof setTimeout>>()

export function keepDrafts(): void {
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, (event) => {
      const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-draft]') : null
      if (form) typed(form)
    })
  }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keepAll() })
  addEventListener('pagehide', keepAll)
  void bringBack()
}

/** Forms somebody has typed into and not sent. */
export function openForms(): OpenForm[] {
  return [...dirty.keys()].filter((form) => form.isConnected).map(openForm)
}

/** The form is on its way: what it holds is no draft any more. */
export function sent(form: HTMLFormElement): void {
  clearTimeout(dirty.get(form))
  dirty.delete(form)
}

function typed(form: HTMLFormElement): void {
  clearTimeout(dirty.get(form))
  dirty.set(form, setTimeout(() => { tell({ kind: 'draft', form: openForm(form) }) }, AFTER_LAST_KEY_MS))
}

/** Now, and not within a second. */
export function keepAll(): void {
  for (const form of openForms()) tell({ kind: 'draft', form })
}

function openForm(form: HTMLFormElement): OpenForm {
  const fields = [...new FormData(form)].flatMap(([name, value]): Fields => (typeof value === 'string' ? [[name, value]] : []))
  const page = fields.find(([name]) => name === 'page')?.[1] ?? location.pathname
  return { person: person(), page, fields, typed_at: performance.timeOrigin + performance.now() }
}

/** Whose page this is. */
function person(): string {
  return document.body.dataset['person'] ?? ''
}

/** Where this computer keeps nothing and the server was dead, the worker still holds what was typed. */
async function bringBack(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-draft]')
  const fields = form && await asked<Fields | null>({ kind: 'held?', person: person(), page: location.pathname })
  if (!form || !fields) return
  for (const control of form.elements) if (isBox(control)) control.checked = false
  for (const [name, value] of fields) fill(form, name, value)
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  for (const control of form.elements) {
    if (!('name' in control) || control.name !== name) continue
    if (isBox(control)) control.checked ||= control.value === value
    else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      control.value = value
    }
  }
}

function isBox(control: Element): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')
}
