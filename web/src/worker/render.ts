/** A page from the vault: the server's own template, compiled. */
import nunjucks from 'nunjucks'
import templates from 'seenby:templates'

// The package's types say a list; its code reads a table by name.
const loader = new nunjucks.PrecompiledLoader(templates as unknown as [])
const environment = new nunjucks.Environment(loader, { autoescape: true })

export function rendered(template: string, context: object): string {
  return environment.render(template, context)
}
