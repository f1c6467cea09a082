// Of NHS.UK frontend's styles only what some page of ours can ask for: a phone fetches no rule for a class that nobody writes.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const WRITTEN = ['templates', 'src', '../sync/pages']
const CLASS = /\.(nhsuk-[\w-]+)/g
// What a selector rules out need not be there.
const NOT = /:not\([^()]*\)/g
// A template may end a class with a word of its context: `nhsuk-tag--{{ colour }}`.
const WORD = /(nhsuk-[\w-]+)(\{\{)?/g

/** `css` as sass compresses it, without the rules whose every selector names a class that is written nowhere. */
export function withoutUnused(css) {
  const [whole, begun] = written()
  const asked = (name) => whole.has(name) || begun.some((start) => name.startsWith(start))
  const wanted = (selector) => [...selector.replaceAll(NOT, '').matchAll(CLASS)].every(([, name]) => asked(name))
  return rules(css).map(({ head, body }) => {
    if (/^@(media|supports|container|layer)/.test(head)) {
      const kept = withoutUnused(body)
      return kept && `${head}{${kept}}`
    }
    if (body === undefined || head.startsWith('@')) return body === undefined ? head : `${head}{${body}}`
    const selectors = selectorsOf(head).filter(wanted)
    return selectors.length ? `${selectors.join(',')}{${body}}` : ''
  }).join('')
}

function written() {
  const whole = new Set()
  const begun = []
  for (const folder of WRITTEN) {
    for (const name of readdirSync(join(here, folder), { recursive: true }).filter((one) => /\.(jinja|ts)$/.test(one))) {
      for (const [, word, open] of readFileSync(join(here, folder, name), 'utf8').matchAll(WORD)) {
        if (open) begun.push(word)
        else whole.add(word)
      }
    }
  }
  return [whole, begun]
}

/** Rules one after another: what stands before a brace, and between it and its own end. */
function rules(css) {
  const found = []
  let start = 0
  for (let at = 0; at < css.length; at++) {
    if (css[at] === ';') {
      found.push({ head: css.slice(start, at + 1) })
      start = at + 1
    }
    if (css[at] !== '{') continue
    const end = closing(css, at)
    found.push({ head: css.slice(start, at), body: css.slice(at + 1, end) })
    at = end
    start = end + 1
  }
  return found
}

function closing(css, open) {
  let depth = 0
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return at
  }
  throw new Error('A rule of the styles is never closed.')
}

/** Split at commas that stand in no bracket. */
function selectorsOf(head) {
  const found = ['']
  let depth = 0
  for (const sign of head) {
    if (sign === '(' || sign === '[') depth++
    if (sign === ')' || sign === ']') depth--
    if (sign === ',' && depth === 0) found.push('')
    else found[found.length - 1] += sign
  }
  return found
}
