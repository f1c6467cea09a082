/** The sitemap, matched: which route an address is, and the ids in it. */
import { routes, type Route } from '../../../sync/registry'

export interface Matched { route: Route; params: Record<string, string> }

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

export function matched(method: string, path: string): Matched | undefined {
  for (const { route, pattern } of patterns) {
    const found = route.method === method ? pattern.exec(path) : null
    if (found) return { route, params: { ...found.groups } }
  }
  return undefined
}

/** An address of ours that somebody's form names, or `/` where it is none. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/'
}
