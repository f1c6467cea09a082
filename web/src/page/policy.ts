/** Trusted Types: the only ways a string becomes markup or a script's address on this page (SECURITY.md 6). */
const SCRIPTS = new Set(['/sw.js', '/static/kdf.js'])
const DROPPED = 'script, iframe, frame, object, embed, base, meta[http-equiv], style, link[rel~="import"]'
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster'])
// Control characters and spaces are skipped by the address parser, so they are here too.
// eslint-disable-next-line no-control-regex
const RUNS_SCRIPT = /^[\u0000-\u0020]*(?:j[\s\u0000-\u001f]*a[\s\u0000-\u001f]*v|v[\s\u0000-\u001f]*b[\s\u0000-\u001f]*s|data[\s\u0000-\u001f]*:)/i

interface Policy { createHTML(text: string): string; createScriptURL(text: string): string }
interface Factory { createPolicy(name: string, rules: Partial<Policy>): Policy }
// In no library of TypeScript yet. Absent in browsers without Trusted Types, which then take plain strings.
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes

const app: Policy = factory?.createPolicy('app', { createHTML: (text) => text, createScriptURL: ourScript })
  ?? { createHTML: (text) => text, createScriptURL: ourScript }
factory?.createPolicy('default', { createHTML: cleaned, createScriptURL: ourScript })

/** The address of one of our own scripts, trusted; anything else throws. */
export function scriptAddress(path: string): string {
  return app.createScriptURL(path)
}

/** An inert document of a page of ours. */
export function parsed(html: string): Document {
  return new DOMParser().parseFromString(app.createHTML(cleaned(html)), 'text/html')
}

/** The same markup without anything that could run. */
export function cleaned(html: string): string {
  const inert = new DOMParser().parseFromString(app.createHTML(html), 'text/html')
  clean(inert)
  return /^\s*(?:<!doctype|<html)/i.test(html)
    ? inert.documentElement.outerHTML
    : inert.head.innerHTML + inert.body.innerHTML
}

function ourScript(path: string): string {
  const url = new URL(path, location.origin)
  if (url.origin === location.origin && SCRIPTS.has(url.pathname)) return path
  throw new TypeError(`${path} is not a script of ours.`)
}

function clean(root: Document | DocumentFragment): void {
  for (const one of root.querySelectorAll(DROPPED)) one.remove()
  for (const one of root.querySelectorAll('*')) {
    for (const { name, value } of [...one.attributes]) if (runs(name, value)) one.removeAttribute(name)
    if (one instanceof HTMLTemplateElement) clean(one.content)
  }
}

function runs(name: string, value: string): boolean {
  return /^(?:on|(?:data-)?hx-on|srcdoc$)/i.test(name)
    || (ADDRESSES.has(name.toLowerCase()) && RUNS_SCRIPT.test(value))
    || (/^(?:data-)?hx-/i.test(name) && /^\s*(?:js|javascript):/i.test(value))
}
