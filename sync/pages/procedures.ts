/** A local procedure, readable: what it asks, how firmly, by when, and where it says so. Twin of `procedures.py`. */
import { dayNumber } from '../london'
import type { Procedure } from '../procedure'
import { FORCES, lines, listed, type RuleLine } from '../rule_words'
import { fullDay } from '../wording'
import { problem } from './device'
import type { Context, PageInputs } from './inputs'
import { idOf } from './questions'
import { shell } from './shell'

/** As much of the digest as a person can read out on the telephone. */
export const VERSION_SHOWN = 8
/** DOMAIN.md, status warning: what applies now, whatever a source was written under. */
const GUIDANCE = 'Working Together 2026'
const APPROVERS = 2
export const GROUPS: readonly (readonly [id: string, heading: string, effects: readonly string[]])[] = [
  ['holding', 'Holding the discussion', ['trigger', 'hold', 'liaison']],
  ['seeing', 'Seeing the child', ['seen_by']],
  ['people', 'Who takes part', ['participant', 'attendance']],
  ['form', 'Form and chair', ['form', 'chair']],
  ['agenda', 'Agenda and preparation', ['prepare', 'question', 'agenda']],
  ['decisions', 'Decisions', ['outcome', 'authoriser']],
  ['record', 'The record', ['record', 'gate', 'query', 'confidential']],
  ['afterwards', 'Afterwards', []],
]
const SETTINGS: Record<string, [string, string]> = {
  office_close: ['The office closes at', 'Q-5'],
  count_start_day: ['The day itself counts as the first working day', 'Q-2'],
  receipt_cutoff: ['What comes after this time counts as received on the next working day', 'Q-3, Q-4'],
  video_counts_as_face_to_face: ['A video meeting counts as face to face', 'H-0.2'],
  fallback_events: ['Where a start is not recorded, the earliest of', 'settled reading 1'],
  last_resort: ['Where none of those is recorded', 'settled reading 1'],
}

/** Those in use here first, then earlier versions that a discussion still keeps. */
export function procedures(inputs: PageInputs): Context {
  const current = inputs.current ?? []
  const order = ([digest, one]: [string, Procedure]): string => `${current.includes(digest) ? 0 : 1} ${one.title} ${digest}`
  const known = Object.entries(compiled(inputs)).sort((one, other) => order(one) < order(other) ? -1 : 1)
  return {
    page: shell('procedures', 'Local procedures', inputs),
    procedures: known.map(([digest, one]) => listedOf(digest, one, current.includes(digest))),
  }
}

export function procedure(inputs: PageInputs): Context {
  const digest = inputs.params?.['procedure'] ?? ''
  const found = compiled(inputs)[digest]
  if (!found) return problem(inputs)
  return {
    page: shell('procedure', found.title, inputs),
    title: found.title,
    source: sourceOf(digest, found),
    cautions: cautions(found),
    groups: groupsOf(found),
    silent: Object.entries(found.silent).sort(byKey).map(([, words]) => words),
    settings: Object.entries(found.settings).sort(byKey).map(([key, value]) => setting(key, value, found)),
    without: Object.entries(found.context).sort(byKey).map(([label, text]) => ({ label, text })),
  }
}

/** The server compiled and checked them; the device keeps them as they came, by digest. */
export function compiled(inputs: PageInputs): Record<string, Procedure> {
  return (inputs.procedures ?? {}) as unknown as Record<string, Procedure>
}

/** What must be known before anybody goes by it. Live only once two named people approved it. */
export function cautions({ source }: Procedure): string[] {
  const by = source.reviewed_by.replaceAll(' and ', ',').split(',').filter((name) => name.trim() !== '')
  const said: string[] = []
  if (!source.reviewed_on || by.length === 0) said.push('Not reviewed: not approved for live use.')
  else if (by.length < APPROVERS) {
    said.push(`Reviewed ${dated(source.reviewed_on)} by ${source.reviewed_by} alone: not approved for live use.`)
  }
  if (!source.cites_guidance.includes(GUIDANCE)) {
    const under = source.cites_guidance ? `names ${source.cites_guidance}` : 'names no national guidance'
    said.push(`${GUIDANCE} now applies. This source ${under}: where the two differ, ask.`)
  }
  return said
}

/** The page of a procedure, at a rule where one is named. */
export function href(digest: string, rule = ''): string {
  return `/procedures/${digest}${rule && '#'}${rule && anchor(rule)}`
}

export function anchor(rule: string): string {
  return `rule-${idOf(rule)}`
}

/** The id of the group a rule of this effect stands in. */
export function groupOf(effect: string): string {
  return GROUPS.find(([, , effects]) => effects.includes(effect))?.[0] ?? 'afterwards'
}

/** As a day, or a month, where the file gives one; what it says otherwise is said as it is. */
export function dated(written: string): string {
  if (dayNumber(`${written}-01`) !== null) return fullDay(`${written}-01`).split(' ').slice(-2).join(' ')
  return dayNumber(written) === null ? written : fullDay(written)
}

/** A line as a template prints it. */
export function printed(lines: readonly RuleLine[]): Context[] {
  return lines.map(({ label, text }) => ({ label, text }))
}

function listedOf(digest: string, found: Procedure, current: boolean): Context {
  return {
    href: href(digest),
    title: found.title,
    lines: [
      { label: 'Dated', text: dated(found.source.date) || 'Not known' },
      { label: 'Rules', text: String(found.rules.length) },
      { label: 'Version', text: digest.slice(0, VERSION_SHOWN) },
    ],
    earlier: current ? '' : 'An earlier version, kept while a discussion uses it.',
    caution: cautions(found).slice(0, 1).join(' '),
  }
}

function sourceOf(digest: string, { source }: Procedure): Context[] {
  const reviewed = source.reviewed_on ? `${dated(source.reviewed_on)}, ${source.reviewed_by}` : 'Not reviewed'
  const said = [
    ['Written from', source.name], ['Dated', dated(source.date)], ['National guidance it names', source.cites_guidance],
    ['Reviewed', reviewed], ['Version', digest.slice(0, VERSION_SHOWN)], ['File', source.file],
  ] as const
  return said.map(([label, text]) => ({ label, text: text || 'Not known' }))
}

function groupsOf(found: Procedure): Context[] {
  // The first of several of one id is where a link to that id leads.
  const seen = new Set<string>()
  const rules = found.rules.map((rule) => {
    const first = !seen.has(rule.id)
    seen.add(rule.id)
    return {
      group: groupOf(rule.effect),
      shown: {
        anchor: first ? anchor(rule.id) : '',
        title: rule.title,
        force: FORCES[rule.force] ?? rule.force,
        lines: printed(lines(rule, found)),
        cite: `${rule.id}, line ${rule.cite.line}`,
        file: rule.cite.source,
      },
    }
  })
  return GROUPS.map(([id, heading]) => ({ id, heading, asks: rules.filter(({ group }) => group === id).map(({ shown }) => shown) }))
    .filter((group) => group.asks.length > 0)
}

function setting(key: string, value: unknown, found: Procedure): Context {
  const spaced = key.replaceAll('_', ' ')
  const [label, reading] = SETTINGS[key] ?? [spaced.slice(0, 1).toUpperCase() + spaced.slice(1), '']
  return { label, text: chosen(value, found.vocabulary.events), reading }
}

function chosen(value: unknown, events: Readonly<Record<string, string>>): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.length > 0 ? listed(value.map((one) => chosen(one, events)), 'or') : 'Nothing'
  const said = String(value)
  if (events[said] !== undefined) return `when ${events[said]}`
  return said === 'none' ? 'Not used' : said
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1
}
