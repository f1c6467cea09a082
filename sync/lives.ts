/** A child is born; a child dies: what is recorded of it, and what counts (PRACTICE.md P-22). Twin of `lives.py`. */
import { counted } from './correcting'
import type { Annotated, Entry, Json } from './messages'

/** As they stand: one that was corrected is not one. */
export function birthsOf(doc: Annotated, child: string): Entry[] {
  return standing(doc, 'births').filter((one) => said(one, 'child') === child)
}

/** The births that dates hang on. */
export function countedBirths(doc: Annotated, child: string): Entry[] {
  return counted(doc.entries['births'] ?? []).filter((one) => said(one, 'child') === child)
}

/** What somebody recorded last and nobody called a mistake; it ends no clock before `died`. */
export function deathOf(doc: Annotated, child: string): Entry | undefined {
  return standing(doc, 'deaths').filter((one) => said(one, 'child') === child && right(doc, one) !== 'no').at(-1)
}

/** The server has it from two people, or from the chair. */
export function died(doc: Annotated, child: string): boolean {
  const found = deathOf(doc, child)
  return standing(doc, 'events').some((one) => !one.pending && said(one, 'type') === 'child_died' && said(one, 'child') === child)
    || (found !== undefined && !found.pending && right(doc, found) === 'yes')
}

/** What was said last by who may say it; what is not sent yet can put a death in doubt, and never confirm one. */
function right(doc: Annotated, found: Entry): Json {
  const checks = (doc.entries['death_checks'] ?? []).filter((one) => said(one, 'death') === found.id)
  const all = checks.filter((one) => said(one, 'right') === 'no' || !(one.pending || one.by.id === found.by.id))
  const last = all.at(-1)
  return last ? said(last, 'right') : ''
}

function standing(doc: Annotated, path: string): Entry[] {
  return (doc.entries[path] ?? []).filter((one) => !one.superseded_by)
}

function said({ value }: Entry, key: string): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] ?? null : null
}
