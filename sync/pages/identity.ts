/** Which child this is, where she is and who works with her, each on a short page of its own (PRACTICE.md P-21, P-26).
 *  Twin of `identity.py`. */
import { birthsOf, died } from '../lives'
import { BORN, DIED, lost } from './born_died'
import { bornOn, identities, identity } from './children'
import type { Context, Doc, PageInputs } from './inputs'
import { mayWrite } from './questions'
import { askingPage, card, editable, groupOf, showing } from './short'

const WHO = ['names', 'birth', 'numbers']
/** A ward on duty holds the first of these; of the others it is not said that nobody answered. */
const MORE = ['place', 'workers', 'responsible', 'about', 'school', 'gp']
export const PARTS = [...WHO, ...MORE]
const WRITTEN = 'The birth, as it was written down: the midwife, and to correct it'
const PLACE = 'Everyone in this discussion, and the ward, sees this. Do not write the address of a refuge or a placement here.'
const DEPUTY = 'Who has this child tonight stands on the first screen when the office closes. Name them anew for each night.'
const LEADS: Record<string, string[]> = { place: [PLACE], workers: [DEPUTY] }

export function child(doc: Doc, inputs: PageInputs): Context {
  const id = inputs.params?.['child'] ?? ''
  const here = `/discussions/${doc.id}/children/${id}`
  const each = (parts: string[]): Context[] => parts.map((part) => editable(doc, `children.${id}.${part}`, `${here}/who/${part}`, inputs.now))
  const more = each(MORE).filter((one) => one['href'] || one['answered'] || one['two'])
  const told = birthsOf(doc, id).length > 0
  const asked = !died(doc, id) && (told || bornOn(doc, id).length === 0)
  const links = asked ? [{ href: `${here}/born`, words: told ? WRITTEN : BORN }] : []
  return showing('child', 'Which child this is', doc, inputs, {
    children: [identity(doc, id)],
    caution: lost(doc, id, inputs.now),
    sections: [
      card('who', 'Names, birth, numbers', { answers: each(WHO) }),
      ...(more.length ? [card('more', 'Where the child is, social workers, school', { answers: more })] : []),
    ],
    links: mayWrite(doc, 'births') ? [...links, { href: `${here}/died`, words: DIED }] : [],
  })
}

export function childEdit(doc: Doc, inputs: PageInputs): Context {
  const { child: id = '', part = '' } = inputs.params ?? {}
  const here = `/discussions/${doc.id}/children/${id}`
  const path = `children.${id}.${part}`
  return askingPage('child_edit', 'Which child this is', doc, inputs, `${here}/who/${part}`, here, path, {
    children: [identity(doc, id)],
    lead: LEADS[part] ?? [],
    groups: [groupOf(doc, inputs, path)],
  })
}

/** Who is in the discussion already stands first, so that nobody is entered twice. */
export function childNew(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  return askingPage('child_new', 'Another child', doc, inputs, `${here}/new-child`, here, 'children', {
    children: identities(doc),
    already: 'Already in this discussion:',
    lead: ['A child who is not born yet has an expected date of birth and no other.'],
    groups: ['names', 'birth'].map((part) => groupOf(doc, inputs, `children.new.${part}`)),
    button: 'Save the child',
  })
}
