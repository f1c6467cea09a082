/** One line of a form that says how it went, read out by screen readers. */
export function said(form: HTMLElement, words: string): void {
  let line = form.querySelector<HTMLElement>('[data-said]')
  if (!line) {
    line = document.createElement('p')
    line.dataset['said'] = ''
    line.className = 'nhsuk-error-message'
    line.setAttribute('role', 'status')
    form.prepend(line)
  }
  line.textContent = words
  line.hidden = words === ''
}
