// The templates, and the parts of nhsuk-frontend they use, compiled by nunjucks: the worker never needs eval.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

const here = dirname(fileURLToPath(import.meta.url))
const own = join(here, 'templates')
const library = join(here, 'node_modules/nhsuk-frontend/dist')
// A phone fetches none of it: a browser does not show how a line began, no template asks `loop` for anything, and
// nothing reads at which line of a template an error happened.
const INDENT = /^[ \t]+/gm
const UNUSED = /frame\.set\("loop\.\w+", .*\);\n|lineno = \d+, colno = \d+, /g
const REFERENCE = /["'](nhsuk\/[\w/.-]+\.jinja)["']/g

/** The same settings as the server's Jinja2. */
export const SETTINGS = { autoescape: true, trimBlocks: true, lstripBlocks: true }

/** Name -> text of every template, the library's under the names the server's port has. */
export function sources() {
  const found = new Map(ownNames().map((name) => [name, readFileSync(join(own, name), 'utf8')]))
  const wanted = [...found.values()]
  while (wanted.length) {
    for (const [, name] of wanted.pop().matchAll(REFERENCE)) {
      if (found.has(name)) continue
      const text = readFileSync(join(library, name.replace(/\.jinja$/, '.njk')), 'utf8').replaceAll(/\.njk(["'])/g, '.jinja$1')
      found.set(name, text)
      wanted.push(text)
    }
  }
  return found
}

/** A module whose default export has every template as a function. */
export function compiled() {
  const env = new nunjucks.Environment(null, SETTINGS)
  const entries = [...sources()].map(([name, text]) => {
    const code = nunjucks.precompileString(text.replaceAll(INDENT, ''), { name, env, wrapper: ([{ template }]) => template })
    return `${JSON.stringify(name)}: (function () {\n${code.replaceAll(UNUSED, '')}\n})()`
  })
  return `export default {\n${entries.join(',\n')}\n}\n`
}

function ownNames() {
  if (!existsSync(own)) return []
  return readdirSync(own, { recursive: true })
    .filter((name) => name.endsWith('.jinja'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}
