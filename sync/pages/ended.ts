/** The discussion has ended: what each child still wants first, then one button (PRACTICE.md P-2 iii, P-3). Twin of
 *  `ended.py`. */
import { saidAhead } from '../case'
import { missing } from '../ending'
import { instant } from '../wording'
import { label, name, values } from './children'
import { correctedAt, PATH, typeOf } from './events'
import { keyed, pageOf } from './forms'
import { parts, type Context, type Doc, type PageInputs } from './inputs'
import { moment } from './local'
import { compiled } from './procedures'
import { Asking, mayWrite } from './questions'

export function ended(doc: Doc, inputs: PageInputs): Context {
  const asking = new Asking(doc, inputs)
  const here = `/discussions/${doc.id}`
  const procedure = compiled(inputs)[doc.procedure]
  const wanting = procedure ? missing(doc, procedure, (path) => values(doc, path)) : []
  const written = (doc.entries[PATH] ?? []).filter((one) => !one.superseded_by && !saidAhead(one))
  const said = written.map(({ value }) => parts(value))
  const number = Math.max(...said.filter(({ type }) => type === 'sd_contact').map(({ sd }) => Number(sd ?? 1)), 1)
  const ends = said.filter(({ type, sd, end }) => type === 'sd_contact' && Number(sd ?? 1) === number && end).map(({ end }) => String(end))
    .sort((a, b) => moment(a) - moment(b))
  const over = written.filter((one) => typeOf(one) === 'sd_concluded' && Number(parts(one.value)['sd'] ?? 1) === number).at(-1)
  return {
    ...pageOf('ended', 'The discussion has ended', doc, inputs),
    already: over ? `Written down: it ended ${instant(String(parts(over.value)['at']), inputs.now)}.` : '',
    already_href: over ? correctedAt(doc, over, inputs) : '',
    problem: procedure ? '' : 'The rules have not reached this device yet.',
    wanting: wanting.map(([child, path]) => ({
      child: name(doc, child),
      what: label(path),
      href: path.includes('seen_plan') ? `${here}/children/${child}/decision` : `${here}/evidence#child-${child}`,
    })),
    number: String(number),
    form: asking.form(`${here}/ended`),
    may_write: mayWrite(doc, PATH),
    ...keyed(asking.adding(PATH, { at: ends.at(-1) ?? inputs.now })),
  }
}
