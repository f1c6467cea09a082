/** A path -> the questions of a form, named as sync/README.md says, filled from the page or from a draft. Twin of `questions.py`. */
import { canonical, type Json } from '../messages'
import { named, registry, type Field, type Part } from '../registry'
import { group } from '../values'
import { initials, name as childName } from './children'
import { parts as partsOf, type Context, type Doc, type Draft, type PageInputs } from './inputs'
import { kept } from './kept'
import { fold, local } from './local'

const TYPES: Record<string, string> = { choice: 'radios', answer: 'radios', id: 'radios', person: 'radios', long_text: 'long_text', instant: 'instant', date: 'date', check: 'check' }
const BEDSIDE = ['add:information/child', 'add:urgent/child']
const FOLD = [['before', 'Before the clocks went back'], ['after', 'After the clocks went back']] as const

export interface Option extends Context { value: string; text: string; id: string; checked: boolean; hint: string }
export interface Question extends Context {
  type: string
  name: string
  id: string
  label: string
  hint: string
  value: string
  error: string
  options: Option[]
  key: string
}
export interface Group extends Context { path: string; legend: string; questions: Question[] }

/** The form of one page: what was typed before stands before what is stored. */
export class Asking {
  readonly #doc: Doc
  readonly #draft: Draft | null
  readonly #typed: Map<string, string>
  readonly #errors: Map<string, string>
  readonly nonce: string

  constructor(doc: Doc, inputs: PageInputs) {
    this.#doc = doc
    this.#draft = inputs.draft ?? null
    this.#typed = new Map(this.#draft?.fields ?? [])
    this.#errors = new Map((this.#draft?.errors ?? []).map((problem) => [problem.name, problem.text]))
    this.nonce = this.#draft ? this.#draft.nonce : inputs.nonce
  }

  /** `after` = where to go next; without it, the discussion. */
  form(page: string, after = ''): Context {
    const home = `/discussions/${this.#doc.id}`
    return { action: `${home}/changes`, nonce: this.nonce, page, next: after || home }
  }

  /** A group of the document, whole, for its parts are one answer; what is said anew each time stands empty. */
  group(path: string): Group {
    const field = fieldOf(path)
    const leaf = this.#doc.leaves[path]
    const drafted = this.#typed.has(`was:${path}`)
    const anew = (field.parts ?? []).filter((part) => part.anew).map((part) => part.key)
    const value = Object.fromEntries(Object.entries(partsOf(leaf?.value)).filter(([key]) => !anew.includes(key)))
    return {
      path,
      id: idOf(path),
      legend: named(field, path),
      open: drafted || !leaf?.sides?.length,
      seen_name: `seen:${path}`,
      seen: this.#typed.get(`seen:${path}`) ?? (leaf?.seen ?? []).join(' '),
      was_name: `was:${path}`,
      was: this.#typed.get(`was:${path}`) ?? canonical(Object.keys(value).length ? value : null),
      questions: this.#questions(`set:${path}`, field.parts ?? [], value, drafted),
    }
  }

  /** A new entry; `given` = values to start from. */
  adding(path: string, given: Record<string, Json> = {}): Question[] {
    return this.#questions(`add:${path}`, fieldOf(path).parts ?? [], given, this.#draft !== null)
  }

