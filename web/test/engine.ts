// What the engine's tests share: the vectors as they were written, and the procedures as the server compiles them.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Calendar, Procedure } from '../../sync/deadlines'

declare const __REPO__: string

/** The caller says what shape the file has: it is ours, and both languages read it. */
export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(join(__REPO__, 'sync', 'vectors', `${name}.json`), 'utf8')) as T
}

/** Every file of vectors of one kind, such as `deadlines`, in name order. */
export function files<T>(kind: string): T[] {
  const names = readdirSync(join(__REPO__, 'sync', 'vectors')).filter((name) => name.startsWith(`${kind}-`))
  return names.sort().map((name) => vectors(name.replace(/\.json$/, '')))
}

const python = process.env['SEENBY_PYTHON'] ?? join(__REPO__, '.venv', 'bin', 'python')

function server<T>(...words: string[]): T {
  const printed = execFileSync(python, ['-m', 'server', 'procedures', ...words], { cwd: __REPO__, encoding: 'utf8' })
  // Printed by our own compiler, whose shape the Procedure type follows.
  return JSON.parse(printed) as T
}

/** A built-in procedure by its id, or a file by its path in the checkout. */
export function compile(name: string): Procedure {
  return server('compile', name)
}

export const england: Calendar = server('calendar')

/** What was found, cut to the keys that are expected. */
export function shown(found: object, expected: object): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(found))
  return Object.fromEntries(Object.keys(expected).map((key) => [key, fields.has(key) ? fields.get(key) : '(missing)']))
}
