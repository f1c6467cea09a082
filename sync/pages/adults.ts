/** The adults around the children, one thing at a time (PRACTICE.md P-6). Twin of `adults.py`. */
import { identities, identity, label, name, nameAt, values } from './children'
import { contactLines } from './contact'
import { said, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { Asking, mayWrite } from './questions'
import { caution } from './ring_first'
import { askingPage, card, editable, groupOf, showing } from './short'

const PARTS = ['names', 'birth', 'needs', 'risk_to_staff', 'address']
const OF_CHILD = ['to', 'harm', 'contact']
const ANSWERS: Record<string, string> = { yes: 'yes', no: 'no', unknown: 'not known' }
const ADDRESSES = 'Addresses are kept apart: only the chair and the minute taker see them, and no copy that goes out has them.'
const KEPT = 'An address is kept. Open it only where nobody looks over your shoulder.'

export function adults(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  return showing('adults', 'The adults', doc, inputs, {
    children: identities(doc),
    caution: caution(doc, inputs),
    back: here,
    lead: doc.adults.length ? [ADDRESSES] : ['Nobody is written down yet.', ADDRESSES],
    sections: doc.adults.map((adult) => row(doc, adult, `${here}/adults/${adult}`, inputs.now)),
    links: mayWrite(doc, 'adults.{adult}.names') ? [{ href: `${here}/new-adult`, words: 'Add an adult' }] : [],
  })
}

export function adult(doc: Doc, inputs: PageInputs): Context {
  const id = inputs.params?.['adult'] ?? ''
  const here = `/discussions/${doc.id}/adults/${id}`
  const about = PARTS.filter((part) => part !== 'address').map((part) => editable(doc, `adults.${id}.${part}`, `${here}/${part}`, inputs.now))
  const ofChildren = doc.children.map((child) => card(`child-${child}`, name(doc, child), {
    lines: contactLines(doc, id, child, inputs.now),
    answers: OF_CHILD.map((part) => editable(doc, `adults.${id}.${part}.${child}`, `${here}/${part}/${child}`, inputs.now)),
  }))
  const own = card('about', nameAt(doc, `adults.${id}.names`), { answers: about })
  return showing('adult', 'An adult', doc, inputs, {
    back: `/discussions/${doc.id}/adults`,
    children: [],
    caution: caution(doc, inputs),
    sections: [own, ...ofChildren, address(doc, id, here)],
  })
}

/** Who is there already stands first, so that nobody is entered twice; what else is known is asked next. */
export function adultNew(doc: Doc, inputs: PageInputs): Context {
  const here = `/discussions/${doc.id}`
  const known = doc.adults.map((one) => nameAt(doc, `adults.${one}.names`))
  const begun = `${here}/adults/n${new Asking(doc, inputs).nonce.slice(0, 15).toLowerCase()}`
  return askingPage('adult_new', 'Add an adult', doc, inputs, `${here}/new-adult`, begun, 'adults.{adult}.names', {
    back: `${here}/adults`,
    lead: known.length ? [`Written down already: ${known.join('; ')}.`] : [],
    groups: [groupOf(doc, inputs, 'adults.new.names')],
    button: 'Save, and go on',
  })
}

export function adultEdit(doc: Doc, inputs: PageInputs): Context {
  const { adult: id = '', about: part = '', child = '' } = inputs.params ?? {}
  const home = `/discussions/${doc.id}/adults/${id}`
  const path = `adults.${id}.${part}${child && `.${child}`}`
  const place = `${home}/${part}${child && `/${child}`}`
  return askingPage(child ? 'adult_child' : 'adult_edit', label(path), doc, inputs, place, home, path, {
    children: child ? [identity(doc, child)] : [],
    caution: part === 'contact' ? caution(doc, inputs) : '',
    lead: [nameAt(doc, `adults.${id}.names`)],
    groups: [groupOf(doc, inputs, path)],
  })
}

export function strays(doc: Doc, { adult: id, about, child }: Record<string, string>): boolean {
  const parts = child === undefined ? PARTS : OF_CHILD
  return (id !== undefined && !doc.adults.includes(id)) || (about !== undefined && !parts.includes(about))
}

function row(doc: Doc, id: string, href: string, now: string): Context {
  const lines = doc.children.flatMap((child) => {
    const kin = values(doc, `adults.${id}.to.${child}`).map((value) => `${name(doc, child)}: ${kinOf(value).filter((part) => part !== '').join(', ')}`)
    const harm = values(doc, `adults.${id}.harm.${child}`).map((one) => said(one['answer']))
    const alleged = harm.includes('yes') || harm.length > 1 ? [`Alleged to have caused harm to ${name(doc, child)}`] : []
    return [...kin, ...alleged, ...contactLines(doc, id, child, now)]
  })
  return card(`adult-${id}`, nameAt(doc, `adults.${id}.names`), { href, lines })
}

function kinOf(value: Value): string[] {
  const [responsible, lives] = [said(value['responsibility']), said(value['lives_with'])]
  return [
    said(value['relationship']),
    responsible && `parental responsibility: ${ANSWERS[responsible] ?? ''}`,
    lives && `lives with the child: ${ANSWERS[lives] ?? ''}`,
  ]
}

/** Hidden until it is asked for; who may not see it is told who may. */
function address(doc: Doc, id: string, here: string): Context {
  const hers = mayWrite(doc, `adults.${id}.address`)
  const kept = values(doc, `adults.${id}.address`).length ? KEPT : 'No address is kept.'
  return card('address', 'Address', { href: hers ? `${here}/address` : '', lines: [hers ? kept : ADDRESSES] })
}
