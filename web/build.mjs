// Builds web/dist: hashed scripts and styles, and manifest.json (name -> hashed name) for the server and the worker.
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
const templates = join(here, 'templates')

// The worker keeps its plain name: a browser knows it by its address.
const scripts = [
  { source: 'src/worker.ts', name: 'sw.js', hashed: false },
  { source: 'src/page/main.ts', name: 'page.js', hashed: true },
  { source: 'src/vault/kdf.ts', name: 'kdf.js', hashed: true },
]

function templateNames() {
  if (!existsSync(templates)) return []
  return readdirSync(templates, { recursive: true })
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}

/** Templates as functions, so that the worker never needs eval. */
function compiledTemplates() {
  const env = new nunjucks.Environment(null, { autoescape: true })
  const entries = templateNames().map((name) => {
    const code = nunjucks.precompileString(readFileSync(join(templates, name), 'utf8'), {
      name,
      env,
      wrapper: (all) => all.map((one) => one.template).join('\n'),
    })
    return `${JSON.stringify(name)}: (function () {\n${code}\n})()`
  })
  return `export default {\n${entries.join(',\n')}\n}\n`
}

/** `import templates from 'seenby:templates'` gives every compiled template by name. */
const templatesPlugin = {
  name: 'templates',
  setup(builder) {
    builder.onResolve({ filter: /^seenby:templates$/ }, (args) => ({ path: args.path, namespace: 'seenby' }))
    builder.onLoad({ filter: /.*/, namespace: 'seenby' }, () => ({ contents: compiledTemplates(), loader: 'js' }))
  },
}

async function bundle(script) {
  const result = await build({
    entryPoints: [join(here, script.source)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'chrome120',
    plugins: [templatesPlugin],
    nodePaths: [join(here, 'node_modules')],
    legalComments: 'none',
    logLevel: 'warning',
  })
  return result.outputFiles[0].contents
}

function hashedName(name, bytes) {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return name.replace(/(\.\w+)$/, `.${digest}$1`)
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
const manifest = {}

function write(name, bytes, hashed) {
  const file = hashed ? hashedName(name, bytes) : name
  writeFileSync(join(dist, file), bytes)
  manifest[name] = file
}

for (const script of scripts) {
  if (existsSync(join(here, script.source))) write(script.name, await bundle(script), script.hashed)
}
const styles = join(here, 'styles/app.scss')
if (existsSync(styles)) {
  const css = sass.compile(styles, {
    loadPaths: [join(here, 'node_modules/nhsuk-frontend/dist'), join(here, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
  }).css
  write('app.css', css, true)
}
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
