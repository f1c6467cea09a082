/** The lock page says when nobody has read what was written here: a device left alone locks before the ten minutes are over (Z-31). */
import { firstUnread } from '../../../sync/pages/urgent'
import { keepUnread } from '../vault/device'
import { Locked, type Vault } from '../vault/vault'
import { pageInputs } from './inputs'
import { tell } from './scope'

const OF_ALL = { name: 'tonight', path: '/', params: {}, query: [], unsaved: null }

/** After anything was written or pulled. */
export async function noteUnread(vault: Vault): Promise<void> {
  try {
    const contact = await vault.contact()
    const told = tell(contact)
    const inputs = contact && await pageInputs(vault, contact, told, OF_ALL)
    const since = inputs ? firstUnread(inputs) : ''
    // A locked device has only its own clock.
    const ahead = Math.round((Date.now() - Date.parse(told.now)) / 1000) * 1000
    await keepUnread(vault.id, since && `${new Date(Date.parse(since) + ahead).toISOString().slice(0, 19)}Z`)
  } catch (error) {
    if (!(error instanceof Locked)) throw error
  }
}
