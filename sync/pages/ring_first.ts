/** Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.py`. */
import { parts, said, type Doc, type PageInputs } from './inputs'
import { oldCopy } from './shell'

const PERMISSIVE = ['supervised', 'named', 'anyone', 'parents']

export function ringFirst(doc: Doc, inputs: PageInputs): boolean {
  return oldCopy(inputs)
    && ['visiting', 'collecting'].some((part) => PERMISSIVE.includes(said(parts(doc.leaves[`ward_plan.${part}`]?.value)['who'])))
}
