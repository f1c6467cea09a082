/** Opens a vault with its passphrase, which never leaves this page (form[data-unlock]). */
import type { UnlockAnswer, VaultAnswer } from '../messages'
import { WrongPassphrase, unlock } from '../vault/keys'
import { hold } from './custody'
import { asked, tell } from './link'
import { said } from './said'
import { stretch } from './stretch'

const NO_WORKER = 'This browser is not ready yet. Load the page again.'

/** A worker that nobody speaks to is stopped after half a minute, and what it holds for whoever unlocks is gone. */
const STAY_EVERY_MS = 15_000

export function unlockForms(): void {
  if (document.querySelector('form[data-unlock]')) setInterval(() => { tell({ kind: 'stay' }) }, STAY_EVERY_MS)
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form instanceof HTMLFormElement && form.matches('[data-unlock]')) {
      event.preventDefault()
      void submitted(form)
    }
  })
}

/** A sentence where it did not open. */
export async function openVault(vault: string, passphrase: string): Promise<UnlockAnswer> {
  if (!vault) return { error: 'Choose who you are.', page: null }
  if (!passphrase) return { error: 'Type your passphrase for this device.', page: null }
  const found = await asked<VaultAnswer | null>({ kind: 'vault?', vault }, true)
  if (!found) return { error: found === null ? 'This person has nothing on this device.' : NO_WORKER, page: null }
  if (found.wait_ms > 0) return { error: `Wait ${Math.ceil(found.wait_ms / 1000)} seconds, then try again.`, page: null }
  try {
    const keys = await unlock(vault, passphrase, found.meta.kdf, found.meta.wrapped, stretch)
    const answer = await asked<UnlockAnswer>({ kind: 'unlocked', unlocked: keys }, true)
    hold(keys)
    return answer ?? { error: NO_WORKER, page: null }
  } catch (error) {
    if (error instanceof WrongPassphrase) tell({ kind: 'failed', vault })
    return { error: error instanceof Error ? error.message : String(error), page: null }
  }
}

async function submitted(form: HTMLFormElement): Promise<void> {
  if (form.dataset['busy']) return
  form.dataset['busy'] = 'yes'
  said(form, 'Opening…')
  const fields = new FormData(form)
  const { error, page } = await openVault(String(fields.get('vault') ?? ''), String(fields.get('passphrase') ?? ''))
  delete form.dataset['busy']
  said(form, error ?? '')
  if (!error) location.assign(page ?? (String(fields.get('next') ?? '') || '/'))
}
