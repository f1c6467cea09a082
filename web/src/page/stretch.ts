/** Runs Argon2id in its own worker, which ends with the answer and takes the passphrase's memory with it. */
import type { StretchRequest } from '../vault/kdf'
import type { Stretch } from '../vault/keys'
import { scriptAddress } from './policy'

export const stretch: Stretch = (passphrase, parameters) => new Promise((resolve, reject) => {
  const worker = new Worker(scriptAddress('/static/kdf.js'))
  worker.onmessage = (event: MessageEvent<Uint8Array<ArrayBuffer> | string>) => {
    worker.terminate()
    if (typeof event.data === 'string') reject(new Error(event.data))
    else resolve(event.data)
  }
  worker.onerror = (event) => {
    worker.terminate()
    reject(new Error(event.message || 'The passphrase could not be worked on in this browser.'))
  }
  worker.postMessage({ passphrase, parameters } satisfies StretchRequest)
})
