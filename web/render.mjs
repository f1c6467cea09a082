// Renders as the worker does. A line of JSON in, a line out:
// {template, context} -> {html} · {page, inputs} -> {context} · {case: annotated} -> {case}; what goes wrong -> {error}.
import { build } from 'esbuild'
import nunjucks from 'nunjucks'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SETTINGS, sources } from './compile.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** Precompiled and loaded by name, as in the worker. */
function environment() {
  const precompiled = {}
  const env = new nunjucks.Environment(null, SETTINGS)
  for (const [name, text] of sources()) {
    const code = nunjucks.precompileString(text, { name, env, wrapper: ([one]) => one.template })
    precompiled[name] = new Function(`return (function () {\n${code}\n})()`)()
  }
  return new nunjucks.Environment(new nunjucks.PrecompiledLoader(precompiled), SETTINGS)
}

async function twins() {
  const out = mkdtempSync(join(here, '.render-'))
  const file = join(out, 'twins.mjs')
  const contents = "export { page } from '../sync/pages'; export { caseOf } from '../sync/case'"
  try {
    await build({ stdin: { contents, resolveDir: here, loader: 'ts' }, bundle: true, outfile: file, platform: 'node', format: 'esm', logLevel: 'warning' })
    return await import(pathToFileURL(file).href)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function answered(env, { page, caseOf }, asked) {
  if (asked.template) return { html: env.render(asked.template, asked.context) }
  if (asked.case) return { case: caseOf(asked.case) }
  return { context: page(asked.page, asked.inputs) }
}

const env = environment()
const needsTwins = !process.argv.includes('--templates-only')
const made = needsTwins ? await twins() : {}
for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    answer = answered(env, made, JSON.parse(line))
  } catch (error) {
    answer = { error: String(error?.stack ?? error) }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
