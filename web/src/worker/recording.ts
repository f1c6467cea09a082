/** Recorded without unlocking: one press on the lock page (PRACTICE.md P-18). */
import type { Fields } from '../messages'
import { keepSealed } from '../vault/sealed'
import { fieldsOf, valueOf } from './forms'
import { seeOther } from './http'
import { tell, whose, worker } from './scope'
import { recount } from './sealing'
import { sendSoon, sync } from './sync'

const WHATS = new Set(['seen', 'tried', 'not_safe', 'urgent'])
/** What was pressed last, in memory alone: an address would tell it to the disk. */
let pressed: Fields = []

export function lastPressed(): Fields {
  return pressed
}

export async function recorded(event: FetchEvent): Promise<Response> {
  const { request } = event
  if (await whose() === 'server') return fetch(request).catch(() => seeOther('/unlock?said=not-recorded', worker.location.origin))
  const fields = await fieldsOf(request.clone())
  const note = await kept(fields).catch(() => undefined)
  if (!note) return seeOther('/unlock?said=not-recorded', worker.location.origin)
  event.waitUntil(sendSoon())
  pressed = [['saved', valueOf(fields, 'what') ?? ''], ['note', valueOf(fields, 'to') ?? note], ['whose', valueOf(fields, 'vault') ?? '']]
  return seeOther('/unlock?said=recorded', worker.location.origin)
}

/** Undefined where nothing could be saved. */
async function kept(fields: Fields): Promise<string | undefined> {
  const [what = '', vault = '', to = '', words = ''] = ['what', 'vault', 'to', 'words'].map((name) => valueOf(fields, name)?.trim())
  if (!WHATS.has(what) && !(what === 'words' && to && words)) return undefined
  const more = what === 'words' ? { to, words } : {}
  return keepSealed(vault, valueOf(fields, 'nonce') ?? '', { what, at: tell(null).now, ...more }).finally(recount)
}

/** Pressed by mistake: the server alone can say so of what only the server can read. */
export async function setAside({ request }: FetchEvent): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined)
  await sync()
  return answer ?? seeOther('/recorded', worker.location.origin)
}
