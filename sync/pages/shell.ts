/** What every page has around it. Twin of `shell.py`. */
import { ago, exactly, instant } from '../wording'
import type { Context, PageInputs } from './inputs'
import { home, minutesBetween } from './local'
import { recordedWords } from './locked'
import { idOf } from './questions'

const OLD_MINUTES = 60

/** `title` never holds a child's name: it is shown in tabs, histories and task bars. */
export function shell(name: string, title: string, inputs: PageInputs): Context {
  const { person } = inputs
  const errors = inputs.draft?.errors ?? []
  const waiting = (inputs.outbox ?? []).filter((item) => item.status === 'waiting')
  return {
    name,
    title: `${errors.length > 0 ? 'Error: ' : ''}${title} – Seenby`,
    home: home(inputs.now),
    where: inputs.where,
    on_device: inputs.where === 'device',
    signed_in: person !== null,
    person: {
      id: person?.id ?? '', name: person?.name ?? '', initials: person?.initials ?? '',
      role_words: person?.role_words ?? '', agency: person?.agency ?? '',
    },
    demo: Boolean(person?.demo) || Boolean(inputs.demo),
    at: exactly(inputs.now),
    fresh: fresh(inputs),
    old_copy: oldCopy(inputs),
    keeps_nothing: inputs.where === 'server',
    waiting_words: waitingWords(waiting.length),
    recorded_words: recordedWords(inputs),
    notice: inputs.notice || '',
    clock_doubt: Boolean(inputs.clock_doubt),
    phones: inputs.phones.map(({ who, number }) => ({ who, number, href: tel(number) })),
    errors: errors.map((problem) => ({ text: problem.text, href: `#${idOf(problem.name)}` })),
    version: inputs.version,
    built: inputs.built ?? '',
    discussion: '',
    part: '',
  }
}

/** How old what she reads is. */
function fresh(inputs: PageInputs): string {
  if (inputs.where === 'server') return `Straight from the server, ${instant(inputs.now, inputs.now)}.`
  const synced = inputs.synced_at
  if (!synced) return 'Not yet checked with the server.'
  const since = ago(synced, inputs.now)
  if (minutesBetween(synced, inputs.now) < OLD_MINUTES) return `Checked with the server ${since}.`
  return `Checked with the server ${since} (${instant(synced, inputs.now)}).`
}

/** PRACTICE.md Z-34: from an hour on, nobody may be let in or out on the strength of it. */
export function oldCopy(inputs: PageInputs): boolean {
  const synced = inputs.synced_at
  return inputs.where === 'device' && (!synced || minutesBetween(synced, inputs.now) >= OLD_MINUTES)
}

/** Saved is never worded as told (PRACTICE.md P-4). */
function waitingWords(count: number): string {
  if (count === 0) return ''
  if (count === 1) return '1 thing you wrote is saved on this device. Nobody else has it yet.'
  return `${count} things you wrote are saved on this device. Nobody else has them yet.`
}

export function tel(number: string): string {
  const digits = number.replace(/[^+0-9]/g, '')
  return digits ? `tel:${digits}` : ''
}
