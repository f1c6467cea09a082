/** A discussion; its first screen is for the ward at night (PRACTICE.md P-5). Twin of `discussion.py`. */
import { died } from '../lives'
import { childrenOf } from '../moving'
import { registry } from '../registry'
import { words as homeInWales } from '../wales'
import { instant } from '../wording'
import { listed } from './actions'
import { answer, PENDING, visit } from './answers'
import { lost, unborn } from './born_died'
import { about, identities, identity, label, pathWords, values } from './children'
import { Clocks } from './clock'
import { events } from './events'
import { askedFacts, factPath } from './evidence'
import { asked as keepOut } from './excluded'
import type { Context, Doc, OutboxItem, PageInputs } from './inputs'
import { milestones } from './milestones'
import { marked } from './moved'
import { written } from './note_readers'
import { prompts } from './prompts'
import { paths as toldPaths } from './not_before'
import { mayWrite } from './questions'
import { ringFirst } from './ring_first'
import { shell } from './shell'
import { alarm } from './alarm'
import { triedWords } from './not_seen'
import { place } from './tonight'
import { before, ofOne } from './urgent'
import { answersOf, numbers, PARTS } from './ward_plan'
import { factHref, struckFacts } from './wrong_child'

/** What nobody has said is asked only where it keeps a child safe. */
const ALWAYS = ['visiting', 'collecting', 'ring']
const DECISIONS = ['section_47', 'seen_plan', 'contingency', 'outcome', 'medical', 'discharge', 'legal', 'family_told']
const REFERRAL = ['concern', 'immediate_steps', 'received', 'identified'].map((part) => `referral.${part}`)

export function discussion(doc: Doc, inputs: PageInputs): Context {
  const clocks = new Clocks(doc, inputs)
  const { now } = inputs
  const here = `/discussions/${doc.id}`
  const plan = PARTS.filter((part) => ALWAYS.includes(part) || doc.leaves[`ward_plan.${part}`] || (part === 'told' && toldPaths(doc).length > 1))
  return {
    page: { ...shell('discussion', `Discussion ${doc.reference}`, inputs), discussion: doc.id },
    reference: doc.reference,
    children: doc.children.map((child) => childOf(doc, child, clocks, inputs)),
    holding: clocks.ofDiscussion(),
    referral: REFERRAL.filter((path) => doc.leaves[path]).map((path) => answer(doc, path, label(path), now)),
    prompts: prompts(doc, clocks, now),
    keep_out: keepOut(doc, clocks.closed),
    waiting: outbox(doc, inputs, ['waiting']),
    attention: outbox(doc, inputs, ['quarantined', 'needs_upgrade']),
    differences: doc.differences.filter((one) => one.state === 'open').map((one) => ({
      label: one.label, about: about(doc, one.path), href: `${here}/differences/${one.id}`,
    })),
    ward_plan: plan.flatMap((part) => answersOf(doc, part, now)),
    numbers: numbers(doc),
    ring_first: ringFirst(doc, inputs),
    information: noted(doc, inputs),
    urgent: ofOne(doc, inputs),
    urgent_before: before(doc, inputs),
    visits: visited(doc, inputs),
    events: events(doc, inputs),
    evidence: evidenceOf(doc, inputs),
    decisions: doc.children.map((child) => decisionsOf(doc, child, now)),
    actions: listed(doc, inputs),
    links: {
      here, new_action: `${here}/actions/new`, note: `${here}/note`, evidence: `${here}/evidence`, ward_plan: `${here}/ward-plan`,
      safety_plan: `${here}/ward-safety-plan`, family: `${here}/family`, rules_page: `${here}/rules`, new_child: `${here}/new-child`, adults: `${here}/adults`, calls: `${here}/calls`,
      attendance: mayWrite(doc, 'part_attendance') ? `${here}/who-is-here` : '',
      excluded: mayWrite(doc, 'excluded') ? `${here}/kept-out` : '',
      ended: mayWrite(doc, 'events') ? `${here}/ended` : '', happened: mayWrite(doc, 'events') ? `${here}/happened` : '',
    },
    may: {
      write_children: mayWrite(doc, 'children'), write_actions: mayWrite(doc, 'actions.{action}.owner'),
      write_ward_plan: mayWrite(doc, 'ward_plan.visiting'), write_facts: mayWrite(doc, 'facts.{fact}'), write_notes: mayWrite(doc, 'information'),
      write_urgent: mayWrite(doc, 'urgent'),
    },
  }
}

