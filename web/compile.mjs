// The templates, compiled by nunjucks: the worker never needs eval.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

const here = dirname(fileURLToPath(import.meta.url))
const own = join(here, 'templates')
// A phone fetches all of this: a browser does not show how a line began; no template asks `loop` for anything; nothing
// reads at which line of a template an error happened, which goes up as it is thrown; and that a part is there to be
// imported, and its name right, is what the tests of the templates ask (tests/templates).
const INDENT = /^[ \t]+/gm
const SHORTER = [
  [/frame\.set\("loop\.\w+", .*\);\n/g, ''],
  [/lineno = \d+, colno = \d+, /g, ''],
  [/var (lineno|colno) = \d+;\n/g, ''],
  [/\} catch \(e\) \{\s*cb\(runtime\.handleError\(e, lineno, colno\)\);\s*\}/g, '}'],
  [/\btry \{/g, '{'],
  [/if\((t_\d+)\) \{ cb\(\1\); return; \}\n/g, ''],
  [/if\(Object\.prototype\.hasOwnProperty\.call\((\w+), "(\w+)"\)\) \{\n(var \w+ = \w+\.\w+;)\n\} else \{\n.*\n\}/g, '$3'],
  [/runtime\.callWrap\(runtime\.contextOrFrameLookup\(context, frame, ("\w+")\), \1, context, /g, 'called(context, frame, $1, '],
  [/runtime\.suppressValue\(/g, 'said('],
  [/, env\.opts\.autoescape\)/g, ')'],
  [/runtime\.contextOrFrameLookup\(/g, 'looked('],
  [/runtime\.memberLookup\(/g, 'member('],
]
// What the shorter names are of nunjucks' own. Everything said is escaped (SETTINGS).
const NAMES = `import nunjucks from 'nunjucks'
const { callWrap, contextOrFrameLookup: looked, memberLookup: member, suppressValue } = nunjucks.runtime
const said = (value) => suppressValue(value, true)
const called = (context, frame, name, given) => callWrap(looked(context, frame, name), name, context, given)
`
const sitemap = JSON.parse(readFileSync(join(here, '../sync/sitemap.json'), 'utf8'))

/** The same settings as the server's Jinja2. */
export const SETTINGS = { autoescape: true, trimBlocks: true, lstripBlocks: true }

/** Name -> text of every template. */
export function sources() {
  if (!existsSync(own)) return new Map()
  const names = readdirSync(own, { recursive: true }).filter((name) => name.endsWith('.jinja'))
  return new Map(names.map((name) => name.replaceAll('\\', '/')).sort().map((name) => [name, readFileSync(join(own, name), 'utf8')]))
}

/** A module whose default export has every template that a device shows as a function. */
export function compiled() {
  const env = new nunjucks.Environment(null, SETTINGS)
  const others = new Set(sitemap.routes.filter(({ where }) => where === 'server').map(({ template }) => template))
  const entries = [...sources()].filter(([name]) => !others.has(name)).map(([name, text]) => {
    const code = nunjucks.precompileString(text.replaceAll(INDENT, ''), { name, env, wrapper: ([{ template }]) => template })
    return `${JSON.stringify(name)}: (function () {\n${shorter(code)}\n})()`
  })
  return `${NAMES}export default {\n${entries.join(',\n')}\n}\n`
}

/** `import templates from 'seenby:templates'` gives every compiled template by name. */
export function given(modules) {
  return {
    name: 'templates',
    setup(builder) {
      builder.onResolve({ filter: /^seenby:templates$/ }, (args) => ({ path: args.path, namespace: 'seenby' }))
      builder.onLoad({ filter: /.*/, namespace: 'seenby' }, () => ({ contents: modules, loader: 'js', resolveDir: here }))
    },
  }
}

function shorter(code) {
  return SHORTER.reduce((so, [long, short]) => so.replaceAll(long, short), code)
}
