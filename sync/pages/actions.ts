/** What is to be done, by whom, by when, and who has it (DOMAIN.md; PRACTICE.md Z-39). Twin of `actions.py`. */
import { died } from '../lives'
import { seconds, utc } from '../london'
import { canonical, type Json, type Leaf } from '../messages'
import { registry } from '../registry'
import { instant } from '../wording'
import { answer, byWords, entries } from './answers'
import { identity, name, values } from './children'
import { pageOf } from './forms'
import { said, type Context, type Doc, type PageInputs } from './inputs'
import { kept } from './kept'
import { minutesBetween, opens } from './local'
import { everywhere } from './not_before'
import { Asking, mayWrite } from './questions'
import { groupOf } from './short'

const GIVEN_MINUTES = 15
const FINISHED = ['done', 'cancelled']
const COLOURS: Record<string, string> = { in_progress: 'blue', done: 'green', cancelled: 'grey' }
/** What a page of a step is called -> the state it leads to, its heading, its button. */
const STEPS: Record<string, readonly [state: string, heading: string, button: string]> = {
  done: ['done', 'It is done', 'Save as done'],
  'hand-back': ['handed_over', 'Hand it back', 'Hand it back'],
  decline: ['declined', 'Decline it', 'Decline it'],
  'take-over': ['in_progress', 'Take it over', 'Take it over'],
  'not-needed': ['cancelled', 'It is no longer needed', 'Save as no longer needed'],
  'open-again': ['open', 'Open it again', 'Open it again'],
}
/** Somebody else must know of these: the numbers stand on their pages. */
const RING = ['hand-back', 'decline', 'take-over']
const NOT_TOLD = 'The day team does not know. Ring now'
const NOT_ACCEPTED = 'Not accepted: ring'
/** Whom the others ring does not ring itself. */
const PICK_UP = 'Nobody has it: pick it up, or ring'

export interface Action extends Context { due: string; finished: boolean; href: string; what: string; not_accepted: string; not_told: string }

interface Known { due: string; finished: boolean }

const knownOf = kept((doc): Map<string, Known> => {
  const found = new Set<string>()
  for (const path in doc.leaves) if (path.startsWith('actions.')) found.add(path.split('.')[1] ?? '')
  const each = [...found].map((one) => [one, { due: dueOf(doc, one), finished: isFinished(doc, one) }] as const)
  const keys = each.map((one) => [`${Number(one[1].finished)} ${one[1].due || '9999'} ${one[0]}`, one] as const)
  return new Map(keys.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one))
})

/** Unfinished first, then by when; one look at each path, for a county holds many. */
export function ids(doc: Doc): string[] {
  return [...knownOf(doc).keys()]
}

/** An address of an action that is not there, or of a step that is none. */
export function strays(doc: Doc, { action: id, step }: Record<string, string>): boolean {
  return (id !== undefined && !ids(doc).includes(id)) || (step !== undefined && !(step in STEPS))
}

/** The earliest that anybody said, in UTC; empty where nobody did. */
export function due(doc: Doc, action: string): string {
  return knownOf(doc).get(action)?.due ?? ''
}

function dueOf(doc: Doc, action: string): string {
  const all = values(doc, `actions.${action}.owner`).map((value) => seconds(said(value['due']))).filter((one) => one !== null)
  return all.map(utc).sort()[0] ?? ''
}

/** What only this device says is finished is not. */
export function finished(doc: Doc, action: string): boolean {
  return knownOf(doc).get(action)?.finished ?? false
}

function isFinished(doc: Doc, action: string): boolean {
  const leaf = leafOf(doc, action, 'status')
  return !leaf?.pending && FINISHED.includes(said(leaf?.value))
}

export function states(doc: Doc, action: string): string[] {
  const leaf = leafOf(doc, action, 'status')
  const all = leaf?.sides?.length ? leaf.sides.map((side) => side.value) : [leaf?.value]
  return [...new Set(all.map((one) => said(one) || 'open'))]
}

export function whoHas(doc: Doc, action: string): string[] {
  return [...new Set(values(doc, `actions.${action}.claim`).map((value) => said(value['who'])))]
}

/** From 15 minutes after it was given, where it falls due before `until` and the server knows of nobody who has it. */
export function notAccepted(doc: Doc, action: string, now: string, until: string): boolean {
  const leaf = leafOf(doc, action, 'status')
  const given = leafOf(doc, action, 'owner')?.at
  const known = leaf?.pending ? leaf.settled : leaf
  const last = due(doc, action)
  return !['in_progress', ...FINISHED].includes(said(known?.value)) && !ofDead(doc, action)
    && last !== '' && last <= until && given !== undefined && minutesBetween(given, now) >= GIVEN_MINUTES
}

