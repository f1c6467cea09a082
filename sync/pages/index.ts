/** Annotated documents -> what a template prints: strings, lists and flags. Twin of `__init__.py`. */
import { action, actionEdit, actionStep, strays } from './actions'
import { adult, adultEdit, adultNew, adults, strays as adultStrays } from './adults'
import { attendance, attendanceEdit, inPart, strays as attendanceStrays, words } from './attendance'
import { born, dead } from './born_died'
import { callEdit, callOff, calls, strays as callStrays } from './calls'
import { decision, difference } from './decisions'
import { cover, onThisDevice, paperForm, problem, setUp, signIn, unlock } from './device'
import { discussion } from './discussion'
import { ended } from './ended'
import { mistake, strays as eventStrays } from './events'
import { excluded, excludedAccount, excludedAsked, excludedEnded, excludedNew, strays as excludedStrays } from './excluded'
import { evidence } from './evidence'
import { family, familyEdit } from './family'
import { happened, happenedAgain } from './happened'
import { held } from './held'
import { child as childPage, childEdit, childNew, PARTS } from './identity'
import type { Context, Doc, PageInputs } from './inputs'
import { noteReaders } from './note_readers'
import { note, opinion, ownWords } from './notes'
import { notSeen, whatNext } from './not_seen'
import { procedure, procedures } from './procedures'
import { confirm, recorded, short } from './recorded'
import { rules } from './rules'
import { visit, visitAgain } from './seen'
import { taken } from './taking'
import { everyChild, tonight } from './tonight'
import { under } from './under'
import { told, urgentNote } from './urgent_forms'
import { wardHandover } from './ward_handover'
import { safetyPlan, wardPlan } from './ward_plan'
import { whatIf } from './what_if'
import { rightChild, wrongChild } from './wrong_child'

export type { Context, PageInputs } from './inputs'

const OF_ONE: Record<string, (doc: Doc, inputs: PageInputs) => Context> = {
  discussion, note, own_words: ownWords, opinion, note_readers: noteReaders, family, family_edit: familyEdit, urgent: urgentNote, told, evidence, safety_plan: safetyPlan, ward_handover: wardHandover, ward_plan: wardPlan, visit, visit_again: visitAgain, not_seen: notSeen, what_next: whatNext, taken, recorded_of: confirm, short,
  decision, difference, rules, under, child: childPage, child_edit: childEdit, child_new: childNew, born, died: dead, wrong_child: wrongChild, right_child: rightChild,
  adults, adult, adult_new: adultNew, adult_edit: adultEdit, adult_child: adultEdit,
  ended, happened, happened_again: happenedAgain, mistake, calls, call_new: callEdit, call: callEdit, call_off: callOff, call_held: held, held_new: held, held_again: held,
  attendance, attendance_edit: attendanceEdit, in_part: inPart,
  excluded, excluded_asked: excludedAsked, excluded_new: excludedNew, excluded_account: excludedAccount, excluded_ended: excludedEnded,
  action, action_new: actionEdit, action_edit: actionEdit, action_step: actionStep,
}
const OF_ALL: Record<string, (inputs: PageInputs) => Context> = {
  tonight, every_child: everyChild, procedures, procedure, what_if: whatIf, on_this_device: onThisDevice, recorded, cover, paper_form: paperForm, unlock, set_up: setUp, sign_in: signIn, problem,
}

/**
 * `name` is a route's name in the sitemap; a discussion or child this person does not hold gives the `problem` page's context.
 * The caller looks at `context.page.name` to know which template to print.
 */
export function page(name: string, inputs: PageInputs): Context {
  const ofAll = OF_ALL[name]
  if (ofAll) return ofAll(inputs)
  const { child, part } = inputs.params ?? {}
  if (!inputs.discussion || (child !== undefined && !inputs.discussion.children.includes(child)) || (part !== undefined && !PARTS.includes(part))
    || strays(inputs.discussion, inputs.params ?? {}) || adultStrays(inputs.discussion, inputs.params ?? {}) || callStrays(inputs.discussion, inputs.params ?? {}) || attendanceStrays(inputs.discussion, inputs.params ?? {}) || eventStrays(inputs.discussion, inputs.params ?? {}) || excludedStrays(inputs.discussion, inputs.params ?? {})) return problem(inputs)
  const ofOne = OF_ONE[name]
  if (!ofOne) throw new Error(`no page: ${name}`)
  const made = ofOne(inputs.discussion, inputs)
  return { ...made, page: { ...(made['page'] as Context), part: words(inputs.discussion, inputs) } } // every page has one: shell.ts
}
