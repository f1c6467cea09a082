/** What a browser gives a page's scripts, as far as a page that is kept fresh asks for it; import it before anything of
 *  `src/page`. The worker on its line is `line`; its time is `clock`. */
import type { ToPage, ToWorker } from '../src/messages'

type Told = (said: ToWorker, port: MessagePort | undefined) => void

class Line extends EventTarget {
  told: Told = () => undefined
  readonly controller = { postMessage: (said: ToWorker, ports?: MessagePort[]): void => { this.told(said, ports?.[0]) } }
  startMessages(): void { /* nothing is held back here */ }
  says(said: ToPage): void { this.dispatchEvent(Object.assign(new Event('message'), { data: said, ports: [] })) }
}

/** Ms since the page was opened. */
export const clock = { now: 0 }
export const line = new Line()
const shown = { dataset: { discussion: 'd1' } }
/** What stands in the field for a passphrase. */
export const typed = { value: '' }
/** What the page wrote beside its own words. */
export const lines: { textContent?: string }[] = []
// Still loading, so that htmx never looks for what it is to work on.
const page = Object.assign(new EventTarget(), {
  readyState: 'loading', visibilityState: 'visible', body: { dataset: {} }, head: { append: () => undefined },
  createElement: () => lines[lines.push({ setAttribute: () => undefined, append: () => undefined } as object) - 1], querySelectorAll: () => [],
  querySelector: (selector: string) => ({ 'main#main': shown, '[name=passphrase]': typed }[selector] ?? null),
})
/** What the browser itself tells a page. */
export const around = new EventTarget()

/** htmx makes one as it is loaded, and asks it nothing here. */
class XPathEvaluator { createExpression(): null { return null } }

Object.assign(globalThis, { XPathEvaluator, document: page, window: globalThis, location: new URL('http://localhost/discussions/d1'), addEventListener: around.addEventListener.bind(around) })
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { serviceWorker: line } })
performance.now = () => clock.now
