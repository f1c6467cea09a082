/** Made by build.mjs: every template, compiled. */
declare module 'seenby:templates' {
  const templates: Record<string, { root: (...parts: unknown[]) => void }>
  export default templates
}
/** Set by build.mjs: the digest of everything this build ships, and each static file with its digest. */
declare const __VERSION__: string
declare const __BUILT__: string
declare const __STATIC__: { path: string; integrity: string }[]