export function noted(doc: Doc, inputs: PageInputs): Context[] {
  const shown = written(doc, inputs)
  return [...(doc.entries['information'] ?? [])].reverse().flatMap((note, i) => marked(doc, 'information', note, shown[i] ?? {}, inputs))
}

export function visited(doc: Doc, inputs: PageInputs): Context[] {
  // Of a child whom somebody is not here for they have what the dates hang on, and are shown none of it.
  const shown = (doc.entries['visits'] ?? []).filter((item) => childrenOf(doc, item).some((child) => doc.children.includes(child)))
  return shown.reverse().flatMap((item) => marked(doc, 'visits', item, visit(doc, item, inputs), inputs))
}

function childOf(doc: Doc, child: string, clocks: Clocks, inputs: PageInputs): Context {
  const clock = clocks.ofChild(child)
  const here = `/discussions/${doc.id}/children/${child}`
  return {
    ...identity(doc, child),
    clock,
    ask: clock.facts.map((fact) => asked(doc, factPath(doc, child, fact))),
    ask_href: `/discussions/${doc.id}/evidence#child-${child}`,
    place: place(doc, child),
    elsewhere: elsewhere(doc, child),
    place_answer: answer(doc, `children.${child}.place`, 'Where the child is now', inputs.now),
    alarm: alarm(doc, child, inputs.now),
    tried: died(doc, child) ? '' : triedWords(doc, child, inputs.now),
    death: lost(doc, child, inputs.now),
    unborn: unborn(doc, child),
    href: here,
    // Of a child who has died nothing is asked (Z-44).
    milestones: clock.kind === 'none' && clock.tone === 'quiet' ? [] : milestones(doc, child, inputs),
    seen_href: `${here}/seen`,
    not_seen_href: `${here}/not-seen`,
    taken_href: `${here}/taken`,
    may_record: mayWrite(doc, 'visits') && !died(doc, child),
  }
}

/** An answer of "not known" is an answer, and leaves the question open. */
/** What is not worked out for a child whose home authority is in Wales (P-24); each of two answers counts. */
function elsewhere(doc: Doc, child: string): string[] {
  const homes = values(doc, `children.${child}.responsible`).map((value) => homeInWales(String(value['home'] ?? '')))
  return [...new Set(homes.filter((said) => said !== ''))]
}

function asked(doc: Doc, path: string): Context {
  return { label: label(path), words: doc.leaves[path]?.value ? 'not known yet' : 'not answered' }
}

function outbox(doc: Doc, inputs: PageInputs, statuses: string[]): Context[] {
  return (inputs.outbox ?? [])
    .filter((item) => item.discussion === doc.id && statuses.includes(item.status))
    .map((item: OutboxItem) => ({ label: pathWords(doc, item.path), when: instant(item.at, inputs.now), words: item.sentence || PENDING }))
}

/** One list a child, then what is about all of them; only what a rule asks or somebody answered. */
function evidenceOf(doc: Doc, inputs: PageInputs): Context[] {
  const names = askedFacts(doc, inputs)
  const groups = identities(doc).map((child) => [String(child['name']), `children.${String(child['id'])}.facts.`])
  return [...groups, ['All the children', 'facts.']].map(([heading = '', prefix = '']) => {
    const named = names.map((name) => `${prefix}${name}`).filter((path) => registry.field(path))
    const others = Object.keys(doc.leaves).sort()
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.') && !named.includes(path))
    const about = prefix.startsWith('children.') ? prefix.split('.')[1] ?? '' : ''
    const answers = [...named, ...others].map((path): Context => (
      { ...answer(doc, path, label(path), inputs.now), move_href: about ? factHref(doc, path) : '' }))
    const isSaid = (one: Context): boolean => Boolean(one['answered']) || Boolean(one['two'])
    return { heading, answers: answers.filter(isSaid), was_said: about ? struckFacts(doc, about, inputs) : [], unanswered: answers.filter((one) => !isSaid(one)).map((one) => String(one['label'])) }
  }).filter((group) => group.answers.length + group.unanswered.length > 0)
}

function decisionsOf(doc: Doc, child: string, now: string): Context {
  const paths = DECISIONS.filter((part) => ['section_47', 'seen_plan'].includes(part) || doc.leaves[`decisions.${child}.${part}`])
    .map((part) => `decisions.${child}.${part}`)
  return {
    heading: String(identity(doc, child)['name']),
    answers: paths.map((path) => answer(doc, path, label(path), now)),
    href: `/discussions/${doc.id}/children/${child}/decision`,
    may_write: mayWrite(doc, `decisions.${child}.section_47`),
  }
}
