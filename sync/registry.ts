import fieldsJson from './fields.json'
import headersJson from './headers.json'
import sitemapJson from './sitemap.json'

export interface Choice { value: string; text: string }
export interface Part { key: string; label: string; type: string; choices?: Choice[]; required?: boolean; asked?: boolean; asked_of?: Record<string, string[]>; anew?: boolean; after?: string; check?: string }
export interface Cautious { value?: unknown; words: string; show_all?: boolean; engine?: string }
export interface Field {
  path: string
  kind: string
  label: string
  section: string
  writers: string[]
  type?: string
  parts?: Part[]
  names?: Record<string, string>
  choices?: Choice[]
  steps?: Record<string, string[]>
  safety_critical?: boolean
  cautious?: Cautious
  settled?: string
  settled_names?: Record<string, string[]>
  /** What to do while nobody has answered. */
  unset?: string
}
/** As they stand in the file: choices that several parts have are named, and listed once. */
interface WrittenPart extends Omit<Part, 'choices'> { choices?: Choice[] | string }
interface Written extends Omit<Field, 'parts'> { parts?: WrittenPart[] }
export interface Settling { capacities: string[]; roles: string[]; nights: string[]; words: string }
export interface Opening { opens: string[]; kinds: string[] }
export interface Route {
  name: string
  method: string
  path: string
  template: string | null
  policy: string
  where: string
}

export const OPERATIONS: Record<string, string> = { scalar: 'set', group: 'set', set: 'tag', entries: 'add', state: 'step' }
const ITEM_ID = /^[a-z][a-z0-9]{0,31}$/

/** `fields.json`, able to say which field a path belongs to. */
export class Registry {
  readonly fields: Field[]
  readonly settlers: string[]
  readonly settling: Record<string, Settling>
  /** What somebody may be here for alone, and the sections, paths and kinds of note that each opens. */
  readonly items: Record<string, Opening>
  #patterns: [string[], Field][]

  constructor(data: { settlers: string[]; settling: Record<string, Settling>; items: Record<string, Opening>; choices: Record<string, Choice[]>; fields: Written[] }) {
    this.settling = data.settling
    this.items = data.items
    this.settlers = data.settlers
    this.fields = data.fields.map(({ parts, ...field }) => parts ? { ...field, parts: parts.map((part) => chosenFrom(part, data.choices)) } : field)
    this.#patterns = this.fields.map((field) => [field.path.split('.'), field])
  }

  /** Undefined where no field has this path, or an id or name in it is not allowed. */
  field(path: string): Field | undefined {
    const steps = path.split('.')
    return this.#patterns.find(([pattern, field]) => fits(pattern, steps, field))?.[1]
  }
}

function chosenFrom(part: WrittenPart, lists: Record<string, Choice[]>): Part {
  const { choices, ...rest } = part
  return choices ? { ...rest, choices: typeof choices === 'string' ? lists[choices] ?? [] : choices } : rest
}

function fits(pattern: string[], steps: string[], field: Field): boolean {
  return pattern.length === steps.length
    && pattern.every((p, i) => stepFits(p, steps[i] ?? '', field, i === steps.length - 1))
}

function stepFits(pattern: string, step: string, field: Field, last: boolean): boolean {
  if (!pattern.startsWith('{')) return pattern === step
  if (last && field.names) return Object.hasOwn(field.names, step)
  return ITEM_ID.test(step)
}

/** The label of this very path: a fact's own question, else the field's label. */
export function named(field: Field, path: string): string {
  return field.names?.[path.slice(path.lastIndexOf('.') + 1)] ?? field.label
}

/** Its parts, by the words of an error: an answer has no name of its own, it is called what it answers. */
export function asked(field: Field, path: string): Part[] {
  return (field.parts ?? []).map((part) => part.label === 'Answer' ? { ...part, label: named(field, path) } : part)
}

export const registry = new Registry(fieldsJson)
export const routes: Route[] = sitemapJson.routes
export const headers: Record<string, string> = headersJson
