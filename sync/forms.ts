/** A form field's name is the operation: form fields -> changes (README.md). Twin of `forms.py`. */
import { SCHEMA, canonical, opId, type Json, type NewChange } from './messages'
import { asked, type Field, type Registry } from './registry'
import { SETTLEMENT, group, parsedList, text, type Problem } from './values'

const OPERATIONS = new Set(['set', 'tag', 'add', 'step', 'settle'])
/** In a form's path, the id of an item that begins with this form; the same form sent twice begins it once. */
const NEW = 'new'

export interface Author {
  device: string
  actor: string
  acting_role: string
  discussion: string
  claimed_at: string
  mono_ms: number
  tz: string
  skew_est_ms: number
  app_v: string
  profile_v: string
}
/** The last change of the same nonce and path, if whoever receives the form has one. */
export interface Last { op_id: string; payload: Json }
type FindLast = (nonce: string, path: string) => Last | undefined | Promise<Last | undefined>
interface Inputs { operation: string; parts: Record<string, string[]> }

/** The fields of one submitted form, sorted by what they say. */
export class Form {
  readonly plain: Record<string, string> = {}
  readonly seen: Record<string, string[]> = {}
  readonly was: Record<string, string> = {}
  readonly inputs: Record<string, Inputs> = {}

  constructor(fields: [string, string][]) {
    for (const [name, value] of fields) this.#read(name, value)
  }

  get nonce(): string {
    return this.plain['nonce'] ?? ''
  }

  /** Every path the form speaks of: a box that was shown and left empty sends only its `was`. */
  get paths(): string[] {
    return [...new Set([...Object.keys(this.inputs), ...Object.keys(this.was)])]
  }

  /** As its change names it. */
  target(path: string): string {
    return path.split('.').map((step) => (step === NEW ? `n${this.nonce.slice(0, 15).toLowerCase()}` : step)).join('.')
  }

  #read(name: string, value: string): void {
    const [operation, rest] = cut(name, ':')
    if (rest === undefined) {
      this.plain[name] = value
      return
    }
    const [path, part = ''] = cut(rest, '/')
    if (operation === 'seen') this.seen[path] = value.split(/\s+/).filter(Boolean)
    else if (operation === 'was') this.was[path] = value
    else if (OPERATIONS.has(operation)) {
      const inputs = (this.inputs[path] ??= { operation, parts: {} })
      ;(inputs.parts[part] ??= []).push(value)
    }
  }
}

/** Changes lack only `dseq` and `prev_dhash`; what the same nonce already said on a path is not said again.
 * With errors nothing should be saved as a change: the form is kept as a draft and shown again. */
export async function changesFrom(
  fields: [string, string][], registry: Registry, author: Author, last: FindLast, zone: string,
): Promise<{ changes: NewChange[]; errors: Problem[] }> {
  const form = new Form(fields)
  const changes: NewChange[] = []
  const errors: Problem[] = []
  for (const path of form.paths) {
    const field = registry.field(path)
    const { operation, parts } = form.inputs[path] ?? { operation: 'set', parts: {} }
    const [payload, wrong] = payloadOf(form, path, operation, parts, field, zone)
    errors.push(...wrong)
    if (wrong.length) continue
    const change = await changeOf(form, path, operation, payload, field, author, await last(form.nonce, form.target(path)))
    if (change) changes.push(change)
  }
  return { changes, errors }
}

function payloadOf(
  form: Form, path: string, operation: string, parts: Record<string, string[]>, field: Field | undefined, zone: string,
): [Json, Problem[]] {
  if (operation === 'tag') return [tags(parts[''] ?? [], form.was[path]), []]
  if (operation === 'settle') return group(`settle:${path}`, parts, SETTLEMENT, zone, true)
  if ((operation === 'set' || operation === 'add') && field?.parts) {
    const alone = form.plain['asks'] === path && (form.was[path] ?? 'null') === 'null'
    return group(`${operation}:${path}`, parts, asked(field, path), zone, operation === 'add' || alone || path.split('.').includes(NEW))
  }
  return [text(parts['']?.[0] ?? '') || null, []]
}

function tags(ticked: string[], was: string | undefined): { add: string[]; remove: string[] } {
  const before = new Set(parsedList(was))
  const now = new Set(ticked)
  return { add: [...now].filter((id) => !before.has(id)).sort(), remove: [...before].filter((id) => !now.has(id)).sort() }
}

async function changeOf(
  form: Form, path: string, operation: string, payload: Json, field: Field | undefined, author: Author, last: Last | undefined,
): Promise<NewChange | undefined> {
  let seen = form.seen[path] ?? []
  if (last === undefined ? unchanged(operation, payload, form.was[path]) : canonical(last.payload) === canonical(payload)) {
    return undefined
  }
  if (last !== undefined) seen = [last.op_id]
  const target = form.target(path)
  return {
    op_id: await opId(form.nonce, target, seen, payload),
    nonce: form.nonce, kind: operation, target, seen, payload, section: field?.section ?? '', schema_v: SCHEMA,
    ...author,
  }
}

function unchanged(operation: string, payload: Json, was: string | undefined): boolean {
  if (operation === 'tag') return canonical(payload) === '{"add":[],"remove":[]}'
  if (operation === 'settle' || (operation === 'add' && !was)) return false
  return canonical(payload) === (was || 'null').normalize('NFC')
}

function cut(whole: string, at: string): [string, string | undefined] {
  const index = whole.indexOf(at)
  return index < 0 ? [whole, undefined] : [whole.slice(0, index), whole.slice(index + 1)]
}
