/** Static files only: no page and nobody's data is ever in Cache Storage. */
import { hasVaults } from '../vault/device'
import { worker } from './scope'

export const CACHE = `static-${__VERSION__}`
/** Nobody unlocks, with or without a network, before there is a vault: a first visit does not wait for it. */
const OF_VAULTS = '/static/kdf.js'

export async function precache(vaults: boolean): Promise<void> {
  const cache = await caches.open(CACHE)
  const wanted = __STATIC__.filter(({ path }) => vaults || path !== OF_VAULTS)
  await Promise.all(wanted.map(async ({ path, integrity }) => cache.put(path, await pinned(path, integrity))))
}

/** An update brings all: a vault may be made between its coming and its taking over. */
export async function install(): Promise<void> {
  await precache(worker.registration.active !== null || await hasVaults())
}

export async function startAfresh(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
  await worker.clients.claim()
}

/** The very bytes this worker was built with; those the page has just loaded are not fetched twice. */
async function pinned(path: string, integrity: string): Promise<Response> {
  const answer = await fetch(path, { integrity, cache: 'force-cache' }).catch(() => fetch(path, { integrity, cache: 'reload' }))
  if (!answer.ok) throw new Error(`${path} could not be fetched: ${answer.status}`)
  return answer
}
