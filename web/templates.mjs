// The templates as both engines read them: ours, and of NHS.UK frontend what ours import.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const ours = join(here, 'templates')
const nhsuk = join(here, 'node_modules/nhsuk-frontend/dist')

/** What Jinja2 on the server is told too: server/pages.py. */
export const options = { autoescape: true, trimBlocks: true, lstripBlocks: true }

/** name -> text, our own first, then every NHS.UK template they reach. Nothing of NHS.UK is patched but its file ending. */
export function sources() {
  const found = new Map(names().map((name) => [name, readFileSync(join(ours, name), 'utf8')]))
  const waiting = [...found.values()].flatMap(reached)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    const text = readFileSync(join(nhsuk, name.replace(/\.jinja$/, '.njk')), 'utf8').replaceAll('.njk"', '.jinja"')
    found.set(name, text)
    waiting.push(...reached(text))
  }
  return found
}

export function names() {
  return readdirSync(ours, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jinja'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}

function reached(text) {
  return [...text.matchAll(/"(nhsuk\/[^"]+\.jinja)"/g)].map((match) => match[1])
}
