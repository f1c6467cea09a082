/** What the worker answers, address by address (the table of DESIGN.md section 1). */
import { page, type Context } from '../../../sync/pages'
import { instead } from '../../../sync/pages/ward_handover'
import { routes, type Route } from '../../../sync/registry'
import type { Ending } from '../exchange'
import { deleteVault, hasVaults, setKeepsNothing } from '../vault/device'
import { Locked, type Vault } from '../vault/vault'
import { lockedInputs, pageInputs } from './inputs'
import { htmlAnswer, seeOther } from './http'
import { canDraw, headFirst, placeOf } from './head-first'
import { CACHE } from './precache'
import { lastPressed, recorded, setAside, shortKept } from './recording'
import { rendered } from './render'
import type { Matched } from './routes'
import { ownPath } from './routes'
import { keyring, lock, memory, tell, whose, worker } from './scope'
import { sync } from './sync'
import { formTaken } from './taking'

export type Answer = (event: FetchEvent, found: Matched) => Promise<Response>

/** By route name; a route that is neither here nor answered `both` is the network's. */
export const ANSWERS: Record<string, Answer> = {
  static: fromCache,
  create_session: signedIn,
  delete_session: signedOut,
  lock: locked,
  cover: coverPage,
  paper_form: paperForm,
  unlock: unlockPage,
  record: recorded,
  set_aside: setAside,
  keep_short: shortKept,
  changes: formTaken,
}

export async function shown(event: FetchEvent, found: Matched): Promise<Response> {
  const { request } = event
  try {
    return await fromVault(event, found)
  } catch (error) {
    if (error instanceof Locked) return toUnlock(request)
    // Scripts of ours have their own words for it.
    if (request.mode !== 'navigate') throw error
    console.error(placeOf(error))
    return htmlAnswer(await notDrawn(), request, 500)
  }
}

async function fromVault({ request }: FetchEvent, { route, params }: Matched): Promise<Response> {
  const vault = await whose()
  if (vault === 'server') return fromServer(request)
  if (!vault) return toUnlock(request)
  if (!await vault.contact()) await sync()
  const drawing = () => drawn(vault, route, params, new URL(request.url))
  if (request.mode === 'navigate' && await canDraw(vault, route, params)) return htmlAnswer(headFirst(vault, HEAD, drawing, notDrawn, request.url), request)
  const html = await drawing()
  // Locked while it was being drawn: nothing of it may leave.
  if (!vault.isOpen) return toUnlock(request)
  if (html) return htmlAnswer(html, request)
  // Not in this vault: only the server can say whether there is such a thing and whether this person may see it.
  return fetch(request).catch(() => notHere(request))
}

/** The network's; where it is not there a page of ours says so, and not the browser's own, from which there is no way on. */
export async function fromServer(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    // Scripts of ours have their own words for it.
    if (request.mode !== 'navigate') throw error
    return notHere(request)
  }
}

async function notHere(request: Request): Promise<Response> {
  const words = `The server cannot be reached. ${await whose() === 'server' ? KEEPS_NOTHING : KEEPS}`
  return htmlAnswer(await problem('This is not on this device', words), request, 404)
}

/** Of whoever is unlocked; locked while it was being drawn, of nobody. */
async function problem(heading: string, words: string): Promise<string> {
  const vault = await whose()
  const open = vault === 'server' ? undefined : vault
  const contact = await open?.contact().catch(() => undefined)
  const asked = { name: 'problem', path: '', params: {}, query: [], unsaved: null }
  const own = open && contact && await pageInputs(open, contact, tell(contact), asked).catch(() => undefined)
  const nobodys = await lockedInputs(tell(null), null)
  return rendered('problems/show.jinja', page('problem', { ...(open?.isOpen && own ? own : nobodys), problem: { heading, words } }))
}

/** Half a page, or none, would say nothing to whoever must act tonight. */
function notDrawn(): Promise<string> {
  return problem('This page cannot be shown', 'Load it again. If it still cannot be shown, ring, and write on paper.')
}

const HEAD = rendered('parts/head.jinja', { page: { built: __BUILT__ } })
const KEEPS = 'What is on this device can be read, and what you write here is sent when there is signal.'
const KEEPS_NOTHING = 'This computer keeps nothing: ring, and write it on paper.'