  /** What a form says without asking; what the page it comes back from said stands before it. */
  hidden(fields: Record<string, string>): Context[] {
    return Object.entries(fields).map(([name, value]) => ({ name, value: this.#typed.get(name) ?? value }))
  }

  /** What a correction says in all before it is changed: saved so, it writes nothing. A draft says it itself. */
  opened(path: string, asked: Context[]): Context {
    const [prefix, was] = [`add:${path}/`, `was:${path}`]
    const said = Object.fromEntries(asked.map(({ name, value }) => [String(name).replace(prefix, ''), [String(value)]]))
    const [value] = group(prefix, said, fieldOf(path).parts ?? [], 'Europe/London', true)
    return { name: was, value: this.#draft ? this.#typed.get(was) ?? '' : canonical(value) }
  }

  settling(path: string, sides: (Context & { id: string })[]): Context {
    const name = `settle:${path}`
    const chosen = this.#typed.get(`${name}/choose`) ?? ''
    const options = sides.map((side) => ({ ...option(`${name}/choose`, side.id, '', chosen), side }))
    return {
      choose: this.#make('radios', `${name}/choose`, 'Which answer stands', chosen, options),
      why: this.#make('long_text', `${name}/why`, 'Why', this.#typed.get(`${name}/why`) ?? '', []),
      seen_name: `seen:${path}`,
      seen: this.#typed.get(`seen:${path}`) ?? (this.#doc.leaves[path]?.seen ?? []).join(' '),
      was_name: `was:${path}`,
      was: this.#typed.get(`was:${path}`) ?? 'null',
    }
  }

  #questions(prefix: string, parts: Part[], value: Record<string, Json>, drafted: boolean): Question[] {
    return parts.flatMap((part) => {
      const name = `${prefix}/${part.key}`
      const shown = this.#question(part, name, drafted ? this.#typed.get(name) ?? '' : asTyped(part, value[part.key]))
      return part.type === 'instant' ? [shown, ...this.#fold(name, drafted ? '' : fold(String(value[part.key] ?? '')))] : [shown]
    })
  }

  #question(part: Part, name: string, value: string): Question {
    const choices = part.type === 'id'
      ? this.#doc.children.map((child) => option(name, child, called(this.#doc, name, child), value))
      : (part.choices ?? []).map((choice) => option(name, choice.value, choice.text, value))
    return { ...this.#make(TYPES[part.type] ?? 'text', name, part.label, value, choices), key: part.key }
  }

  /** Asked of a time that happened twice; what is stored, or the present time, knows which. */
  #fold(instant: string, stored: string): Question[] {
    const name = `${instant}/fold`
    if (!this.#typed.has(name) && !stored && !(this.#errors.get(instant) ?? '').includes('happens twice')) return []
    const value = this.#typed.get(name) ?? stored
    const options = FOLD.map(([key, words]) => option(name, key, words, value))
    return [{ ...this.#make('radios', name, 'That time happened twice. Which one?', value, options), key: 'fold' }]
  }

  #make(type: string, name: string, label: string, value: string, options: Option[]): Question {
    return {
      type, name, id: idOf(name), label, hint: '', value,
      error: this.#errors.get(name) ?? '', options, key: name.slice(name.lastIndexOf('/') + 1),
    }
  }
}

/** A question of one answer out of a list, on a page that is no form of a discussion. */
export function choice(name: string, label: string, value: string, choices: readonly (readonly [string, string])[]): Question {
  const options = choices.map(([key, words]) => option(name, key, words, value))
  return { type: 'radios', name, id: idOf(name), label, hint: '', value, error: '', options, key: name.slice(name.lastIndexOf('/') + 1) }
}

/** A time; `again` asks which of two, where it happened twice. */
export function moment(name: string, label: string, value: string, error: string, fold: string): Question {
  const again = error || fold ? [choice(`${name}/fold`, 'That time happened twice. Which one?', fold, FOLD)] : []
  return { ...choice(name, label, value, []), type: 'instant', error, again }
}

/** Whether this person may write there: `writable` holds patterns, a `{word}` stands for one id. */
export const mayWrite = kept((doc, path): boolean => {
  const steps = path.split('.')
  return doc.writable.some((pattern) => fits(pattern.split('.'), steps))
})

/** A field's id, where an error summary's link lands. */
export function idOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
}

function fieldOf(path: string): Field {
  const field = registry.field(path)
  if (!field) throw new Error(`no field: ${path}`)
  return field
}

function fits(pattern: string[], steps: string[]): boolean {
  return pattern.length === steps.length && pattern.every((part, i) => part.startsWith('{') || part === steps[i])
}

function option(name: string, value: string, text: string, chosen: string): Option {
  return { value, text, id: idOf(`${name}-${value}`), checked: value === chosen, hint: '' }
}

function asTyped(part: Part, value: Json | undefined): string {
  if (value === undefined || value === null || value === false) return ''
  return part.type === 'instant' ? local(String(value)) : String(value)
}

/** At a bedside by initials, where these tell the children apart (PRACTICE.md P-19). */
function called(doc: Doc, name: string, child: string): string {
  const mine = initials(doc, child)
  const same = BEDSIDE.includes(name) ? doc.children.filter((one) => initials(doc, one) === mine) : []
  return same.length === 1 ? mine : childName(doc, child)
}
