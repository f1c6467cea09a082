/** By when each child should be seen, in words, worked out here and now. Twin of `clock.py`. */
import { caseOf } from '../case'
import { CaseError } from '../errors'
import { deadlines, type Calendar, type Procedure, type Result } from '../deadlines'
import { standing } from '../following'
import { headline, ofCase, type Headline } from '../headline'
import { lasts } from '../lasting'
import { narrowed } from '../narrowing'
import type { Rule } from '../procedure'
import type { Context, Doc, PageInputs } from './inputs'
import { values } from './children'
import { lastDay, local, minutesBetween } from './local'
import { VERSION_SHOWN, compiled, dated, href } from './procedures'

export interface Clock extends Context {
  words: string
  kind: string
  tone: string
  tag: string
  tag_colour: string
  reason: string
  cite_words: string
  beneath: string
  rules: string
  href: string
  facts: string[]
  others: Context[]
  due: string
  order: string
}
const TAGS: Record<string, [string, string]> = {
  met: ['Seen', 'green'], unborn: ['Not born yet', 'grey'], none: ['No date', 'red'], conditional: ['Question open', ''],
}
const COLOURS: Record<string, string> = { red: 'red', amber: 'orange', calm: 'blue', quiet: 'grey' }
const TONES = ['red', 'amber', 'calm', 'quiet']
/** Sorts after every date: a clock without one is shown by its tone alone. */
const NEVER = '9999'
const NO_DATE = 'No date agreed: ask the chair'
const NO_BIRTH = 'No date can be worked out: write down when the child was born, or is expected'

/** Where a procedure sets no date for seeing the child, the one that its discussion agreed stands (PRACTICE.md P-2 iv). */
const AGREED: Rule = {
  id: 'agreed', cite: { source: '', line: 0 }, title: '', why: '', when: null, effect: 'seen_by', force: 'should', kind: 'max',
  per: 'child', unit: 'agreed', amount: null,
  anchor: { discussion: 'date', which: 'first', carrying: [], complete: false, by_enquiry: false, renewed_by: [] },
  stop: { seen_by: ['social_worker', 'lead_social_worker'] }, beneath: null, agreed_by: 'visit_agreed',
}

const remembered = new WeakMap<Doc, Clocks>()

/** The clocks of a document that has not changed, as long as they stand: a device may hold 200 of them. No twin: the server
 *  makes a list of a few, once. */
export function clocksOf(doc: Doc, inputs: PageInputs): Clocks {
  const known = remembered.get(doc)
  if (known?.stands(inputs)) return known.from(inputs.now)
  const clocks = new Clocks(doc, inputs)
  remembered.set(doc, clocks)
  return clocks
}

/** One discussion's clocks at one moment; never blank, never throws (DESIGN.md section 5). */
export class Clocks {
  readonly rules: string
  readonly closed: boolean
  readonly standing: Procedure[]
  problem = ''
  readonly #doc: Doc
  #now: string
  readonly #calendar: Calendar | null | undefined
  readonly #digests: string[]
  readonly #silent: Readonly<Record<string, string>>
  readonly #expected: string[]
  readonly #complete: boolean
  #result: Result | null | undefined
  #first: Result | null | undefined
  #until: string
  readonly #children = new Map<string, Clock>()

