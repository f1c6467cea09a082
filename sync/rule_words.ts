// A rule of a procedure in plain words: by when, from what, when it applies, of whom it asks what.
// Twin of rule_words.py over vectors/rule_words.json. A word that a newer procedure brings is said as it is written:
// nothing here throws.
import type { Duty, Procedure, Rule, Vocabulary, Who } from './procedure'

export interface RuleLine {
  label: string
  text: string
}
/** A rule as JSON: a newer file may say more than this version's types know. */
type Loose = Readonly<Record<string, unknown>>
type Table = Readonly<Record<string, string>>

export const FORCES: Table = { must: 'Must', should: 'Should', may: 'May', consider: 'Consider' }
const TAKES: Table = { attend: 'Takes part', contribute: 'Invited to contribute', consult: 'Consulted' }
const FORMS: Table = {
  any: 'Telephone, video or a meeting',
  meeting: 'A meeting',
  face_to_face: 'Face to face',
  separate_for_each_child: 'A separate meeting for each child',
  with_position_of_trust: 'Together with the meeting about a person in a position of trust',
}
const CIRCLES: Table = {
  participants: 'everybody who took part',
  all_parties: 'all parties',
  invited: 'everybody who was invited',
  absent_invitees: 'those who were invited and could not come',
  referring_agency: 'the referring agency',
}
const DECISIONS: Table = {
  any: 'Every decision',
  s47: 'The decision about a section 47 enquiry',
  no_further_action: 'A decision that no more is done',
  legal_proceedings: 'Legal proceedings',
  extension: 'More time',
  adult_record: "What stands on an adult's record",
}
const ATTENDED: Table = {
  took_part: 'Only those who were there and took part; a report sent is not attendance',
  took_part_or_reported: 'Those who took part, and those who sent a report',
}
const AFTER: Table = { no_s47: 'If no section 47 enquiry follows', s47: 'If a section 47 enquiry follows' }
const UNITS: Table = { hours: 'hour', working_days: 'working day', days: 'day', weeks: 'week', months: 'month' }
const FOLLOWS: Readonly<Record<string, (rule: string, usual: string) => string>> = {
  missed: (rule, usual) => `from when the ${usual}time that ${rule} allows had passed`,
  met: (rule) => `from when ${rule} was met`,
  due: (rule) => `from the last day that ${rule} allows`,
}
const PLAIN: Table = { same_day: 'on the same day', asap: 'as soon as possible', agreed: 'by the date agreed', immediate: 'at once' }
const WHO: Table = { chair: 'Chair', authoriser: 'Agreed by', gate: 'By', extension: 'Agreed by' }

/** What the rule says, as label and text; the title, its force and its paragraph stand apart. */
export function lines(rule: Rule | Duty, { vocabulary }: Procedure): RuleLine[] {
  const loose = rule as unknown as Loose
  const said = 'unit' in rule ? [line('By when', due(loose, vocabulary))] : []
  return [...said, line('Applies', when(loose['when'], vocabulary)), ...besides(loose, vocabulary)]
}

/** `Usually within 1 working day, counted from when the referral was received.` */
export function due(rule: Loose, vocabulary: Vocabulary): string {
  const anchor = object(rule['anchor'])
  const from = since(anchor, vocabulary)
  let said = `${rule['kind'] === 'usual' ? 'usually ' : ''}${counted(rule, from)}.`
  if (anchor['fallback']) said += ' If that time is not recorded: from the earliest time there is.'
  if (rule['kind'] === 'relaxation') said += ' This allows more time; it asks for nothing sooner.'
  if (rule['kind'] === 'national') said += ' This is the national date, shown beside the local one.'
  return capital(`${said}${chosen(rule, vocabulary)}`)
}

/** How long, and from what; or from when something may be done at all. */
function counted(rule: Loose, from: string): string {
  const amount = limit(rule).replace(/^within /, '')
  if (rule['kind'] === 'not_before') return rule['amount'] ? `only once ${amount} have passed, counted ${from}` : `only ${from}`
  if (rule['back']) return `at least ${amount} before, counted back ${from}`
  const until = rule['until'] ? `, by ${text(rule['until'])}` : ''
  return `${limit(rule)}${until}${from && ', counted '}${from}`
}

