// nunjucks as a phone fetches it: what runs compiled templates, and the filters they name. Its own slim build leaves out
// the compiler; this leaves out as well what reads files, addresses and requests, and what only a caller who waits needs.
import { readFileSync } from 'node:fs'

const ENTRY = `
module.exports = {
  Environment: require('nunjucks/src/environment').Environment,
  PrecompiledLoader: require('nunjucks/src/precompiled-loader').PrecompiledLoader,
  runtime: require('nunjucks/src/runtime'),
}`
const NOTHING = /nunjucks\/src\/(compiler|loaders|express-app|tests)\.js$/
const GLOBALS = /nunjucks\/src\/globals\.js$/
const FILTERS = /nunjucks\/src\/filters\.js$/
// Of Node, and what puts off an answer nobody waits for: a page is rendered at once.
const FOREIGN = /^(asap|events|path)$/
const SILENT = 'module.exports = function () {}; module.exports.prototype.emit = () => {}'
const EXPORT = /^_exports(?:\.(\w+)|\['(\w+)'\]) = .*;(?: \/\/.*)?$/gm

/** `compiled` is the module of templates, whose code says which filters it asks for. */
export function engine(compiled) {
  const used = new Set([...compiled.matchAll(/getFilter\("(\w+)"\)/g)].map(([, name]) => name))
  return {
    name: 'engine',
    setup(builder) {
      builder.onResolve({ filter: /^nunjucks$/ }, ({ path, resolveDir }) => ({ path, namespace: 'engine', pluginData: resolveDir }))
      builder.onLoad({ filter: /.*/, namespace: 'engine' }, ({ pluginData }) => ({ contents: ENTRY, resolveDir: pluginData }))
      builder.onResolve({ filter: FOREIGN }, ({ path }) => ({ path, namespace: 'foreign' }))
      builder.onLoad({ filter: /.*/, namespace: 'foreign' }, () => ({ contents: SILENT }))
      builder.onLoad({ filter: NOTHING }, () => ({ contents: 'module.exports = {}' }))
      builder.onLoad({ filter: GLOBALS }, () => ({ contents: 'module.exports = () => ({})' }))
      builder.onLoad({ filter: FILTERS }, ({ path }) => ({ contents: only(readFileSync(path, 'utf8'), used) }))
    },
  }
}

function only(source, used) {
  return source.replaceAll(EXPORT, (line, name, quoted) => (used.has(name ?? quoted) ? line : ''))
}
