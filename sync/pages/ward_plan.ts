/**
 * The ward safety plan: the first screen of a ward (PRACTICE.md P-5), and its form. Twin of `ward_plan.py`.
 * One plan for the discussion; who may visit and who may take the child home can be said for one child, and is then hers.
 */
import { birthsOf, died } from '../lives'
import { registry } from '../registry'
import { alarm } from './alarm'
import { answer } from './answers'
import { lost, unborn } from './born_died'
import { about, identity, label, values } from './children'
import { Clocks } from './clock'
import { contacts, risks } from './contact'
import { pageOf } from './forms'
import { said, type Context, type Doc, type PageInputs } from './inputs'
import { minutesBetween } from './local'
import { cleared, own } from './note_readers'
import { FAMILY, paths as toldPaths, red, whom } from './not_before'
import { Asking, mayWrite } from './questions'
import { ringFirst } from './ring_first'
import { tel } from './shell'
import { place } from './tonight'
import { ofOne } from './urgent'
import { handed } from './ward_handover'

export const PARTS = ['visiting', 'collecting', 'leaving', 'told', 'staff_risk', 'taking', 'ring']
const OWN = ['visiting', 'collecting']
const OWN_NOTE = 'For this child only, in place of the answer for all.'
const NEWBORN_NOTE = 'The answer for all is from before the birth. It is not about this baby.'

export function safetyPlan(doc: Doc, inputs: PageInputs): Context {
  const { now } = inputs
  const clocks = new Clocks(doc, inputs)
  const whole = !doc.capacity.startsWith('ward_')
  return {
    ...pageOf('safety_plan', 'Ward safety plan', doc, inputs),
    children: doc.children.map((child) => ({
      ...identity(doc, child), place: place(doc, child), clock: clocks.ofChild(child), alarm: alarm(doc, child, now),
      death: lost(doc, child, now), died: died(doc, child), unborn: unborn(doc, child),
    })),
    urgent: ofOne(doc, inputs),
    ring_first: ringFirst(doc, inputs),
    answers: PARTS.slice(0, 5).flatMap((part) => answersOf(doc, part, now)),
    taking: answersOf(doc, 'taking', now)[0] ?? {},
    ring: answersOf(doc, 'ring', now)[0] ?? {},
    numbers: numbers(doc),
    here: `/discussions/${doc.id}`,
    whole,
    // Who reads the whole discussion finds her notes there.
    notes: whole ? [] : own(doc, inputs),
    cleared: cleared(doc, now),
    contacts: contacts(doc, now),
    risks: risks(doc),
    handed: handed(doc, inputs),
    may_write: mayWrite(doc, 'ward_plan.visiting'),
    may_note: mayWrite(doc, 'information'),
    may_urgent: mayWrite(doc, 'urgent'),
  }
}

/** Those of whom the plan says to ring, to be pressed. */
export function numbers(doc: Doc): Context[] {
  return values(doc, 'ward_plan.ring').map((value) => ({ who: said(value['who']), number: said(value['number']) }))
    .filter(({ number }) => number !== '').map((one) => ({ ...one, href: tel(one.number) }))
}

/** The answer for all the children, then of each child who has her own; what nobody said says what to do. */
export function answersOf(doc: Doc, part: string, now: string): Context[] {
  if (part === 'told') return toldPaths(doc).filter((path) => path === FAMILY || isSaid(doc, path)).map((path) => answered(doc, path, now))
  const own = OWN.includes(part) ? doc.children.filter((child) => !died(doc, child)).map((child) => `children.${child}.${part}`) : []
  return [`ward_plan.${part}`, ...own].filter((path) => stands(doc, path)).map((path) => answered(doc, path, now))
}

export function wardPlan(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const here = `/discussions/${doc.id}`
  const own = doc.children.filter((child) => doc.children.length > 1 || birthsOf(doc, child).length > 0)
  const paths = [...PARTS.map((part) => `ward_plan.${part}`), ...own.flatMap((child) => OWN.map((part) => `children.${child}.${part}`))]
  return {
    ...pageOf('ward_plan', 'Ward plan', doc, inputs),
    back: `${here}/ward-safety-plan`,
    form: asking.form(`${here}/ward-plan`, `${here}/ward-safety-plan`),
    groups: paths.map((path) => ({ ...asking.group(path), about: about(doc, path), standing: answered(doc, path, inputs.now) })),
    may_write: mayWrite(doc, 'ward_plan.visiting'),
    ring_first: ringFirst(doc, inputs),
  }
}

/** A child's own answer that was taken away leaves the one for all; a baby's is asked since the birth. */
function stands(doc: Doc, path: string): boolean {
  return path.startsWith('ward_plan.') || isSaid(doc, path) || ofNewborn(doc, path)
}

function isSaid(doc: Doc, path: string): boolean {
  const leaf = doc.leaves[path]
  return Boolean(leaf && (leaf.value !== null || leaf.sides?.length))
}

/** Nobody who answered for all the children before the birth was asked who may take the baby home (Z-34). */
function ofNewborn(doc: Doc, path: string): boolean {
  const [, child = '', part = ''] = path.split('.')
  const born = birthsOf(doc, child)[0]
  const leaf = doc.leaves[`ward_plan.${part}`]
  const all = leaf ? (leaf.sides?.length ? leaf.sides : [leaf]) : []
  return born !== undefined && all.length > 0 && !isSaid(doc, path) && all.every(({ at }) => minutesBetween(at, born.at) >= 0)
}

function answered(doc: Doc, path: string, now: string): Context {
  const part = path.slice(path.lastIndexOf('.') + 1)
  const child = part === 'told' ? whom(doc, path) : about(doc, path)
  const newborn = child !== '' && OWN.includes(part) && ofNewborn(doc, path)
  const unset = registry.field(`ward_plan.${part}`)?.unset ?? ''
  return {
    ...answer(doc, path, label(path), now),
    unset: newborn || !child ? unset : '',
    about: child,
    note: newborn ? NEWBORN_NOTE : child && part !== 'told' ? OWN_NOTE : '',
    red: part === 'told' ? red(doc, path, now) : [],
  }
}
