/** Argon2id in a worker of its own: the only response that may compile WebAssembly (SECURITY.md 1a, 1b). */
import { argon2id } from 'hash-wasm'
import type { KdfParameters } from './schema'

export interface StretchRequest { passphrase: string; parameters: KdfParameters }

addEventListener('message', (event: MessageEvent<StretchRequest>) => {
  const { passphrase, parameters } = event.data
  void argon2id({
    password: passphrase,
    salt: parameters.salt,
    memorySize: parameters.m,
    iterations: parameters.t,
    parallelism: parameters.p,
    hashLength: 32,
    outputType: 'binary',
  }).then((bytes) => { postMessage(bytes) }, (error: unknown) => { postMessage(String(error)) })
})
