/** One question over a MessageChannel, with a limit: a page that is gone or frozen never answers. */
type Asked = { postMessage(message: unknown, transfer: Transferable[]): void }

/** Undefined where no answer came in `ms`. The type is the caller's word for what the other side sends. */
export function ask<T>(whom: Asked, question: unknown, ms: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = (answer: T | undefined): void => {
      clearTimeout(timer)
      port1.close()
      resolve(answer)
    }
    const timer = setTimeout(() => { end(undefined) }, ms)
    port1.onmessage = (event: MessageEvent<T>) => { end(event.data) }
    whom.postMessage(question, [port2])
  })
}
