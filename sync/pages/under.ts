/**
 * A discussion under another procedure: what would be due, and taking it up. Twin of `under.py`.
 *
 * Its own keeps its version until the chair, having read the differences, takes up another (DESIGN.md decision 6).
 */
import { caseOf } from '../case'
import { CaseError, deadlines } from '../deadlines'
import { PATH, RESPONSIBLE, standing } from '../following'
import { headline, ofCase } from '../headline'
import { history, type Recorded } from '../history'
import { utc } from '../london'
import type { By } from '../messages'
import type { Procedure, Result } from '../procedure'
import { listed } from '../rule_words'
import type { Calendar } from '../working_days'
import { name } from './children'
import { Clocks } from './clock'
import type { Names } from './dates'
import { problem } from './device'
import { pageOf } from './forms'
import type { Context, Doc, PageInputs } from './inputs'
import { moment } from './local'
import { cautions, compiled, href } from './procedures'
import { Asking, mayWrite } from './questions'
import { changeOf, titled } from './rules'

/** Filled in by the page: nobody types a version. */
const GIVEN = ['procedure', 'was', 'because'] as const
const BECAUSE: Readonly<Record<string, string>> = {
  newer: 'A newer version of the same procedure: it takes the place of the one before.',
  [RESPONSIBLE]: 'Another authority’s procedure: say so only where that authority has accepted that it is responsible now. '
    + 'The dates of both stand, and the earlier counts.',
}
const NOBODY: By = { id: '', name: '', role: '', agency: '' }

export function under(doc: Doc, inputs: PageInputs): Context {
  const asked = inputs.params?.['procedure'] ?? ''
  const there = compiled(inputs)[asked]
  if (!there) return problem(inputs)
  const here = new Clocks(doc, inputs)
  const asking = new Asking(doc, inputs)
  const back = `/discussions/${doc.id}/rules`
  const because = here.standing[0] && here.standing[0].id !== there.id ? RESPONSIBLE : 'newer'
  const given = { procedure: asked, was: doc.procedure, because }
  const questions = new Map(asking.adding(PATH, given).map((one) => [one.key, one]))
  const pending = (doc.entries[PATH] ?? []).some((entry) => entry.pending)
  const made: Context = {
    ...pageOf('under', 'Another procedure', doc, inputs),
    back,
    title: there.title,
    href: href(asked),
    whose: here.rules,
    cautions: cautions(there),
    already: asked === doc.procedure,
    pending,
    may_take: mayWrite(doc, PATH) && asked !== doc.procedure && !pending,
    form: asking.form(`/discussions/${doc.id}/procedures/${asked}`, back),
    given: GIVEN.map((key) => ({ name: questions.get(key)?.name ?? '', value: given[key] })),
    because: BECAUSE[because] ?? '',
    why: questions.get('why') ?? null,
    problem: here.result ? '' : here.problem,
    compared: [], differing: [],
  }
  if (!here.result) return made
  // The clocks were worked out by it, so it is one.
  const calendar = inputs.calendar as unknown as Calendar
  return { ...made, ...compared(doc, there, here, here.result, calendar, inputs) }
}

function compared(doc: Doc, there: Procedure, clocks: Clocks, here: Result, calendar: Calendar, inputs: PageInputs): Context {
  const { now } = inputs
  const names: Names = (ids) => doc.children.length > 1 ? listed(ids.map((child) => name(doc, child)), 'and') : ''
  const then = utc(moment(now) + 1)
  const kept = compiled(inputs)
  const both: Record<string, Procedure> = {}
  for (const digest of standing(doc)) if (kept[digest]) both[digest] = kept[digest]
  both[there.version] = there
  try {
    const found = deadlines(there, caseOf(doc, there.vocabulary.events), calendar, now)
    const step = (at: string, procedures: string[]): Recorded => (
      { at, procedures, case: common(doc, Object.values(both)), path: '', by: NOBODY, value: null })
    const changes = history(there, [step(now, standing(doc)), step(then, [there.version])], calendar, both)
    return {
      compared: [
        ...doc.children.map((child) => ({
          label: name(doc, child), now_is: clocks.ofChild(child).words, would_be: headline(found, child, now).words,
        })),
        { label: 'Holding the discussion', now_is: ofCase(here, now).words, would_be: ofCase(found, now).words },
      ],
      differing: changes.flatMap((row) => row.changes.filter((one) => one.at === then).map((one) => (
        changeOf(doc, { ...one, because: [] }, titled(row, Object.values(both), names), now)))),
    }
  } catch (error) {
    if (error instanceof CaseError) return { problem: error.message }
    throw error
  }
}

/** What all of them know, so that one case is read under each. */
function common(doc: Doc, procedures: readonly Procedure[]): unknown {
  const [first, ...others] = procedures.map((one) => one.vocabulary.events)
  const shared = Object.entries(first ?? {}).filter(([name]) => others.every((events) => name in events))
  return caseOf(doc, Object.fromEntries(shared))
}
