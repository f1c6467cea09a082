/** A shared computer: nothing is kept here, the server answers everything (any [data-keep-nothing] button or link). */
import { asked } from './link'

export function keepNothing(): void {
  document.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-keep-nothing]') : null
    if (!place) return
    event.preventDefault()
    void asked({ kind: 'keep-nothing' }).then(() => { location.assign('/') })
  })
}
