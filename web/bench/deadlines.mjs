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
  if (headline(result, given.children[0].id, now).kind !== 'met' || ofCase(result, now).kind !== 'met') throw new Error('wrong')
  return performance.now() - began
})
console.log(JSON.stringify(times))
