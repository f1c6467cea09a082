// Reads [procedure, calendar, case, now, runs] and prints how many milliseconds each run took: all deadlines of one
// discussion and the headlines of its children.
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'

const built = await build({
  stdin: {
    contents: "export * from '../../sync/deadlines'; export * from '../../sync/headline'",
    resolveDir: import.meta.dirname,
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  target: 'chrome120',
})
const { deadlines, headline, ofCase } = await import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`)

const [procedure, calendar, given, now, runs] = JSON.parse(readFileSync(0, 'utf8'))
const times = Array.from({ length: runs }, () => {
  const began = performance.now()
  const result = deadlines(procedure, given, calendar, now)
  const said = [headline(result, given.children[0].id, now).words, ofCase(result, now).words]
  const took = performance.now() - began
  if (said.some((words) => !words) || result.deadlines.length === 0) throw new Error(`nothing is due under ${procedure.id}`)
  return took
})
console.log(JSON.stringify(times))