async function drawn(vault: Vault, asked: Route, params: Record<string, string>, url: URL): Promise<string | undefined> {
  const path = url.pathname
  const contact = await vault.contact()
  const unsaved = memory.held?.person === vault.id && memory.held.page === path ? memory.held.fields : null
  const inputs = contact && await pageInputs(vault, contact, tell(contact), { name: asked.name, path, params, query: [...url.searchParams], unsaved })
  const route = inputs && 'discussion' in inputs ? routes.find((one) => one.name === instead(asked.name, inputs.discussion)) ?? asked : asked
  const context = inputs && page(route.name, inputs)
  return context && named(context) !== 'problem' && route.template ? rendered(route.template, context) : undefined
}

/** A page says its own name: `problem` where a child or a difference is not in this discussion. */
function named(context: Context): string {
  const said = context['page']
  return typeof said === 'object' && said !== null && 'name' in said && typeof said.name === 'string' ? said.name : ''
}

function toUnlock(request: Request): Response {
  if (request.headers.has('HX-Request')) return new Response(null, { status: 423 })
  return seeOther(`/unlock?next=${encodeURIComponent(new URL(request.url).pathname)}`, worker.location.origin)
}

/** Whoever is unlocked, or nobody: it is the same page. */
async function coverPage({ request }: FetchEvent, { route }: Matched): Promise<Response> {
  return htmlAnswer(rendered(route.template ?? '', page(route.name, await lockedInputs(tell(null), null))), request)
}

/** Where no vault knows whom to ring the server may; where it cannot be asked the form is blank. */
async function paperForm(event: FetchEvent, found: Matched): Promise<Response> {
  const own = () => coverPage(event, found)
  return await hasVaults() ? own() : fetch(event.request).then((answer) => (answer.ok ? answer : own()), own)
}

async function unlockPage({ request }: FetchEvent, { route }: Matched): Promise<Response> {
  if (!route.template || !await hasVaults()) return fromServer(request)
  const asked = new URL(request.url).searchParams
  const next = ownPath(asked.get('next') ?? '/')
  const inputs = { ...await lockedInputs(tell(null), SAID[asked.get('said') ?? ''] ?? null), params: { next }, query: asked.get('said') === 'recorded' ? lastPressed() : [] }
  return htmlAnswer(rendered(route.template, page(route.name, inputs)), request)
}

async function fromCache({ request }: FetchEvent): Promise<Response> {
  const cache = await caches.open(CACHE)
  return await cache.match(request) ?? fetch(request)
}

/** The server knows the session as that of whoever is unlocked, or knows none. */
const STAYS = new Set<Ending>(['done', 'signed_out'])

async function signedIn({ request }: FetchEvent): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined)
  // An error page for this POST would put the password into the browser's session files.
  if (!answer) return seeOther('/sign-in', worker.location.origin)
  const ending = await sync()
  // Signing in as another locks the first, and so does one of whom the server could not be asked.
  if (ending && !STAYS.has(ending)) await lock()
  return answer
}

/** What was written here goes first; then the server's session, then the copy, unless something is still unsent. */
async function signedOut({ request }: FetchEvent): Promise<Response> {
  await sync()
  const vault = (await keyring.vault())?.id
  const answer = await fetch(request).catch(() => undefined)
  await setKeepsNothing(false)
  await lock()
  if (!answer) return seeOther('/unlock?said=no-signal', worker.location.origin)
  if (vault && !await deleteVault(vault)) return seeOther('/unlock?said=unsent', worker.location.origin)
  return answer
}

const SAID: Record<string, string> = {
  another: 'Not saved: that form is somebody else’s. It waits here for whoever opened it. Unlock as that person now to have it back.',
  'not-recorded': 'Nothing was saved. Write it on paper, and ring.',
  'no-signal': 'Locked. The server could not be reached, so you are still signed in there: sign out again with signal.',
  unsent: 'Signed out. Something you wrote is not sent yet: it stays here, sealed. Unlock and sign in here to send it.',
}

async function locked({ request }: FetchEvent): Promise<Response> {
  if (!await hasVaults()) return fetch(request)
  await lock()
  return seeOther('/unlock', worker.location.origin)
}
