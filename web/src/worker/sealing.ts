/** What was recorded while locked, on its way to the server: no key, no session, nobody unlocked (SECURITY.md 1a). */
import { sendSealed } from '../exchange'
import { dropSealed, sealedNotes } from '../vault/sealed'
import { tellPages, worker } from './scope'

/** How many are still here, once they were counted: no page waits for the disk to say none. */
let count: number | undefined

export function recount(): void {
  count = undefined
}

export async function sealedCount(): Promise<number> {
  return count ??= (await sealedNotes()).length
}

/** What the server cannot place stays here. */
export async function sendRecorded(): Promise<void> {
  if (await sealedCount()) {
    await dropSealed(await sendSealed(await sealedNotes(), { origin: worker.location.origin, now: () => Date.now() }))
    recount()
  }
  // A page that was drawn before, and could not listen yet, asks again.
  if (!await sealedCount()) await tellPages({ kind: 'sealed-sent' })
}