function chosen(rule: Loose, vocabulary: Vocabulary): string {
  const said = list(rule['alternatives']).map((one) =>
    `${limit(one)}${one['anchor'] ? `, counted ${since(object(one['anchor']), vocabulary)}` : ''}`)
  if (said.length === 0) return ''
  return ` Where somebody so chooses and says why: ${said.join('; or ')}. Until then the one that ends first stands.`
}

/** `within 24 hours`, `on the same day`. */
export function limit(rule: Loose): string {
  const [unit, amount] = [text(rule['unit']), rule['amount']]
  if (typeof amount !== 'number') return PLAIN[unit] ?? plain(unit)
  return `within ${amount} ${UNITS[unit] ?? plain(unit)}${amount === 1 ? '' : 's'}`
}

/** `Always.`, or `If …`. */
export function when(node: unknown, vocabulary: Vocabulary): string {
  return node ? `If ${condition(object(node), vocabulary)}.` : 'Always.'
}

/** `Police and (Senior ward nurse or Consultant)`. */
export function who(node: Who, roles: Table): string {
  if ('role' in node) return roles[node.role] ?? plain(node.role)
  const parts = 'all' in node ? node.all : node.any
  return listed(parts.map((part) => 'role' in part ? who(part, roles) : `(${who(part, roles)})`), 'all' in node ? 'and' : 'or')
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], word: string): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1] ?? ''}`
}

function condition(node: Loose, vocabulary: Vocabulary): string {
  if ('fact' in node) return `${fact(text(node['fact']), vocabulary)} is recorded`
  if ('any' in node) return joined(list(node['any']), 'or', vocabulary)
  if ('all' in node) return joined(list(node['all']), 'and', vocabulary)
  if ('unless_no' in node) return `nobody has recorded that there is no ${fact(text(node['unless_no']), vocabulary)}`
  if ('known_no' in node) return `it is recorded that there is no ${fact(text(node['known_no']), vocabulary)}`
  if ('event' in node) {
    const before = node['before'] ? ', before the first call or meeting' : ''
    return `${vocabulary.events[text(node['event'])] ?? plain(text(node['event']))}${before}`
  }
  if ('call_modes' in node) return `a call was by ${listed(texts(node['call_modes']).map(plain), 'or')}`
  if ('count' in node) {
    const within = node['within_days'] ? ` within ${String(node['within_days'])} days` : ''
    const happened = vocabulary.events[text(node['count'])] ?? plain(text(node['count']))
    return `${happened} at least ${String(node['at_least'])} times${within}`
  }
  if ('other_child' in node) return `${fact(text(node['other_child']), vocabulary)} is recorded for another child`
  if ('aged_at_least' in node) return `the child is ${String(node['aged_at_least'])} or older`
  if ('unborn' in node) return 'a child is not yet born'
  if ('unless' in node) return `nobody has recorded: ${listed(facts(object(node['unless']), vocabulary), 'or')}`
  if ('not_at_discussion' in node) {
    return `nobody had recorded by the discussion: ${listed(facts(object(node['not_at_discussion']), vocabulary), 'or')}`
  }
  return 'the source says so'
}

function joined(parts: readonly Loose[], word: string, vocabulary: Vocabulary): string {
  if (parts.every((part) => 'fact' in part)) {
    const names = parts.map((part) => fact(text(part['fact']), vocabulary))
    return `${listed(names, word)} ${word === 'or' || names.length === 1 ? 'is' : 'are'} recorded`
  }
  const said = (part: Loose) => condition(part, vocabulary)
  return listed(parts.map((part) => 'any' in part || 'all' in part ? `(${said(part)})` : said(part)), word)
}

/** Every fact beneath, by its words. */
function facts(node: Loose, vocabulary: Vocabulary): string[] {
  if ('fact' in node) return [fact(text(node['fact']), vocabulary)]
  const found = [...list(node['any']), ...list(node['all'])].flatMap((part) => facts(part, vocabulary))
  return found.length > 0 ? found : ['what the source names']
}

/** `from when the referral was received`; empty where it cannot be said. */
export function since(given: object, { events }: Vocabulary): string {
  const anchor = object(given)
  const named = (name: string) => events[name] ?? plain(name)
  if ('events' in anchor) {
    const names = texts(anchor['events']).map((name) => `when ${named(name)}`)
    const last = anchor['pick'] === 'last' ? 'the last time ' : ''
    const each = anchor['repeat'] ? `, and again each time ${named(text(anchor['repeat']))}` : ''
    const said = names.length === 1 ? `${last}${names[0] ?? ''}` : `the earliest of: ${listed(names, 'or')}`
    return `from ${said}${each}`
  }
  if ('discussion' in anchor) {
    const carrying = texts(anchor['carrying']).map(named)
    const at = carrying.length > 0 ? ` at which ${listed(carrying, 'or')}` : ''
    const point = anchor['discussion'] === 'end' ? 'the end of' : 'the day of'
    const first = carrying.length > 0 ? 'the first' : 'the'
    const which = anchor['which'] === 'last' ? 'the last' : anchor['which'] === 'each' ? 'each' : first
    const allSo = anchor['complete'] ? ', once all of that has happened' : ''
    const by = anchor['modes'] ? ` by ${listed(texts(anchor['modes']).map(plain), 'or')}` : ''
    return `from ${point} ${which} discussion${by}${at}${allSo}`
  }
  if ('follow_up' in anchor) return `from when ${named(text(anchor['follow_up']))}, else from the discussion before it`
  return FOLLOWS[text(anchor['on'])]?.(text(anchor['rule']), anchor['kind'] === 'usual' ? 'usual ' : '') ?? ''
}

/** What this kind of rule says besides. */
export function besides(given: object, { roles, events }: Vocabulary): RuleLine[] {
  const rule = object(given)
  const found: RuleLine[] = []
  const effect = text(rule['effect'])
  if (rule['who']) {
    const label = effect === 'participant' ? TAKES[text(rule['takes'])] : WHO[effect]
    found.push(line(label ?? 'Who', who(rule['who'] as Who, roles)))
  }
  if (rule['quorum']) found.push(line('Quorum', 'The discussion needs them to take part'))
  const able = texts(rule['able_to'])
  if (able.length > 0) found.push(line('Able to', `${listed(able.map(plain), 'and')} for their agency`))
  if (rule['form']) found.push(line('Form', word(FORMS, rule['form'])))
  if (rule['examples']) found.push(line('Examples', 'The source names examples: others may count too'))
  if (rule['chair']) found.push(line('Chair', who(rule['chair'] as Who, roles)))
  if (rule['decision']) found.push(line('For', word(DECISIONS, rule['decision'])))
  if (rule['reasons']) found.push(line('Reasons', 'Written down'))
  if (rule['paper'] && rule['paper'] !== 'none') found.push(line('Paper', word({}, rule['paper'])))
  if (rule['by']) found.push(line('By', who(rule['by'] as Who, roles)))
  const to = rule['to']
  if (Array.isArray(to) && to.length > 0) {
    found.push(line('To', capital(listed(texts(to).map((name) => CIRCLES[name] ?? plain(name)), 'and'))))
  } else if (to && !Array.isArray(to)) found.push(line('To', who(to as Who, roles)))
  const contents = texts(rule['contents'])
  if (contents.length > 0) found.push(line('Says', capital(listed(contents, 'and'))))
  for (const [key, label] of [['needs', 'Needs first'], ['before', 'Until then, waits']] as const) {
    if (rule[key]) found.push(line(label, word(events, rule[key])))
  }
  if (rule['counts']) found.push(line('Counts as there', word(ATTENDED, rule['counts'])))
  if (rule['after'] && rule['after'] !== 'any') found.push(line('After', word(AFTER, rule['after'])))
  found.push(...texts(rule['questions']).map((question) => line('Question', question)))
  const label = rule['one_only'] ? 'One of' : 'Outcome'
  return [...found, ...list(rule['outcomes']).map((outcome) => line(label, text(outcome['words'])))]
}

function word(table: Table, name: unknown): string {
  return capital(table[text(name)] ?? plain(text(name)))
}

function fact(name: string, vocabulary: Vocabulary): string {
  return vocabulary.facts[name]?.words ?? plain(name)
}

function plain(name: string): string {
  return name.replaceAll('_', ' ')
}

function capital(said: string): string {
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}

function line(label: string, said: string): RuleLine {
  return { label, text: said }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function list(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(object) : []
}

function object(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {}
}
