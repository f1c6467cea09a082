/** Signing in, setting up, unlocking, and what is on this device. Twin of `device.py`. */
import { registry } from '../registry'
import { describe, instant } from '../wording'
import { linesOf } from './answers'
import { pathWords } from './children'
import type { Context, Doc, OutboxItem, PageInputs } from './inputs'
import { home } from './local'
import { record } from './locked'
import { shell } from './shell'
import { locked } from './urgent'

const ATTENTION = ['quarantined', 'needs_upgrade']
const UPGRADE = 'A newer Seenby is needed to send this. Reload the page when you have signal. It stays here until then.'

export function onThisDevice(inputs: PageInputs): Context {
  const items = inputs.outbox ?? []
  const shown = (statuses: string[]): Context[] =>
    items.filter((item) => statuses.includes(item.status)).map((item) => itemOf(item, inputs))
  return {
    page: shell('on_this_device', 'On this device', inputs),
    waiting: shown(['waiting']),
    attention: shown(ATTENTION),
    differ: shown(['conflict']),
    sent: shown(['applied', 'same']),
  }
}

/** What a parent may see (PRACTICE.md P-19): not even Seenby's name. */
export function cover(inputs: PageInputs): Context {
  return { page: { ...shell('cover', 'Tasks', inputs), title: 'Tasks' } }
}

/** Of nobody, whoever asks: it is printed and lies about (PRACTICE.md P-29.12, Z-42). */
export function paperForm(inputs: PageInputs): Context {
  return { page: shell('paper_form', 'Paper form', { ...inputs, person: null, outbox: [] }) }
}

export function unlock(inputs: PageInputs): Context {
  return {
    page: shell('unlock', 'Unlock', inputs),
    vaults: (inputs.vaults ?? []).map(({ id, initials }, i) => ({ id, initials, input_id: `vault-${i + 1}` })),
    next: inputs.params?.['next'] ?? '/',
    unread: locked(inputs),
    record: record(inputs),
  }
}

export function signIn(inputs: PageInputs): Context {
  const typed = new Map(inputs.draft?.fields ?? [])
  return { page: shell('sign_in', 'Sign in', inputs), login: typed.get('login') ?? '', next: inputs.params?.['next'] ?? '/' }
}

export function setUp(inputs: PageInputs): Context {
  return { page: shell('set_up', 'Set up this device', inputs), home: home(inputs.now) }
}

/** A page that cannot be shown. */
export function problem(inputs: PageInputs): Context {
  const heading = inputs.problem?.heading || 'This page is not here'
  return { page: shell('problem', heading, inputs), heading, words: inputs.problem?.words || 'Check the address, or go back.' }
}

function itemOf(item: OutboxItem, inputs: PageInputs): Context {
  const doc = inputs.discussions?.find((one) => one.id === item.discussion)
  return {
    id: item.op_id,
    label: pathWords(doc, item.path),
    reference: doc?.reference ?? '',
    // Where the discussion has left the device, nothing is behind a link.
    href: doc ? `/discussions/${item.discussion}` : '',
    written: instant(item.at, inputs.now),
    status: item.status,
    words: words(item, inputs.now),
    lines: ATTENTION.includes(item.status) ? written(doc, item) : [],
  }
}

/** What it says: the server may never show it, and whoever rings the chair reads it out. */
function written(doc: Doc | undefined, item: OutboxItem): Context[] {
  const field = registry.field(item.path)
  return field ? linesOf(doc, describe(field, item.payload), item.path) : []
}

function words(item: OutboxItem, now: string): string {
  const since = item.server_time ? ` since ${instant(item.server_time, now)}` : ''
  switch (item.status) {
    case 'waiting': return item.sentence || 'Saved on this device. Nobody else has it yet.'
    case 'applied':
    case 'same': return `The server has it${since}.`
    case 'conflict': return `Someone answered differently. The server has both${since}.`
    case 'needs_upgrade': return item.sentence || UPGRADE
    default: return item.sentence || 'Held for the chair to check. Ring the chair.'
  }
}
