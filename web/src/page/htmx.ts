/** htmx, set up before it starts: nothing kept in the browser's stores, nothing swapped while locked. */
import './policy'
import './htmx-config'
import htmx from 'htmx.org'

interface Swap { target: string; select: string; swap: string }
interface Htmx { ajax(verb: 'GET', path: string, how: Swap): Promise<unknown>; config: { noSwap: number[] } }

// htmx's own types name neither form of `ajax` that it takes.
export const swapper = htmx as unknown as Htmx
swapper.config.noSwap = [204, 304, 423, 507]
