/** What else was done or came about, that a date hangs on: one page for all that has none of its own (H-2.1, H-3.1, A-4.1), and
 *  where whoever wrote it corrects it. Twin of `happened.py`. */
import { AWAITED } from '../case'
import { due } from '../wording'
import { entry } from './answers'
import { clocksOf, type Clocks } from './clock'
import { correctedAt, crossedOutAt, named, ONLY_AUTHOR, PATH, STAYS, typeOf } from './events'
import { latest } from './held'
import { parts, type Context, type Doc, type PageInputs, type Value } from './inputs'
import { NO_FURTHER, renewed } from './prompts'
import { Asking, mayWrite, type Question } from './questions'
import { askingPage } from './short'

const NOT_YOURS = 'The chair or the minute taker writes this down.'
const BEGINS = [
  'information_received', 'concerns_identified', 'referral_received', 'action_needed', 'action_taken',
  's47_initiated', 's47_completed', 'concerns_substantiated', 'icpc_agreed',
]
/** What it was of stays as it was. */
const KEPT = ['sd', 'child', 'recipient']

/** Only what this discussion's procedure asks after; beneath each, the clock that it stops. */
export function happened(doc: Doc, inputs: PageInputs): Context {
  const home = `/discussions/${doc.id}`
  return askingPage('happened', 'Write down what was done', doc, inputs, `${home}/happened`, home, PATH, {
    hidden: new Asking(doc, inputs).hidden({ [`add:${PATH}/sd`]: String(latest(doc)) }),
    questions: askedOf(doc, inputs, { at: inputs.now }),
    refused: NOT_YOURS,
  })
}

/** Corrected by whoever wrote it, or crossed out; of an end, its time alone. */
export function happenedAgain(doc: Doc, inputs: PageInputs): Context {
  const old = named(doc, inputs.params ?? {})
  if (!old) throw new Error('strays has looked whether there is one')
  const home = `/discussions/${doc.id}`
  const value = parts(old.value)
  const ended = typeOf(old) === 'sd_concluded'
  const asking = new Asking(doc, inputs)
  const questions = askedOf(doc, inputs, value).filter(({ key }) => !ended || key === 'at' || key === 'fold')
  const may = Boolean(correctedAt(doc, old, inputs))
  const kept = KEPT.filter((key) => key in value).map((key) => [key, String(value[key])] as const)
  const said = [...(ended ? [['type', 'sd_concluded'] as const] : []), ...kept, ['supersedes', old.id] as const]
  const hidden = asking.hidden(Object.fromEntries(said.map(([key, words]) => [`add:${PATH}/${key}`, words])))
  return askingPage('happened_again', 'Correct what was written', doc, inputs, `${home}/happened/${old.id}`, home, PATH, {
    lead: [STAYS],
    entries: [entry(doc, PATH, old, inputs.now)],
    hidden: [...hidden, asking.opened(PATH, [...hidden, ...questions])],
    questions,
    button: 'Save the correction',
    links: may ? [crossedOutAt(doc, old)] : [],
    may_write: may,
    refused: mayWrite(doc, PATH) ? ONLY_AUTHOR : NOT_YOURS,
  })
}

function askedOf(doc: Doc, inputs: PageInputs, given: Value): Question[] {
  const clocks = clocksOf(doc, inputs)
  const rules = clocks.standing.flatMap((one) => one.rules)
  const known = JSON.stringify(rules)
  const wanted = [...BEGINS, ...AWAITED].filter((name) => known.includes(`"${name}"`))
  if (renewed(doc, clocks, inputs.now).length) wanted.push(NO_FURTHER)
  const asked = new Asking(doc, inputs).adding(PATH, given).filter(({ key }) => ['type', 'at', 'fold', 'note'].includes(key))
  return asked.map((one): Question => {
    if (one.key !== 'type') return one
    const hinted = one.options.filter(({ value }) => wanted.includes(value) || value === given['type'])
      .map((option) => ({ ...option, hint: hint(option.value, rules, clocks, inputs.now) }))
    return { ...one, options: [...hinted.filter((option) => option.hint), ...hinted.filter((option) => !option.hint)] }
  })
}

/** By when it should be done, of a clock that runs: that stands first. */
function hint(event: string, rules: { id: string; stop?: unknown }[], { result }: Clocks, now: string): string {
  if (event === NO_FURTHER) return 'Say why, in the note'
  const met = rules.filter(({ stop }) => (JSON.stringify(stop) ?? '').includes(`"${event}"`)).map(({ id }) => id)
  const running = (result?.deadlines ?? []).filter(({ rule, state }) => met.includes(rule) && (state === 'open' || state === 'late')).map((row) => due(row, now))
  return running.length ? `To be done: ${[...new Set(running)].join(', ')}` : ''
}
