/** Recorded without unlocking: one press on the lock page (PRACTICE.md P-18). */
import type { Annotated } from '../../../sync/messages'
import { name } from '../../../sync/pages/children'
import type { Short } from '../../../sync/pages/inputs'
import type { Fields } from '../messages'
import { keepShort, metaOf } from '../vault/device'
import { keepSealed } from '../vault/sealed'
import { fieldsOf, valueOf } from './forms'
import { seeOther } from './http'
import type { Matched } from './routes'
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
  return keepSealed(vault, valueOf(fields, 'nonce') ?? '', { what, ...more }, Date.now(), valueOf(fields, 'which')).finally(recount)
}

/** Pressed by mistake: the server alone can say so of what only the server can read. */
export async function setAside({ request }: FetchEvent): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined)
  await sync()
  return answer ?? seeOther('/recorded', worker.location.origin)
}

/** A short reference is this device's own: it goes nowhere, and stands on the lock page for everybody to read. */
export async function shortKept(event: FetchEvent, { params }: Matched): Promise<Response> {
  const vault = await whose()
  const fields = await fieldsOf(event.request.clone())
  const { discussion = '', child = '' } = params
  const page = `/discussions/${discussion}/children/${child}/short-reference`
  if (vault === 'server') return fetch(event.request).catch(() => seeOther(page, worker.location.origin))
  if (!vault || valueOf(fields, 'person') !== vault.id) return seeOther('/unlock', worker.location.origin)
  const ref = (valueOf(fields, 'short') ?? '').trim()
  const document = await vault.document(discussion)
  const problem = document ? wrong(ref, document, (await metaOf(vault.id))?.shorts ?? [], child) : 'This is not on this device'
  if (problem) await vault.keepDraft(page, { fields, errors: [{ name: 'short', text: problem }], at: tell(await vault.contact()).now })
  else {
    await keepShort(vault.id, { ref, discussion, child })
    await vault.save(page, [], tell(await vault.contact()).now)
  }
  return seeOther(problem ? page : `/discussions/${discussion}`, worker.location.origin)
}

const LONGEST = 8

/** A sentence where it may not stand on a lock page: too long, somebody's name, or another child's already. */
function wrong(ref: string, document: Annotated, shorts: Short[], child: string): string {
  if (ref.length > LONGEST) return `Use at most ${LONGEST} letters or figures`
  const names = document.children.flatMap((one) => name(document, one).toLowerCase().match(/\p{L}{2,}/gu) ?? [])
  if ((ref.toLowerCase().match(/\p{L}{2,}/gu) ?? []).some((word) => names.some((one) => one.includes(word) || word.includes(one)))) return 'Choose something that is no part of a name'
  const others = shorts.filter((one) => one.discussion !== document.id || one.child !== child)
  return ref && others.some((one) => one.ref === ref) ? 'Another child has this one' : ''
}
