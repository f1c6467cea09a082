/** One line of a form that says how it went, read out by screen readers. */
const PLACES = '[data-unlock-problem], [data-set-up-problem], [data-said]'

export function said(form: HTMLElement, words: string): void {
  const place = form.querySelector<HTMLElement>(PLACES) ?? newPlace(form)
  place.textContent = words
  place.hidden = words === ''
}

function newPlace(form: HTMLElement): HTMLElement {
  const place = document.createElement('p')
  place.dataset['said'] = ''
  place.className = 'nhsuk-error-message'
  place.setAttribute('role', 'alert')
  form.prepend(place)
  return place
}
