/** Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.py`. */
import { parts, said, type Doc, type PageInputs } from './inputs'
import { oldCopy } from './shell'

const PERMISSIVE = ['supervised', 'named', 'anyone', 'parents', 'staff', 'discharge']
const LETS = /\.(visiting|collecting|leaving)$/

/** Of all the children, or of one. */
export function ringFirst(doc: Doc, inputs: PageInputs): boolean {
  return oldCopy(inputs)
    && Object.entries(doc.leaves).some(([path, { value }]) => LETS.test(path) && PERMISSIVE.includes(said(parts(value)['who'])))
}
