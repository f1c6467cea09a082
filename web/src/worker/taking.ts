/** A form arrives: it goes into the outbox of the person whose page it is, or waits for that person (SECURITY.md 1a). */
import type { Fields } from '../messages'
import { Locked } from '../vault/vault'
import { fieldsOf, takeForm, valueOf } from './forms'
import { seeOther } from './http'
import type { Matched } from './routes'
import { ownPath } from './routes'
import { memory, sharedMs, tell, tellPages, whose, worker } from './scope'
import { sendSoon } from './sync'
import { noteUnread } from './unread'

export async function formTaken(event: FetchEvent, { params }: Matched): Promise<Response> {
  const { request } = event
  const fields = await fieldsOf(request.clone())
  const arrived = sharedMs()
  const vault = await whose()
  if (!vault) return heldBack(request, fields)
  if (vault === 'server') return passedOn(request, fields)
  // Past our script a page of whoever was here before can still send its form: it is not this person's.
  if (valueOf(fields, 'person') !== vault.id) return heldBack(request, fields, '&said=another')
  const contact = await vault.contact()
  if (!contact) return passedOn(request, fields)
  const id = params['discussion'] ?? ''
  memory.savedAt.set(valueOf(fields, 'nonce') ?? '', arrived)
  const told = tell(contact)
  const skew = Math.round(Date.parse(told.now) - Date.now())
  try {
    const next = await vault.alone(() => takeForm(vault, id, fields, contact, told, skew))
    if (memory.held?.person === vault.id) memory.held = undefined
    // The page that sent it is answered with the new one.
    event.waitUntil(tellPages({ kind: 'changed', discussions: [id] }, event.clientId || event.resultingClientId))
    event.waitUntil(Promise.all([noteUnread(vault), sendSoon()]))
    return seeOther(next, worker.location.origin)
  } catch (error) {
    if (error instanceof Locked) return heldBack(request, fields)
    return notSaved(request, fields)
  }
}

/** No room on the disk, or no disk: what was typed is shown again from memory, and said to be nowhere else. */
function notSaved(request: Request, fields: Fields): Response {
  if (request.headers.has('HX-Request')) return new Response(null, { status: 507 })
  return seeOther(hold(fields), worker.location.origin)
}

/** Locked, or another's: htmx swaps nothing and keeps the form on the page; a plain form's words wait in memory. */
function heldBack(request: Request, fields: Fields, why = ''): Response {
  if (request.headers.has('HX-Request')) return new Response(null, { status: 423 })
  return seeOther(`/unlock?next=${encodeURIComponent(hold(fields))}${why}`, worker.location.origin)
}

/** A dead server must not make the browser answer a POST with a page of its own. */
async function passedOn(request: Request, fields: Fields): Promise<Response> {
  return fetch(request).catch(() => seeOther(hold(fields), worker.location.origin))
}

/** Kept in memory for whoever's page it is; answers the form's own address. What is nobody's is no page of ours. */
function hold(fields: Fields): string {
  const page = ownPath(valueOf(fields, 'page'))
  const person = valueOf(fields, 'person')
  if (person) memory.held = { person, page, fields, typed_at: sharedMs() }
  return page
}
