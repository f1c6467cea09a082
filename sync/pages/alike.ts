/** Two children who may be taken for each other (PRACTICE.md P-21, Z-38). Twin of `alike.py`. */
import { said, type Value } from './inputs'

const COUNTS: Record<number, string> = { 2: 'two', 3: 'three' }
const FIRST_SIGNS = 3

/** What two such children share: a family name with a day of birth or with how a name begins; a twin's birthday. */
export function likeness(names: Value[], days: string[], twin: boolean): string[] {
  const all = (keys: string[]): string[] => names.flatMap((one) => keys.map((key) => said(one[key]).toLowerCase())).filter((one) => one !== '')
  const firsts = all(['given', 'known_as']).map((one) => [...one].slice(0, FIRST_SIGNS).join(''))
  const made = all(['family']).flatMap((family) => [...days, ...firsts].map((one) => `${family}, ${one}`))
  return [...new Set([...made, ...(twin ? days.map((day) => `twin, ${day}`) : [])])]
}

/** The child's own name first; empty where nobody else is like her. */
export function warning(names: string[]): string {
  if (names.length < 2) return ''
  const count = COUNTS[names.length]
  return count ? `Check: ${count} children called ${[...new Set(names)].join(' and ')}` : `Check: ${names.length} children have names like this one`
}