/** Nobody is reminded of what was to be done for a child who has died (P-22); it stays in the discussion. */
export const ofDead = kept((doc, action): boolean => {
  const children = values(doc, `actions.${action}.what`).map((one) => said(one['child'])).filter((child) => child !== '')
  return children.length > 0 && children.every((child) => died(doc, child))
})

export function shown(doc: Doc, action: string, inputs: PageInputs): Action {
  const { now } = inputs
  const path = `actions.${action}`
  const [what, owners] = [values(doc, `${path}.what`), values(doc, `${path}.owner`)]
  const [tag, colour] = tagOf(doc, action, now)
  const unsent = pending(doc, action)
  return {
    id: action,
    href: `/discussions/${doc.id}/actions/${action}`,
    what: either(what.map((one) => said(one['words']))) || 'What is to be done is not recorded',
    purpose: either(what.map((one) => said(one['purpose']))),
    child: childrenOf(doc, action).map((child) => name(doc, child)).join(' or '),
    who: either(owners.map((one) => said(one['owner']))) || 'Nobody is named',
    when: either(owners.map((one) => (one['due'] ? instant(said(one['due']), now) : ''))) || 'no date',
    due: due(doc, action),
    tag,
    tag_colour: colour,
    status: statusOf(doc, action, now),
    not_told: unsent ? NOT_TOLD + numberOf(inputs) : '',
    not_accepted: !unsent && notAccepted(doc, action, now, opens(now, inputs.calendar)) ? (doc.capacity === 'edt' ? PICK_UP : NOT_ACCEPTED) : '',
    finished: finished(doc, action),
  }
}

function childrenOf(doc: Doc, action: string): string[] {
  return [...new Set(values(doc, `actions.${action}.what`).map((one) => said(one['child'])).filter((child) => doc.children.includes(child)))]
}

/** On its own page the strip says which child, and only of that child; of two answers, which of them is not said. */
function whole(doc: Doc, action: string, inputs: PageInputs): Context {
  const [named, said] = [childrenOf(doc, action), shown(doc, action, inputs)]
  return { action: named.length > 1 ? said : { ...said, child: '' }, children: (named.length ? named : doc.children).map((child) => identity(doc, child)) }
}

export function listed(doc: Doc, inputs: PageInputs): Action[] {
  return ids(doc).map((action) => shown(doc, action, inputs))
}

/** One action, what was done, and what may be done next: to pick it up is one tap. */
export function action(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const id = inputs.params?.['action'] ?? ''
  const here = `/discussions/${doc.id}/actions/${id}`
  const path = `actions.${id}`
  const free = !finished(doc, id) && whoHas(doc, id).length === 0 && !states(doc, id).some((one) => FINISHED.includes(one))
  return {
    ...ownPage('action', 'Action', doc, inputs),
    ...whole(doc, id, inputs),
    answers: ['status', 'claim'].map((part) => answer(doc, `${path}.${part}`, '', inputs.now)),
    evidence: entries(doc, `${path}.evidence`, inputs.now),
    form: asking.form(here, here),
    pick_up: free && mayWrite(doc, `${path}.claim`) ? asking.hidden(fields(doc, id, 'in_progress', inputs)) : [],
    offers: offers(doc, id, inputs).map((one) => ({ href: `${here}/${one}`, words: STEPS[one]?.[1] ?? '' })),
    edit_href: mayWrite(doc, `${path}.owner`) ? `${here}/edit` : '',
  }
}

/** A step and what goes with it, in one form: what was done, or why. */
export function actionStep(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const { action: id = '', step: asked = '' } = inputs.params ?? {}
  const [state, heading, button] = STEPS[asked] ?? ['', '', '']
  const here = `/discussions/${doc.id}/actions/${id}`
  const path = `actions.${id}.evidence`
  return {
    ...ownPage('action_step', heading, doc, inputs),
    back: here,
    heading,
    button,
    ...whole(doc, id, inputs),
    offered: offers(doc, id, inputs).includes(asked),
    ring: RING.includes(asked),
    form: asking.form(`${here}/${asked}`, here),
    hidden: asking.hidden({ ...fields(doc, id, state, inputs), [`add:${path}/step`]: state }),
    words: asking.adding(path)[0] ?? null,
  }
}

