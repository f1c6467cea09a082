/** A page as an answer, with the same headers as the server's own; and the one way to send somebody on. */
import { headers } from '../../../sync/registry'

export function htmlAnswer(html: string | ReadableStream, request: Request, status = 200): Response {
  const url = new URL(request.url)
  const answer = new Response(html, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } })
  if (request.headers.has('HX-Request') && movesTo(request, url)) answer.headers.set('HX-Push-Url', url.pathname + url.search)
  return answer
}

/** Only 303: Chromium writes a POST that was answered by a page, words and all, into its session files. */
export function seeOther(path: string, origin: string): Response {
  return Response.redirect(new URL(path, origin).href, 303)
}

/** A page that fetches its own address again must not fill the history with it. */
function movesTo(request: Request, url: URL): boolean {
  const current = request.headers.get('HX-Current-URL')
  return !current || new URL(current, url).pathname !== url.pathname
}
