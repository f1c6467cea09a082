/** A submitted form becomes sealed changes, or a draft with what is wrong, and always a 303. */
import { changesFrom } from '../../../sync/forms'
import { registry } from '../../../sync/registry'
import type { Fields } from '../messages'
import type { Contact } from '../vault/schema'
import type { Vault } from '../vault/vault'
import type { Told } from './clock'
import { ownPath } from './routes'

const ZONE = 'Europe/London'

export async function fieldsOf(request: Request): Promise<Fields> {
  const data = await request.formData()
  return [...data].flatMap(([name, value]): Fields => (typeof value === 'string' ? [[name, value]] : []))
}

export function valueOf(fields: Fields, name: string): string | undefined {
  return fields.find(([one]) => one === name)?.[1]
}

/** Where to go next: on, or back to the form with its errors. A discussion that has left this device while its form was
 *  open is written for all the same: the server says what becomes of it. */
export async function takeForm(vault: Vault, discussion: string, fields: Fields, contact: Contact, told: Told, skew_ms: number): Promise<string> {
  const page = ownPath(valueOf(fields, 'page'))
  const document = await vault.document(discussion)
  const author = {
    device: vault.device,
    actor: contact.person.id,
    acting_role: document?.capacity ?? '',
    discussion,
    claimed_at: told.now,
    mono_ms: Math.round(performance.now()),
    tz: ZONE,
    skew_est_ms: skew_ms,
    app_v: __VERSION__,
    profile_v: document?.procedure ?? '',
  }
  const { changes, errors } = await changesFrom(fields, registry, author, (nonce, path) => vault.lastOf(nonce, path), ZONE)
  if (errors.length) {
    await vault.keepDraft(page, { fields, errors, at: told.now })
    return page
  }
  await vault.save(page, changes, told.now)
  return document ? ownPath(valueOf(fields, 'next')) : '/on-this-device'
}
