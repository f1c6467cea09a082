/** What was typed, made into values: normalised alike in both languages. Twin of `values.py`. */
import type { Json } from './messages'
import type { Part } from './registry'

export interface Problem { name: string; text: string }

export const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/
const SAID = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)$/
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
export const SETTLEMENT: Part[] = [
  { key: 'choose', label: 'Which answer stands', type: 'id', required: true },
  { key: 'why', label: 'Why', type: 'long_text', required: true },
]

class Wrong extends Error {}

/** NFC, LF, no NUL, no space around it. */
export function text(raw: string): string {
  const lines = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '')
  return lines.normalize('NFC').replace(/^[ \t\n]+|[ \t\n]+$/g, '')
}

/** A group's value (null where no part is filled), and what is wrong with it. */
export function group(
  prefix: string, inputs: Record<string, string[]>, parts: Part[], zone: string, every: boolean,
): [Record<string, Json> | null, Problem[]] {
  const value: Record<string, Json> = {}
  const problems: Problem[] = []
  for (const part of parts) {
    const name = `${prefix}/${part.key}`
    const raw = text(inputs[part.key]?.at(-1) ?? '')
    if (!raw) continue
    try {
      value[part.key] = partValue(part, raw, inputs[`${part.key}/fold`]?.at(-1) ?? '', zone)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      problems.push({ name, text: error.message })
    }
  }
  const filled = Object.keys(value).length > 0
  if (filled || every) problems.push(...missing(prefix, value, parts, problems))
  for (const part of parts) {
    const start = parts.find(({ key }) => key === part.after)
    if (start && beforeItsStart(part, value)) problems.push({ name: `${prefix}/${part.key}`, text: `“${part.label}” is before “${start.label}”. Look at both again` })
  }
  return [filled ? value : null, problems]
}

/** What ends before it begins would stop the clocks of its discussion from being worked out at all. */
function beforeItsStart(part: Part, value: Record<string, Json>): boolean {
  return Date.parse(String(value[part.key])) < Date.parse(String(value[part.after ?? '']))
}

function missing(prefix: string, value: Record<string, Json>, parts: Part[], problems: Problem[]): Problem[] {
  return parts
    .map((part) => ({ part, name: `${prefix}/${part.key}` }))
    .filter(({ part, name }) => (part.required || (part.asked && isOf(part, value))) && !(part.key in value) && !problems.some((p) => p.name === name))
    .map(({ part, name }) => ({ name, text: asked(part) }))
}

/** Some parts are asked only where another says so. */
function isOf(part: Part, value: Record<string, Json>): boolean {
  return Object.entries(part.asked_of ?? {}).every(([key, wanted]) => wanted.includes(String(value[key])))
}

/** The sentence for a required part left empty. */
export function asked(part: Part): string {
  const [verb, said] = ['choice', 'answer', 'id', 'person'].includes(part.type) ? ['Choose an answer', 'choose an answer'] : ['Fill this in', 'fill this in']
  return part.label.endsWith('?') ? `${part.label} ${verb}` : `${part.label}: ${said}`
}

function partValue(part: Part, raw: string, fold: string, zone: string): Json {
  switch (part.type) {
    case 'check': return true
    case 'number': return wholeNumber(part, raw)
    case 'date': return realDate(part, raw)
    case 'instant': return instant(raw, fold, zone, part.label)
    default: return part.check === 'nhs' ? nhs(part, raw) : raw
  }
}

/** Ten figures, the last of which follows from the nine before it; written as on a wristband. */
function nhs(part: Part, raw: string): string {
  const figures = raw.replace(/[ -]/g, '')
  if (!/^[0-9]{10}$/.test(figures)) throw new Wrong(`${part.label}: “${raw}” is not ten figures. Look at the wristband again`)
  const sum = [...figures].reduce((all, figure, place) => all + (place < 9 ? 10 - place : 1) * Number(figure), 0)
  if (sum % 11 !== 0) throw new Wrong(`${part.label}: “${raw}” cannot be right, one figure is wrong. Look at the wristband again`)
  return `${figures.slice(0, 3)} ${figures.slice(3, 6)} ${figures.slice(6)}`
}

function wholeNumber(part: Part, raw: string): number {
  if (!/^\d{1,9}$/.test(raw)) throw new Wrong(`${part.label}: “${raw}” is not a whole number. Use figures, for example 2`)
  return Number(raw)
}

function realDate(part: Part, raw: string): string {
  const real = /^\d{4}-\d\d-\d\d$/.test(raw) && new Date(`${raw}T00:00:00Z`).toJSON()?.slice(0, 10) === raw
  if (!real || raw < '0001') throw new Wrong(`${part.label}: “${raw}” is not a date. Give day, month and year`)
  return raw
}

/** Local time -> the same time with its offset; DOMAIN.md Q-13 for times that occur twice or never. */
export function instant(raw: string, fold: string, zone: string, label = 'Time'): string {
  if (SAID.test(raw) && isReal(raw)) return raw
  if (!LOCAL.test(raw) || !isReal(raw)) throw new Wrong(`${label}: “${raw}” is not a date and time. Give both`)
  const offsets = possibleOffsets(Date.parse(`${raw}:00Z`), zone)
  const [first, second] = offsets
  if (first === undefined) {
    throw new Wrong(`${label}: ${raw.slice(11)} does not happen that night, the clocks go forward. Give another time`)
  }
  if (second === undefined) return raw + sign(first)
  if (fold !== 'before' && fold !== 'after') {
    throw new Wrong(`${label}: ${raw.slice(11)} happens twice that night. Say if it was before or after they went back`)
  }
  return raw + sign(fold === 'before' ? first : second)
}

function isReal(raw: string): boolean {
  const day = raw.slice(0, 10)
  const hour = Number(raw.slice(11, 13))
  return new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day && day >= '1900' && hour < 24
    && Number(raw.slice(14, 16)) < 60 && !Number.isNaN(Date.parse(raw))
}

/** Offsets in minutes at which this wall-clock time exists, the earlier instant first. */
function possibleOffsets(wall: number, zone: string): number[] {
  const around = new Set([offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)])
  return [...around].filter((m) => offsetAt(wall - m * MINUTE, zone) === m).sort((a, b) => b - a)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(ms: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' })
  formats.set(zone, format)
  const [d = 0, mo = 1, y = 0, h = 0, mi = 0, s = 0] = (format.format(ms).match(/\d+/g) ?? []).map(Number)
  return Math.round((Date.UTC(y, mo - 1, d, h, mi, s) - ms) / MINUTE)
}

function sign(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** A printed `was` of a set; anything else counts as nothing printed. */
export function parsedList(raw: string | undefined): string[] {
  try {
    const found: unknown = JSON.parse(raw || '[]')
    return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : []
  } catch {
    return []
  }
}
