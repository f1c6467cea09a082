// The TypeScript twins, asked from Python: `node twin.mjs NAME` reads a JSON list of arguments a line and prints a JSON answer a line.
// NAME is a file of web/twins/, whose default export is the function asked.
import { build } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const out = mkdtempSync(join(here, '.test-'))
try {
  const outfile = join(out, 'twin.mjs')
  const entry = join(here, 'twins', `${process.argv[2]}.ts`)
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' })
  const { default: asked } = await import(pathToFileURL(outfile).href)
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await asked(...JSON.parse(line)))}\n`)
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
