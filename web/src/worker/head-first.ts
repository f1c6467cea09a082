/** The pages that are opened most begin before they are drawn: while the vault is read the browser puts the page before away,
 *  and has style and script at hand. */
import type { Route } from '../../../sync/registry'
import { Locked, type Vault } from '../vault/vault'

/** What this device holds of these it can draw: no part of the address but the discussion is looked for in it. */
const OPENED_MOST = new Set(['tonight', 'discussion'])

export async function canDraw(vault: Vault, { name }: Route, { discussion }: Record<string, string>): Promise<boolean> {
  if (!OPENED_MOST.has(name) || !await vault.contact()) return false
  return discussion === undefined || await vault.document(discussion) !== undefined
}

/** What went wrong may quote a record, and a console is read over shoulders and kept: only its kind and its place are said. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'An error'
  const places = error.stack?.match(/\bsw\.js:\d+:\d+/g) ?? []
  return [error.constructor.name, ...places.slice(0, 5)].join(' ')
}

type Draw = () => Promise<string | undefined>

/** `draw` answers a whole page, which begins with `head`, and so does `instead`, where that cannot be drawn or has left the
 *  device meanwhile. Locked while it was being drawn, nothing of it may leave: its address is asked for again, which leads to
 *  the lock page. */
export function headFirst(vault: Vault, head: string, draw: Draw, instead: Draw, address: string): ReadableStream {
  const bytes = new TextEncoder()
  const rest = async (): Promise<string> => {
    const drawn = await draw().catch((error: unknown) => {
      if (!(error instanceof Locked)) console.error(placeOf(error))
      return undefined
    })
    const html = drawn ?? await instead()
    if (!vault.isOpen) return `<meta http-equiv="refresh" content="0;url=${new URL(address).pathname}">`
    if (!html?.startsWith(head)) throw new Error(`${address} could not be drawn.`)
    return html.slice(head.length)
  }
  return new ReadableStream({
    start(controller) { controller.enqueue(bytes.encode(head)) },
    async pull(controller) {
      // The head is sent before this thread has no time for it.
      await new Promise((done) => setTimeout(done))
      controller.enqueue(bytes.encode(await rest()))
      controller.close()
    },
  }, { highWaterMark: 0 })
}
