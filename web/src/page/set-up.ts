/** Makes a vault on this device (form[data-set-up]). The passphrase is no password of the server's and never goes there. */
import type { Mode, UnlockAnswer } from '../messages'
import { hex, newKey, newParameters, random } from '../vault/keys'
import type { Meta } from '../vault/schema'
import { hold } from './custody'
import { asked } from './link'
import { said } from './said'
import { stretch } from './stretch'
import { fourWords } from './words'

const SHORTEST = 15

export function setUpForms(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-set-up]')
  if (!form) return
  void onwardsIfSetUp()
  void offer(form)
  form.querySelector('[data-other-words]')?.addEventListener('click', () => { void offer(form) })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submitted(form)
  })
}

/** Who has a vault here and signs in to send what waits in it has nothing to set up. */
async function onwardsIfSetUp(): Promise<void> {
  const mode = await asked<Mode>({ kind: 'mode?' })
  if (mode?.vaults.some(({ id }) => id === document.body.dataset['person'])) location.replace(next())
}

/** Where the person was going; only ever an address of ours. */
function next(): string {
  const asked = new URLSearchParams(location.search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(asked) ? asked : '/'
}

async function offer(form: HTMLFormElement): Promise<void> {
  const words = await fourWords()
  for (const place of form.querySelectorAll('[data-words]')) place.textContent = words
}

async function submitted(form: HTMLFormElement): Promise<void> {
  if (form.dataset['busy']) return
  const fields = new FormData(form)
  const passphrase = String(fields.get('passphrase') ?? '').trim()
  if (passphrase.length < SHORTEST) return said(form, `Type the four words, or at least ${SHORTEST} letters or signs of your own.`)
  if (passphrase !== String(fields.get('again') ?? '').trim()) return said(form, 'The two are not the same. Type it again.')
  form.dataset['busy'] = 'yes'
  said(form, 'Setting up this device…')
  const error = await makeVault(document.body.dataset['person'] ?? '', passphrase)
  delete form.dataset['busy']
  said(form, error ?? '')
  // Not every browser grants it; nothing here depends on the answer.
  void navigator.storage?.persist?.()
  if (!error) location.assign(next())
}

/** The initials come with the first pull. */
async function makeVault(vault: string, passphrase: string): Promise<string | null> {
  if (!vault) return 'Sign in first.'
  const kdf = newParameters()
  const { wrapped, unlocked } = await newKey(vault, passphrase, kdf, stretch)
  const meta: Meta = { vault, initials: '', device: `d${hex(random(15))}`, kdf, wrapped, phones: [], failures: { count: 0, at: 0 } }
  const answer = await asked<UnlockAnswer>({ kind: 'create', meta, unlocked }, true)
  if (answer && !answer.error) hold(unlocked)
  return answer ? answer.error : 'This browser is not ready yet. Load the page again.'
}
