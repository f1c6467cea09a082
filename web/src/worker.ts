/**
 * The offline server. Local first: an unlocked device answers every page from its vault and takes every form into its
 * outbox; the network only syncs (DESIGN.md section 1).
 */
import type { ToWorker } from './messages'
import { ANSWERS, fromServer, shown } from './worker/answers'
import { hear } from './worker/hear'
import { CACHE, install, startAfresh } from './worker/precache'
import { matched } from './worker/routes'
import { worker } from './worker/scope'
import { sync } from './worker/sync'

/** Static routing, which no library knows yet. */
type InstallEvent = ExtendableEvent & { addRoutes?: (rule: { condition: { urlPattern: string }; source: { cacheName: string } }) => Promise<void> }

worker.addEventListener('install', (event) => {
  event.waitUntil(install())
  // Where the browser can, it serves static files from the cache without asking this worker.
  const { addRoutes } = event as InstallEvent
  if (addRoutes) event.waitUntil(addRoutes.call(event, { condition: { urlPattern: '/static/*' }, source: { cacheName: CACHE } }))
  // A first worker starts at once; a later one waits until no page of the old one is open.
  if (!worker.registration.active) void worker.skipWaiting()
})
worker.addEventListener('activate', (event) => { event.waitUntil(startAfresh()) })
// The message is typed by its sender: only pages of ours can post to this worker.
worker.addEventListener('message', (event) => { event.waitUntil(hear(event.data as ToWorker, event.ports[0])) })
// Background Sync is a hint where it exists; no library knows its event yet.
worker.addEventListener('sync', (event) => { (event as ExtendableEvent).waitUntil(sync()) })
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const found = url.origin === worker.location.origin ? matched(event.request.method, url.pathname) : undefined
  const answer = found && (ANSWERS[found.route.name] ?? (found.route.where === 'both' ? shown : undefined))
  if (found && answer) event.respondWith(answer(event, found))
  else if (event.request.method === 'GET' && event.request.mode === 'navigate' && url.origin === worker.location.origin) event.respondWith(fromServer(event.request))
})
