/** Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.py`. */
import { parts, said, type Doc, type PageInputs } from './inputs'
import { oldCopy } from './shell'

const PERMISSIVE = ['supervised', 'named', 'anyone', 'parents', 'staff', 'discharge', 'allowed', 'yes']
const LETS = /\.(visiting|collecting|leaving)$|^adults\..*\.contact\./
const WORDS = 'This copy is more than an hour old. Ring before you let anyone visit or take the child.'

/** Of all the children, or of one; and what was said of one adult. */
export function ringFirst(doc: Doc, inputs: PageInputs): boolean {
  return oldCopy(inputs) && Object.entries(doc.leaves).some(([path, { value }]) => (
    LETS.test(path) && ['who', 'contact', 'collecting'].some((key) => PERMISSIVE.includes(said(parts(value)[key])))))
}

/** The same, for a page that prints one sentence first. */
export function caution(doc: Doc, inputs: PageInputs): string {
  return ringFirst(doc, inputs) ? WORDS : ''
}
