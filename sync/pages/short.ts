/** A page that asks one thing, and one that shows what was answered; each says only what is its own. Twin of `short.py`. */
import { answer } from './answers'
import { label } from './children'
import { pageOf } from './forms'
import type { Context, Doc, PageInputs } from './inputs'
import { Asking, mayWrite, type Group } from './questions'

const SHOWN: Context = { already: '', caution: '', ring: false, lead: [], entries: [], sections: [], links: [] }

/** `people/show.jinja`; `heading` names nobody, for it is the title too. */
export function showing(name: string, heading: string, doc: Doc, inputs: PageInputs, more: Context): Context {
  return { ...pageOf(name, heading, doc, inputs), ...SHOWN, heading, ...more }
}

/** `people/form.jinja`: its form saves `path` and leads to `after`. */
export function askingPage(
  name: string, heading: string, doc: Doc, inputs: PageInputs, here: string, after: string, path: string, more: Context & { groups?: Group[]; hidden?: Context[] },
): Context {
  const [group, ...others] = more.groups ?? []
  // Where one thing is asked and nothing stands, nothing is no answer.
  const alone = group && !others.length ? [{ name: 'asks', value: group.path }] : []
  return {
    ...pageOf(name, heading, doc, inputs),
    ...SHOWN,
    heading,
    back: after,
    form: new Asking(doc, inputs).form(here, after),
    may_write: mayWrite(doc, path),
    refused: 'This is not yours to write. Write a note, or ring the chair.',
    button: 'Save',
    groups: [], questions: [],
    ...more,
    hidden: [...more.hidden ?? [], ...alone],
  }
}

export interface Card extends Context { links: Context[] }

/** One section of what was answered; `href` is where its heading leads. */
export function card(id: string, heading: string, more: Context & { links?: Context[] } = {}): Card {
  return { id, heading, href: '', lines: [], answers: [], links: [], ...more }
}

export function groupOf(doc: Doc, inputs: PageInputs, path: string): Group {
  return { ...new Asking(doc, inputs).group(path), standing: answer(doc, path, '', inputs.now) }
}

/** What was answered, with the way to its own page. */
export function editable(doc: Doc, path: string, href: string, now: string): Context {
  return { ...answer(doc, path, label(path), now), href: mayWrite(doc, path) ? href : '' }
}
