// Bundles test/**/*.test.ts to a temporary folder and runs node's own test runner on them.
// `npm test -- vault` runs only the files whose path holds that word.
import { build } from 'esbuild'
import { compiled, given } from './compile.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const words = process.argv.slice(2)

const files = readdirSync(join(here, 'test'), { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .map((name) => join(here, 'test', name))
if (files.length === 0) {
  console.error(`No file under web/test is named ${words.join(' or ') || '*.test.ts'}.`)
  process.exit(1)
}

// Inside web/, so that packages left out of a bundle are still found; each run has its own folder.
const out = mkdtempSync(join(here, '.test-'))
let status = 1
try {
  await build({
    entryPoints: files,
    outdir: out,
    outbase: join(here, 'test'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    packages: 'external',
    plugins: [given(compiled())],
    // It looks for a page as it is loaded, so it is bundled, after what stands in for one (test/page-global.ts).
    alias: { 'htmx.org': join(here, 'node_modules/htmx.org/dist/htmx.esm.js') },
    nodePaths: [join(here, 'node_modules')],
    // Tests read vectors, templates and rule data from the checkout, wherever the bundle lies.
    define: { __REPO__: JSON.stringify(dirname(here)) },
    logLevel: 'warning',
  })
  const bundles = files.map((file) => join(out, relative(join(here, 'test'), file)).replace(/\.ts$/, '.mjs'))
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...bundles], { cwd: here, stdio: 'inherit' })
  status = run.status ?? 1
} finally {
  rmSync(out, { recursive: true, force: true })
}
process.exit(status)
