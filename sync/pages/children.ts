/** Which child this is: name, date of birth and one number, always together (PRACTICE.md P-21). Twin of `children.py`. */
import { birthsOf } from '../lives'
import { dateText, localDay, seconds } from '../london'
import { named, registry } from '../registry'
import { likeness, warning } from './alike'
import { parts, said, type Context, type Doc, type Value } from './inputs'
import { kept } from './kept'

const NUMBERS = [
  ['nhs', 'NHS number'], ['hospital', 'Hospital number'], ['social_care', 'Social care number'], ['police', 'Police reference'],
] as const
const NO_NHS: Record<string, string> = { not_known: 'NHS number not known', none_yet: 'No NHS number yet' }
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]
const UNNAMED = 'Name not recorded'

/** Strings for one child; two different answers stand side by side, neither wins. */
export function identity(doc: Doc, child: string): Context {
  const check = warning([child, ...alike(doc, child)].map((one) => name(doc, one)))
  return { id: child, name: name(doc, child), born: born(doc, child), number: number(doc, child), initials: initials(doc, child), ends: ends(number(doc, child)), check }
}

/** The others of this discussion who may be taken for this child. */
export function alike(doc: Doc, child: string): string[] {
  const others = doc.children.filter((one) => one !== child)
  const mine = others.length ? shared(doc, child) : []
  return others.filter((one) => shared(doc, one).some((key) => mine.includes(key)))
}

export const shared = kept((doc, child): readonly string[] => {
  const all = values(doc, `children.${child}.birth`)
  const days = [...all.flatMap((one) => [said(one['date']), said(one['expected'])]).filter((day) => day !== ''), ...bornOn(doc, child)]
  return likeness(values(doc, `children.${child}.names`), days, all.some((one) => said(one['order']) !== ''))
})

/** Each day of birth that somebody gave, `YYYY-MM-DD`: as a date, or with the birth. */
export function bornOn(doc: Doc, child: string): string[] {
  const dates = values(doc, `children.${child}.birth`).map((one) => said(one['date'])).filter((day) => day !== '')
  const moments = birthsOf(doc, child).map((one) => seconds(said(parts(one.value)['at']))).filter((one) => one !== null)
  return [...new Set([...dates, ...moments.map((one) => dateText(localDay(one)))])]
}

export const name = kept((doc, child): string => nameAt(doc, `children.${child}.names`))

/** Of a child or an adult; two different answers stand side by side. */
export function nameAt(doc: Doc, path: string): string {
  const names = values(doc, path).map(full).filter((one) => one !== '')
  return [...new Set(names)].join(' or ') || UNNAMED
}

/** All that a page says of a name that a parent may be reading too (PRACTICE.md P-19). */
export function initials(doc: Doc, child: string): string {
  const all = values(doc, `children.${child}.names`).map(letters).filter((one) => one !== '')
  return [...new Set(all)].join(' or ') || UNNAMED
}

export function identities(doc: Doc): Context[] {
  return doc.children.map((child) => identity(doc, child))
}

/** The child a path is about, by name; empty where it is about all. */
export function about(doc: Doc | undefined, path: string): string {
  const [first = '', child = ''] = path.split('.')
  return doc && ['children', 'decisions'].includes(first) && doc.children.includes(child) ? name(doc, child) : ''
}

export function label(path: string): string {
  const field = registry.field(path)
  if (!field) throw new Error(`no field: ${path}`)
  return named(field, path)
}

/** What was written, never its words: its label, and which child. */
export function pathWords(doc: Doc | undefined, path: string): string {
  const field = registry.field(path)
  const child = about(doc, path)
  const words = field ? named(field, path) : 'Something this Seenby does not know'
  return child ? `${words} (${child})` : words
}

/** Every value a path may have: one, or each side of two different answers. */
export function values(doc: Doc, path: string): Value[] {
  const leaf = doc.leaves[path]
  if (!leaf) return []
  const all = leaf.sides?.length ? leaf.sides.map((side) => side.value) : [leaf.value]
  return all.filter((value) => value !== null).map(parts)
}

function full(value: Value): string {
  const knownAs = said(value['known_as'])
  const given = said(value['given'])
  const whole = [given, said(value['family'])].filter((part) => part !== '').join(' ')
  if (knownAs && whole) return knownAs === given ? whole : `${whole} (known as ${knownAs})`
  return whole || knownAs
}

function born(doc: Doc, child: string): string {
  const expected = values(doc, `children.${child}.birth`).map((one) => said(one['expected'])).filter((day) => day !== '')
  for (const [words, days] of [['Date of birth', bornOn(doc, child)], ['Expected date of birth (EDD)', expected]] as const) {
    if (days.length > 0) return `${words}: ${[...new Set(days.map(date))].join(' or ')}`
  }
  return 'Date of birth not recorded'
}

/** As a wristband has it: no weekday. */
function date(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
}

function number(doc: Doc, child: string): string {
  const all = values(doc, `children.${child}.numbers`)
  for (const [key, words] of NUMBERS) {
    const numbers = new Set(all.map((value) => said(value[key])).filter((one) => one !== ''))
    if (numbers.size > 0) return `${words} ${[...numbers].join(' or ')}`
  }
  return all.map((value) => NO_NHS[said(value['no_nhs'])]).find((words) => words !== undefined) ?? 'No number recorded'
}

function letters(value: Value): string {
  const words = [said(value['given']), said(value['family'])].filter((one) => one !== '')
  return (words.length ? words : [said(value['known_as'])]).map((word) => [...word].slice(0, 1).map((one) => `${one}.`).join('')).join('')
}

/** Tells two of the same letters apart, and is no name. */
function ends(number: string): string {
  const figures = number.replace(/[^0-9]/g, '')
  return figures && `number ends ${figures.slice(-4)}`
}
