/** The evidence questions: what the rules of this discussion's procedure turn on. Twin of `evidence.py`. */
import { caseOf } from '../case'
import { dateText, localDay, seconds } from '../london'
import type { Json } from '../messages'
import { registry } from '../registry'
import { words } from '../school_holidays'
import { answer } from './answers'
import { identities } from './children'
import { clocksOf } from './clock'
import { pageOf } from './forms'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { compiled } from './procedures'
import { Asking } from './questions'

/** These decide when a child should be seen; the rest follow in the registry's order. */
const FIRST = ['actual_harm', 'immediate_risk']

export function evidence(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const names = askedFacts(doc, inputs)
  const clocks = clocksOf(doc, inputs)
  const sections = identities(doc).map((child) => ({
    id: `child-${String(child['id'])}`, heading: `About ${String(child['name'])}`, child: child as Context | null,
    clock: clocks.ofChild(String(child['id'])) as Context | null,
    groups: groups(doc, asking, `children.${String(child['id'])}.facts.`, names, inputs),
  }))
  sections.push({
    id: 'everyone', heading: 'About all the children', child: null, clock: null, groups: groups(doc, asking, 'facts.', names, inputs),
  })
  return {
    ...pageOf('evidence', 'Evidence', doc, inputs),
    form: asking.form(`/discussions/${doc.id}/evidence`),
    sections: sections.filter((section) => section.groups.length > 0),
  }
}

/** Names of the facts any rule of the procedure mentions, in the registry's order, `FIRST` before all. */
export function askedFacts(doc: Doc, inputs: PageInputs): string[] {
  return askedOf(parts(inputs.procedures?.[doc.procedure])['rules'] ?? [])
}

/** The same of any rules. */
export function askedOf(rules: Json): string[] {
  const mentioned = new Set(strings(rules))
  const known = registry.fields.flatMap((field) => Object.keys(field.names ?? {}))
  return [
    ...FIRST.filter((name) => mentioned.has(name)),
    ...known.filter((name) => mentioned.has(name) && !FIRST.includes(name)),
  ]
}

/** A fact about a child hangs on the child; one about the discussion on the discussion (PRACTICE.md P-1). */
export function factPath(doc: Doc, child: string, fact: string): string {
  const path = `children.${child}.facts.${fact}`
  return doc.children.includes(child) && registry.field(path) ? path : `facts.${fact}`
}

function groups(doc: Doc, asking: Asking, prefix: string, names: string[], inputs: PageInputs): Context[] {
  return names.filter((name) => registry.field(`${prefix}${name}`)).map((name) => {
    const group = asking.group(`${prefix}${name}`)
    const [main = null, ...more] = group.questions
    return {
      ...group,
      standing: answer(doc, `${prefix}${name}`, group.legend, inputs.now),
      main: main && { ...main, hint: hint(doc, name, inputs) },
      more,
      more_open: more.some((question) => question.value !== '' || question.error !== ''),
    }
  })
}

/** What the procedure lists, beside the question it bears on; the answer stays a person's (S-3.3). */
function hint(doc: Doc, name: string, inputs: PageInputs): string {
  if (name !== 'school_holidays') return ''
  const listed = compiled(inputs)[doc.procedure]?.school_holidays ?? {}
  return words(listed, dateText(localDay(held(doc) ?? seconds(inputs.now) ?? 0)))
}

/** When the last call or meeting began. */
function held(doc: Doc): number | null {
  const calls = caseOf(doc).events.filter((event) => event['type'] === 'sd_contact').map((event) => seconds(String(event['at'])))
  return calls.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null)
}

/** Every string in a rule, keys too: whichever way a condition names its facts, they are found. */
export function strings(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  return Object.entries(parts(value)).flatMap(([key, part]) => [key, ...strings(part)])
}
