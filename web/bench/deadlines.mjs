// Reads [procedure, calendar, case, now, runs] and prints the processor time of each run in milliseconds: all deadlines of one
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
  const began = process.cpuUsage()
  const result = deadlines(procedure, given, calendar, now)
  if (headline(result, given.children[0].id, now).kind !== 'met' || ofCase(result, now).kind !== 'met') throw new Error('wrong')
  const spent = process.cpuUsage(began)
  return (spent.user + spent.system) / 1000
})
console.log(JSON.stringify(times))