/** A new one, or what, why, who and by when of one there is. */
export function actionEdit(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const id = inputs.params?.['action']
  const path = `actions.${id ?? 'new'}`
  const title = id ? 'Change the action' : 'New action'
  const back = id ? `/discussions/${doc.id}/actions/${id}` : `/discussions/${doc.id}`
  return {
    ...ownPage(id ? 'action_edit' : 'action_new', title, doc, inputs),
    back,
    heading: title,
    form: asking.form(id ? `${back}/edit` : `${back}/actions/new`, back),
    groups: ['what', 'owner'].map((part) => groupOf(doc, inputs, `${path}.${part}`)),
    may_write: mayWrite(doc, `${path}.owner`),
  }
}

/** The pages of the steps this person may take now. None may decline where there is no number to ring (Z-39). */
function offers(doc: Doc, action: string, { person, phones }: PageInputs): string[] {
  const [all, had] = [states(doc, action), whoHas(doc, action)]
  if (!mayWrite(doc, `actions.${action}.status`)) return []
  const gives = mayWrite(doc, `actions.${action}.owner`)
  if (all.every((one) => FINISHED.includes(one))) return gives ? ['open-again'] : []
  const mine = person !== null && had.includes(person.name)
  return [
    ...(mine ? ['done', 'hand-back'] : gives ? ['done'] : had.length ? ['take-over'] : []),
    ...(!had.length && !all.includes('declined') && phones.length ? ['decline'] : []),
    ...(gives ? ['not-needed'] : []),
  ]
}

/** A step; whoever takes it up has it from then on, and whoever lets it go has it no more. */
function fields(doc: Doc, action: string, state: string, { person }: PageInputs): Record<string, string> {
  const path = `actions.${action}`
  const made = { [`step:${path}.status`]: state, ...known(doc, `${path}.status`, person?.id) }
  if (FINISHED.includes(state)) return made
  const has = { [`set:${path}.claim/who`]: person?.name ?? '', [`set:${path}.claim/agency`]: person?.agency ?? '' }
  return { ...made, ...(state === 'in_progress' ? has : {}), ...known(doc, `${path}.claim`, person?.id) }
}

/** What is on the screen; of two answers, her own. */
function known(doc: Doc, path: string, person: string | undefined): Record<string, string> {
  const leaf = doc.leaves[path]
  const own = (leaf?.sides ?? []).filter((side) => side.by.id === person).map((side) => side.id)
  return { [`seen:${path}`]: (own.length ? own : leaf?.seen ?? []).join(' '), [`was:${path}`]: canonical(leaf?.value ?? null) }
}

function statusOf(doc: Doc, action: string, now: string): string {
  const [leaf, claim] = [leafOf(doc, action, 'status'), leafOf(doc, action, 'claim')]
  const [words, had] = [states(doc, action).map(stateWords).join(' or '), whoHas(doc, action)]
  if (leaf?.sides?.length) return `${words}. ${leaf.stands?.words ?? ''}`
  if (had.length > 1) return `Picked up by ${had.join(' and by ')}. ${claim?.stands?.words ?? ''}`
  if (!leaf || leaf.value === null || leaf.value === 'open') return had.length ? `Picked up by ${had[0] ?? ''}` : 'Nobody has picked this up'
  if (leaf.value === 'in_progress' && claim && had.length) return `Picked up by ${had[0] ?? ''}, ${instant(claim.at, now)}`
  return `${words}: ${byWords(leaf, now)}`
}

function tagOf(doc: Doc, action: string, now: string): [string, string] {
  const [all, last] = [states(doc, action), due(doc, action)]
  if (ofDead(doc, action)) return ['The child has died', 'grey']
  if (last && last <= now && !finished(doc, action)) return ['Late', 'red']
  return [all.map(stateWords).join(' or '), COLOURS[all[0] ?? ''] ?? 'orange']
}

function stateWords(state: string): string {
  return registry.field('actions.a.status')?.choices?.find((one) => one.value === state)?.text ?? state
}

/** The first of her numbers; all of them stand at the foot of every page. */
function numberOf({ phones: [first] }: PageInputs): string {
  return first ? `: ${first.number}, ${first.who}` : '.'
}

function pending(doc: Doc, action: string): boolean {
  const leaves = ['status', 'claim'].map((part) => leafOf(doc, action, part)).filter((leaf) => leaf !== undefined)
  const all = [...leaves, ...leaves.flatMap((leaf) => leaf.sides ?? []), ...(doc.entries[`actions.${action}.evidence`] ?? [])]
  return all.some((one) => one.pending)
}

function leafOf(doc: Doc, action: string, part: string): Leaf | undefined {
  return doc.leaves[`actions.${action}.${part}`]
}

function either(all: Json[]): string {
  return [...new Set(all.filter((one) => one))].join(' or ')
}

function ownPage(page: string, title: string, doc: Doc, inputs: PageInputs): Context {
  return { ...pageOf(page, title, doc, inputs), not_before: everywhere(doc, inputs.now) }
}
