/** Where this computer keeps nothing, a page says when the connection has gone while somebody types (PRACTICE.md P-20). */
const ASK_EVERY_MS = 15_000
let typed = false

export function watchConnection(): void {
  document.addEventListener('input', () => { typed = true })
  addEventListener('offline', () => { show(true) })
  addEventListener('online', () => { void ask() })
  document.addEventListener('htmx:error', () => { void ask() })
  setInterval(() => { if (typed) void ask() }, ASK_EVERY_MS)
}

/** What the browser says of its own connection is not believed: the server is asked. */
async function ask(): Promise<void> {
  if (!line()) return
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => undefined)
  show(!answer?.ok)
}

function show(gone: boolean): void {
  const place = line()
  if (place) place.hidden = !gone
}

function line(): HTMLElement | null {
  return document.querySelector('[data-connection]')
}
