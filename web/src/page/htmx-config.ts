/** htmx reads its settings from a `meta` when it is made; see its version 4 for the names. */
const settings = { history: 'reload', includeIndicatorCSS: false, mode: 'same-origin', morphIgnore: ['data-htmx-powered', 'open'] }

if (!document.querySelector('meta[name="htmx-config"]')) {
  const meta = document.createElement('meta')
  meta.name = 'htmx-config'
  meta.content = JSON.stringify(settings)
  document.head.append(meta)
}

export {}
