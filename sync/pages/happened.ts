/** What else was done or came about, that a date hangs on: one page for all that has none of its own (H-2.1, H-3.1, A-4.1).
 *  Twin of `happened.py`. */
import { AWAITED } from '../case'
import { due } from '../wording'
import { identities } from './children'
import { clocksOf, type Clocks } from './clock'
import { latest } from './held'
import type { Context, Doc, PageInputs } from './inputs'
import { NO_FURTHER, renewed } from './prompts'
import { Asking, type Question } from './questions'
import { askingPage } from './short'

const PATH = 'events'
const BEGINS = [
  'information_received', 'concerns_identified', 'referral_received', 'action_needed', 'action_taken',
  's47_initiated', 's47_completed', 'concerns_substantiated', 'icpc_agreed',
]

/** Only what this discussion's procedure asks after; beneath each, the clock that it stops. */
export function happened(doc: Doc, inputs: PageInputs): Context {
  const clocks = clocksOf(doc, inputs)
  const asking = new Asking(doc, inputs)
  const home = `/discussions/${doc.id}`
  const rules = clocks.standing.flatMap((one) => one.rules)
  const named = JSON.stringify(rules)
  const wanted = [...BEGINS, ...AWAITED].filter((name) => named.includes(`"${name}"`))
  if (clocks.result && renewed(doc, clocks).length) wanted.push(NO_FURTHER)
  const asked = asking.adding(PATH, { at: inputs.now }).filter(({ key }) => ['type', 'at', 'fold', 'note'].includes(key))
  return askingPage('happened', 'Write down what was done', doc, inputs, `${home}/happened`, home, PATH, {
    children: identities(doc),
    hidden: asking.hidden({ [`add:${PATH}/sd`]: String(latest(doc)) }),
    questions: asked.map((one): Question => {
      const hinted = one.options.filter(({ value }) => wanted.includes(value)).map((option) => ({ ...option, hint: hint(option.value, rules, clocks) }))
      return one.key === 'type' ? { ...one, options: [...hinted.filter((option) => option.hint), ...hinted.filter((option) => !option.hint)] } : one
    }),
    refused: 'The chair or the minute taker writes this down.',
  })
}

/** By when it should be done, of a clock that runs: that stands first. */
function hint(event: string, rules: { id: string; stop?: unknown }[], { now, result }: Clocks): string {
  if (event === NO_FURTHER) return 'Say why, in the note'
  const met = rules.filter(({ stop }) => (JSON.stringify(stop) ?? '').includes(`"${event}"`)).map(({ id }) => id)
  const running = (result?.deadlines ?? []).filter(({ rule, state }) => met.includes(rule) && (state === 'open' || state === 'late')).map((row) => due(row, now))
  return running.length ? `To be done: ${[...new Set(running)].join(', ')}` : ''
}
