/**
 * Annotated document + pending changes -> annotated document, on the device only (DESIGN.md section 4).
 * Shows what the server will then answer, or both answers, or the change will need attention. Merges nothing.
 */
import { canonical, type Annotated, type By, type Change, type Difference, type Json, type Leaf, type Side } from './messages'
import { named, type Field, type Registry } from './registry'
import { describe } from './wording'

/** `pending` in the order they were made; `by` is the person whose vault this is. */
export function overlay(document: Annotated, pending: Change[], by: By, registry: Registry): Annotated {
  const shown = structuredClone(document)
  for (const change of pending) {
    const field = registry.field(change.target)
    if (field) lay(shown, change, by, field)
  }
  return shown
}

function lay(shown: Annotated, change: Change, by: By, field: Field): void {
  switch (change.kind) {
    case 'set': return put(shown, change, by, field)
    case 'add': return add(shown, change, by, field)
    case 'tag': return tag(shown, change, by, field)
    case 'step': return step(shown, change, by, field)
    case 'settle': return settle(shown, change, by, field)
  }
}

function put(shown: Annotated, change: Change, by: By, field: Field): void {
  const leaf = shown.leaves[change.target]
  if (!leaf) replace(shown, change, by, field, null)
  else if (leaf.sides) join(shown, leaf, leaf.sides, change, by, field)
  else if (names(change.seen, leaf)) replace(shown, change, by, field, leaf)
  else if (!equal(leaf.value, change.payload)) differ(shown, leaf, change, by, field)
}

function step(shown: Annotated, change: Change, by: By, field: Field): void {
  const leaf = shown.leaves[change.target]
  const now = leaf ? leaf.value : field.choices?.[0]?.value
  const legal = typeof now === 'string' && field.steps?.[now]?.includes(String(change.payload))
  if (leaf?.sides) join(shown, leaf, leaf.sides, change, by, field)
  else if (legal || !leaf) replace(shown, change, by, field, leaf ?? null)
  else if (!equal(leaf.value, change.payload)) differ(shown, leaf, change, by, field)
}

function add(shown: Annotated, change: Change, by: By, field: Field): void {
  const entries = (shown.entries[change.target] ??= [])
  const older = entries.find((entry) => entry.id === part(change.payload, 'supersedes'))
  if (older) older.superseded_by = change.op_id
  entries.push({ ...side(change, by, field), pending: true })
}

function tag(shown: Annotated, change: Change, by: By, field: Field): void {
  const leaf = shown.leaves[change.target]
  const before = list(leaf?.value ?? null)
  const removed = list(part(change.payload, 'remove'))
  const value = [...new Set([...before.filter((id) => !removed.includes(id)), ...list(part(change.payload, 'add'))])].sort()
  shown.leaves[change.target] = {
    ...pendingLeaf(change, by, field, leaf ?? null), value, lines: describe(field, value), seen: [...(leaf?.seen ?? []), change.op_id],
  }
}

/** The sides stay, and what is cautious stays in force, until the server has the settlement. */
function settle(shown: Annotated, change: Change, by: By, field: Field): void {
  const leaf = shown.leaves[change.target]
  const difference = shown.differences.find((d) => d.path === change.target && d.state === 'open')
  const chosen = difference?.sides.find((s) => s.id === part(change.payload, 'choose'))
  if (!leaf?.sides || !difference || !chosen) return
  leaf.pending = true
  difference.pending = true
  difference.settlement = {
    by, at: change.claimed_at, why: String(part(change.payload, 'why')), value: chosen.value, lines: describe(field, chosen.value),
  }
}

function replace(shown: Annotated, change: Change, by: By, field: Field, leaf: Leaf | null): void {
  shown.leaves[change.target] = pendingLeaf(change, by, field, leaf)
  enlist(shown, change.target)
}

function pendingLeaf(change: Change, by: By, field: Field, leaf: Leaf | null): Leaf {
  return {
    value: change.payload, lines: describe(field, change.payload), by, at: change.claimed_at, received: null, seen: [change.op_id],
    pending: true, settled: leaf?.pending ? (leaf.settled ?? null) : leaf,
  }
}

function differ(shown: Annotated, leaf: Leaf, change: Change, by: By, field: Field): void {
  const { value, lines, by: author, at, received } = leaf
  const kept: Side = { id: leaf.seen[0] ?? '', value, lines, by: author, at, received, ...(leaf.pending && { pending: true }) }
  const sides = [kept, { ...side(change, by, field), pending: true }]
  const stands = { value: (field.cautious?.value ?? null) as Json, words: field.cautious?.words ?? 'Not agreed yet.' } // JSON from fields.json
  shown.leaves[change.target] = { ...leaf, value: null, lines: [], seen: sides.map((s) => s.id), sides, stands }
  shown.differences.push(opened(change, field, sides))
}

function opened(change: Change, field: Field, sides: Side[]): Difference {
  return {
    id: change.op_id, path: change.target, label: named(field, change.target), state: 'open', sides, opened: change.claimed_at, pending: true,
  }
}

function join(shown: Annotated, leaf: Leaf, before: Side[], change: Change, by: By, field: Field): void {
  if (before.some((s) => equal(s.value, change.payload))) return
  const own = (s: Side): boolean => s.by.id === by.id && change.seen.length > 0 && change.seen.every((id) => id === s.id)
  const sides = [...before.filter((s) => !own(s)), { ...side(change, by, field), pending: true }]
  leaf.sides = sides
  leaf.seen = sides.map((s) => s.id)
  const difference = shown.differences.find((d) => d.path === change.target && d.state === 'open')
  if (difference) difference.sides = sides
}

function side(change: Change, by: By, field: Field): Side {
  return { id: change.op_id, value: change.payload, lines: describe(field, change.payload), by, at: change.claimed_at, received: null }
}

function names(seen: string[], leaf: Leaf): boolean {
  return seen.length > 0 && seen.every((id) => leaf.seen.includes(id))
}

function enlist(shown: Annotated, path: string): void {
  const [top, item] = path.split('.')
  if (!item || (top !== 'children' && top !== 'adults')) return
  if (!shown[top].includes(item)) shown[top].push(item)
}

function equal(a: Json, b: Json): boolean {
  return canonical(a) === canonical(b)
}

function part(payload: Json, key: string): Json {
  return payload !== null && typeof payload === 'object' && !Array.isArray(payload) ? (payload[key] ?? null) : null
}

function list(value: Json): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
