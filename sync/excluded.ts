/**
 * Who is kept out of a discussion, whatever part they hold (PRACTICE.md P-8). Twin of `excluded.py`.
 * Named first, and matched to an account by a person: two may have one name. Of several accounts chosen for one name all
 * are kept out, until the chair lets that name in again.
 */
import { said } from './attendance'
import type { Annotated, Entry } from './messages'

export const ASKED = 'works_here'
export const PATH = 'excluded'
export const ACCOUNTS = 'excluded_accounts'
export const ENDED = 'excluded_ended'
/** Chosen where whoever is named has no account. */
export const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000'

/** What was said later, on one of the other paths, of somebody who was named. */
export function named(doc: Annotated, path: string, excluded: string): Entry[] {
  return (doc.entries[path] ?? []).filter((one) => said(one)['excluded'] === excluded)
}

/** Those named and not let in again; a letting in counts once the server has it. */
export function standing(doc: Annotated): Entry[] {
  const ended = (doc.entries[ENDED] ?? []).filter((one) => !one.pending).map((one) => said(one)['excluded'])
  return (doc.entries[PATH] ?? []).filter((one) => !ended.includes(one.id))
}

/** The accounts that are kept out. */
export function accounts(doc: Annotated): string[] {
  const chosen = standing(doc).flatMap((one) => named(doc, ACCOUNTS, one.id))
  return chosen.map((one) => String(said(one)['account']).split(' ')[0] ?? '').filter((id) => id !== NO_ACCOUNT)
}
