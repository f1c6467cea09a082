/** What a page of the device is made from: the vault's copies with what is not yet sent laid over them. */
import { overlay } from '../../../sync/overlay'
import { registry } from '../../../sync/registry'
import type { Annotated, By, Change, Person } from '../../../sync/messages'
import type { OutboxItem } from '../../../sync/pages/inputs'
import type { Fields } from '../messages'
import { hex, random } from '../vault/keys'
import { metaOf, metas } from '../vault/device'
import { sealing } from '../vault/sealed'
import type { Contact, Meta, Phone, Taken, Waiting } from '../vault/schema'
import type { Vault } from '../vault/vault'
import type { Told } from './clock'
import { sealedCount } from './sealing'

export interface Common {
  where: 'device'
  phones: Phone[]
  now: string
  clock_doubt: boolean
  nonce: string
  notice: string | null
  version: string
  built: string
  vaults: { id: string; initials: string }[]
}

/** Of the lock page: nobody's name, nobody's words. */
export async function lockedInputs(told: Told, notice: string | null) {
  const known = await metas()
  const phones = new Map(known.flatMap((meta) => meta.phones).map((phone) => [`${phone.who} ${phone.number}`, phone]))
  return {
    ...common(told, notice),
    person: null,
    phones: [...phones.values()],
    vaults: known.map(initialsOf),
    sealing: (await sealing()).map((meta) => ({ ...initialsOf(meta), shorts: (meta.shorts ?? []).map(({ ref }) => ref) })),
    sealed: await sealedCount(),
    unread: known.map((meta) => meta.unread ?? '').filter((since) => since !== '').sort()[0],
    demo: known.some((meta) => meta.demo === true),
  }
}

/** Pages that show every discussion: of 200 they read what lists show, and others only what they name. */
const LISTS = new Set(['tonight', 'every_child', 'recorded'])

/** What is asked for: a page, by its route's name, with what its address holds. */
export interface Asked {
  name: string
  path: string
  params: Record<string, string>
  query: [string, string][]
  unsaved: Fields | null
}

/** Undefined where the page is about a discussion this device does not hold. */
export async function pageInputs(vault: Vault, contact: Contact, told: Told, { name, path, params, query, unsaved }: Asked) {
  const waiting = await vault.waiting()
  const taken = await vault.taken()
  const shown = (one: Annotated): Annotated => {
    const pending = pendingOf(one, waiting, taken)
    // Copying 200 documents to lay nothing over them is most of the time a list takes.
    return pending.length ? overlay(one, pending, byOf(contact.person), registry) : one
  }
  const id = params['discussion']
  const document = id === undefined ? undefined : await vault.document(id)
  if (id !== undefined && !document) return undefined
  const listed = LISTS.has(name) ? () => vault.briefs() : () => named(vault, [...waiting, ...taken])
  const draft = unsaved ? { fields: unsaved, errors: [{ name: 'main', text: NOT_SAVED }] } : await vault.draft(path)
  return {
    ...common(told, vault.damaged ? DAMAGED : null),
    person: contact.person,
    phones: contact.phones,
    calendar: contact.calendar,
    procedures: contact.procedures,
    current: contact.current ?? [],
    colleagues: contact.colleagues ?? [],
    ...(document ? { discussion: shown(document) } : { discussions: (await listed()).map(shown) }),
    recorded: (contact.recorded ?? []).filter(({ note }) => ![...waiting, ...taken].some(({ change }) => change.nonce === note)),
    sealed: await sealedCount(),
    ...(name === 'short' ? { shorts: (await metaOf(vault.id))?.shorts ?? [] } : {}),
    params,
    query,
    draft: draft && { nonce: nonceOf(draft.fields), fields: draft.fields, errors: draft.errors },
    synced_at: contact.synced_at,
    outbox: [...waiting.map(waitingLine), ...taken.map(takenLine)],
  }
}

const NOT_SAVED = 'This could not be saved on this device. Keep this page open, write it down elsewhere, or ring.'
const DAMAGED = 'Something kept on this device cannot be read. What the server has is safe; ring if you wrote something here that is not shown.'

function common(told: Told, notice: string | null): Common {
  return {
    where: 'device', phones: [], now: told.now, clock_doubt: told.doubt, nonce: hex(random(16)), notice, version: __VERSION__, built: __BUILT__, vaults: [],
  }
}

async function named(vault: Vault, changes: { change: Change }[]): Promise<Annotated[]> {
  const ids = [...new Set(changes.map(({ change }) => change.discussion))]
  return (await Promise.all(ids.map((id) => vault.document(id)))).filter((one) => one !== undefined)
}

/** Unsent changes, and those the server has taken that this copy of the discussion does not show yet. */
function pendingOf(document: Annotated, waiting: Waiting[], taken: Taken[]): Change[] {
  const ahead = taken.filter(({ receipt }) => receipt.status !== 'quarantined' && (receipt.seq ?? 0) > document.seq)
  return [...ahead, ...waiting]
    .map((one) => one.change)
    .filter((change) => change.discussion === document.id)
    .sort((a, b) => a.dseq - b.dseq)
}

function initialsOf({ vault, initials }: Meta): { id: string; initials: string } {
  return { id: vault, initials }
}

function byOf(person: Person): By {
  return { id: person.id, name: person.name, role: person.role_words, agency: person.agency }
}

function nonceOf(fields: [string, string][]): string {
  return fields.find(([name]) => name === 'nonce')?.[1] ?? ''
}

function waitingLine({ change, at, receipt }: Waiting): OutboxItem {
  return { ...lineOf(change, at), status: receipt?.status ?? 'waiting', sentence: receipt?.sentence ?? null, server_time: null }
}

function takenLine({ change, at, receipt }: Taken): OutboxItem {
  return { ...lineOf(change, at), status: receipt.status, sentence: receipt.sentence, server_time: receipt.server_time }
}

function lineOf(change: Change, at: string): Pick<OutboxItem, 'op_id' | 'discussion' | 'path' | 'payload' | 'at'> {
  return { op_id: change.op_id, discussion: change.discussion, path: change.target, payload: change.payload, at }
}
