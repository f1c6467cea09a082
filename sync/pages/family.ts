/** What the family may be told, by whom, not before when, and consent: each on a short page (P-28). Twin of `family.py`. */
import { answer } from './answers'
import { identities, label } from './children'
import { problem } from './device'
import type { Context, Doc, PageInputs } from './inputs'
import { everywhere, FAMILY, red, whom } from './not_before'
import { mayWrite } from './questions'
import { askingPage, card, editable, groupOf, showing } from './short'

const PURPOSES = ['medical', 'interview', 'advocacy']
const HEADING = 'What the family may be told'
const CONSENT = 'Consent'
const ADULT = 'another-adult'
const LEAD = [
  'Professionals share with each other here without asking the family for consent: do not ask for it.',
  'Nobody of the family interprets for the family. Ask for an interpreter.',
]

/** What stands in an address -> the path it is about. */
function asked(doc: Doc): Record<string, string> {
  const children = doc.children.flatMap((child) => [
    [child, `children.${child}.told`], ...PURPOSES.map((purpose) => [`${child}-${purpose}`, `children.${child}.consent.${purpose}`]),
  ])
  const adults = doc.adults.map((adult) => [`adult-${adult}`, `adults.${adult}.told`])
  return Object.fromEntries([['the-family', FAMILY], ...children, ...adults, [ADULT, 'adults.new.told']]) as Record<string, string> // pairs of text
}

export function family(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}/family`
  const { now } = inputs
  const all = asked(doc)
  const said = (key: string): Context => {
    const path = all[key] ?? FAMILY
    return { ...editable(doc, path, `${here}/${key}`, now), red: red(doc, path, now) }
  }
  const adults = Object.entries(all).filter(([key, path]) => key.startsWith('adult-') && path in doc.leaves)
    .map(([key, path]) => ({ about: whom(doc, path), ...said(key) }))
  const sections = identities(doc).map((child) => {
    const id = String(child['id'])
    const agreed = answer(doc, `decisions.${id}.family_told`, label(`decisions.${id}.family_told`), now)
    const told = [said(id), ...(agreed['answered'] || agreed['two'] ? [agreed] : [])]
    return card(`child-${id}`, String(child['name']), { answers: [...told, ...PURPOSES.map((purpose) => said(`${id}-${purpose}`))] })
  })
  return showing('family', HEADING, doc, inputs, {
    children: [],
    lead: LEAD,
    sections: [card('the-family', 'The family', { answers: [said('the-family'), ...adults] }), ...sections],
    links: mayWrite(doc, FAMILY) ? [{ href: `${here}/${ADULT}`, words: 'What another adult may be told' }] : [],
  })
}

export function familyEdit(doc: Doc, inputs: PageInputs): Context {
  const key = inputs.params?.['answer'] ?? ''
  const here = `/discussions/${doc.id}/family`
  const path = asked(doc)[key]
  if (path === undefined) return problem(inputs)
  const child = path.startsWith('children.') ? path.split('.')[1] : ''
  const heading = path.includes('.consent.') ? CONSENT : HEADING
  return askingPage('family_edit', heading, doc, inputs, `${here}/${key}`, here, path, {
    children: identities(doc).filter((one) => !child || one['id'] === child),
    lead: heading === CONSENT ? LEAD.slice(0, 1) : everywhere(doc, inputs.now),
    groups: [groupOf(doc, inputs, path)],
  })
}