  constructor(doc: Doc, inputs: PageInputs) {
    this.#doc = doc
    this.#now = inputs.now
    // The server compiled and checked both; the device keeps them as they came, by digest and version.
    const procedure = compiled(inputs)[doc.procedure]
    this.#calendar = inputs.calendar as unknown as Calendar | null | undefined
    const status = doc.leaves['status']
    this.closed = status?.value === 'closed' && !status.pending
    this.#expected = doc.children.filter((child) => values(doc, `children.${child}.birth`).some((birth) => birth['expected']))
    this.rules = procedure ? rulesOf(procedure) : ''
    this.#silent = procedure?.silent ?? {}
    this.#digests = standing(doc)
    this.standing = this.#digests.map((digest) => compiled(inputs)[digest]).filter((one) => one !== undefined)
    if (!procedure || !this.#calendar) this.problem = 'The rules have not reached this device yet.'
    else if (this.standing.length < this.#digests.length) this.problem = 'The rules of the authority before have not reached this device yet.'
    this.#complete = this.problem === ''
    this.#until = lasts([], inputs.now)
  }

  /** All that the procedures say; null with a `problem`. */
  get result(): Result | null {
    if (this.#result === undefined) this.#result = this.#workedOut(this.standing)
    return this.#result
  }

  /** Of it what stands first. */
  get first(): Result | null {
    if (this.#first !== undefined || !this.#complete) return this.#first ?? null
    const silent = this.standing.every(({ rules }) => rules.every(({ effect }) => effect !== 'seen_by'))
    const agreed = silent ? this.standing.slice(0, 1).map((one) => ({ ...one, rules: [AGREED] })) : []
    this.#first = this.#workedOut([...this.standing.map(narrowed), ...agreed])
    return this.#first
  }

  /** Whether all that was worked out here would be the same now: only dates that pass, and a day that begins, change it. */
  stands({ now, procedures, calendar }: PageInputs): boolean {
    if (now < this.#now || calendar !== this.#calendar) return false
    if (this.#digests.some((digest, i) => procedures?.[digest] !== this.standing[i])) return false
    return now < this.#until
  }

  /** Whatever was not asked for before is worked out of this moment: a date of its own may have passed since. */
  from(now: string): this {
    this.#now = now
    return this
  }

  #workedOut(procedures: Procedure[]): Result | null {
    const calendar = this.#calendar
    if (!this.#complete || !calendar) return null
    try {
      const results = procedures.map((one) => deadlines(one, caseOf(this.#doc, one.vocabulary.events), calendar, this.#now))
      const until = lasts(results, this.#now)
      if (until < this.#until) this.#until = until
      return together(results)
    } catch (error) {
      if (!(error instanceof CaseError)) throw error
      this.problem = error.message
      return null
    }
  }

  ofChild(child: string): Clock {
    const clock = this.#children.get(child) ?? this.#ofChild(child)
    this.#children.set(child, clock)
    return clock
  }

  #ofChild(child: string): Clock {
    if (this.first) {
      const found = headline(this.first, child, this.#now)
      let own = found.rule === AGREED.id
      if (found.kind === 'unborn' && !this.#expected.includes(child)) {
        // Nobody said that this child is not born: calm would be false.
        Object.assign(found, { words: own ? NO_DATE : NO_BIRTH, kind: 'none', tone: 'red', reason: '', rule: null })
        own = false
      }
      // The source itself sets no date: it says so, and nothing is made up.
      const nobodyAgreed = found.kind === 'none' && found.tone === 'red'
      const made = this.#shown(found, nobodyAgreed || own ? this.#silent['seen_by'] : '')
      if (own) {
        if (found.kind === 'due') made.words = `The discussion agreed: c${made.words.slice(1)}`
        made.cite_words = made.href = ''
      }
      if (this.closed && found.kind === 'met') {
        Object.assign(made, { words: `This discussion is closed. ${made.words}`, tag: 'Closed', tag_colour: 'grey' })
      }
      return made
    }
    return this.#unknown('By when the child should be seen cannot be worked out here. Ring the social worker now.')
  }

  ofDiscussion(): Clock {
    if (this.first) return this.#shown(ofCase(this.first, this.#now))
    return this.#unknown('By when the discussion should be held cannot be worked out here.')
  }

  #shown(found: Headline, silent = ''): Clock {
    const [tag, colour] = tagOf(found, this.#now)
    return {
      words: found.words, kind: found.kind, tone: found.tone, tag, tag_colour: colour,
      reason: [silent, found.reason].filter(Boolean).join(' '), beneath: found.beneath, cite_words: found.cite_words || '', rules: this.rules, facts: [...found.facts],
      href: found.rule ? href(this.#whose(found), found.rule) : '',
      others: found.others.map((row) => ({
        words: row.words || '', cite_words: row.cite_words || '', state: row.state || '', working: row.working || '',
      })),
      due: found.due_before || '',
      order: orderOf(found),
    }
  }

  /** The version whose rule it is: each area's is written from a source of its own. */
  #whose({ cite }: Headline): string {
    return this.standing.find(({ source }) => source.file === cite?.source)?.version ?? this.#doc.procedure
  }

  #unknown(words: string): Clock {
    return {
      words, kind: 'none', tone: 'red', tag: 'No date', tag_colour: 'red', reason: this.problem, beneath: '',
      cite_words: '', rules: this.rules, href: '', facts: [], others: [], due: '', order: '0',
    }
  }
}

/** The dates of both stand, and so the earlier is the first (PRACTICE.md P-24). */
function together(results: readonly Result[]): Result | null {
  const [first] = results
  return first ? {
    ...first,
    deadlines: results.flatMap((one) => one.deadlines),
    conditional: results.flatMap((one) => one.conditional),
    projected: results.flatMap((one) => one.projected),
  } : null
}

/** Whose rules these are, and which version of them (PRACTICE.md Z-45). */
function rulesOf({ title, source, version }: Procedure): string {
  const [written, reviewed] = [dated(source.date), dated(source.reviewed_on)]
  const standing = reviewed ? `Reviewed on ${reviewed}.` : 'Not reviewed against current guidance.'
  return `${title}${written && `, ${written}`}. ${standing} Rules version ${version.slice(0, VERSION_SHOWN)}.`
}

/** Reddest first, then the earliest; a child who was seen stands after those who were not. */
function orderOf(found: Headline): string {
  return `${found.kind === 'met' ? TONES.length : TONES.indexOf(found.tone)} ${found.due_before || NEVER}`
}

/** A word beside the colour: colour alone says nothing to many people, or in the dark. */
function tagOf(found: Headline, now: string): [string, string] {
  const colour = COLOURS[found.tone] ?? 'red'
  const due = found.due_before
  if (due && ['due', 'conditional', 'projected'].includes(found.kind)) {
    if (minutesBetween(due, now) >= 0) return ['Late', 'red']
    if (found.kind === 'due') return [when(due, now, colour), colour]
  }
  if (found.kind === 'projected') return ['Not held yet', colour]
  if (found.kind === 'none' && found.tone !== 'red') return ['No clock', colour]
  const [words, own] = TAGS[found.kind] ?? ['', '']
  return [words, own || colour]
}

function when(due: string, now: string, colour: string): string {
  if (lastDay(due) === local(now).slice(0, 10)) return 'Today'
  return colour === 'orange' ? 'Soon' : 'Open'
}
