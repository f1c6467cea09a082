/** A shared computer: nothing is kept here and the server answers everything (form[data-keep-nothing]). */
import { asked } from './link'

export function keepNothing(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-keep-nothing]')) return
    event.preventDefault()
    void asked({ kind: 'keep-nothing' }).then(() => { location.assign(form.action) })
  })
}
