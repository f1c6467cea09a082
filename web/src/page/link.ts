/** The page's line to the worker. */
import { ask } from '../ask'
import type { ToPage, ToWorker } from '../messages'
import { scriptAddress } from './policy'

const ANSWER_MS = 3_000
// Opening a vault waits for disk, and making one for the first pull over a slow link.
const LONG_ANSWER_MS = 60_000

export async function register(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(scriptAddress('/sw.js'), { scope: '/', updateViaCache: 'none' })
}

export function tell(said: ToWorker): void {
  navigator.serviceWorker?.controller?.postMessage(said)
}

/** Undefined where there is no worker, or none that answers. */
export async function asked<T>(question: ToWorker, long = false): Promise<T | undefined> {
  const worker = navigator.serviceWorker?.controller ?? (long ? await first() : undefined)
  return worker ? ask<T>(worker, question, long ? LONG_ANSWER_MS : ANSWER_MS) : undefined
}

/** A first visit: the worker may still be fetching its files on a slow link. */
async function first(): Promise<ServiceWorker | undefined> {
  const waited = new Promise<undefined>((resolve) => { setTimeout(resolve, LONG_ANSWER_MS) })
  const ready = await Promise.race([navigator.serviceWorker?.ready, waited])
  return ready?.active ?? undefined
}

export function hear(listen: (said: ToPage, port: MessagePort | undefined) => void): void {
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<ToPage>) => { listen(event.data, event.ports[0]) })
  navigator.serviceWorker?.startMessages()
}
