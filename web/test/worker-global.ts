/** What a browser gives a service worker; import it before anything of `src/worker`. Node has none of it. */
const pages: { postMessage(message: unknown): void }[] = []

Object.assign(globalThis, {
  self: globalThis,
  __VERSION__: 'test',
  __BUILT__: 'test',
  clients: { matchAll: async () => pages },
  registration: {},
  location: new URL('http://localhost'),
})

export {}
