/** What must be known of each child before a discussion ends (PRACTICE.md P-2 iii, P-3). Twin of `ending.py`. */
import { birthsOf, died } from './lives'
import type { Annotated, Json } from './messages'
import type { Procedure } from './procedure'

/** Without these an injured child is one of five working days. */
const FACTS = ['actual_harm', 'immediate_risk']
type Said = Readonly<Record<string, Json>>
type Answers = (path: string) => Said[]

/** Child and path of every answer that is wanting. `answers` = all that may stand on a path; two different answers are
 *  answers. Nothing is asked of who is not born yet, or has died. */
export function missing(doc: Annotated, procedure: Procedure, answers: Answers): [child: string, path: string][] {
  const asked = doc.children.filter((one) => !died(doc, one) && !unborn(doc, one, answers))
  const dated = procedure.rules.some((rule) => rule.effect === 'seen_by' && 'unit' in rule && rule.unit === 'agreed')
  const facts = asked.flatMap((child) => FACTS.map((fact): [string, string] => [child, `children.${child}.facts.${fact}`]))
    .filter(([, path]) => !answers(path).length || answers(path).some(({ answer }) => answer !== 'yes' && answer !== 'no'))
  const plans = (dated ? asked : []).map((child): [string, string] => [child, `decisions.${child}.seen_plan`])
    .filter(([, path]) => !planned(answers(path)))
  return [...facts, ...plans]
}

function unborn(doc: Annotated, child: string, answers: Answers): boolean {
  const said = answers(`children.${child}.birth`)
  return said.some(({ expected }) => expected) && !said.some(({ date }) => date) && !birthsOf(doc, child).length
}

/** A date; and where the child is not to be seen alone, why. */
function planned(said: readonly Said[]): boolean {
  return said.length > 0 && said.every(({ when, alone, why_not: why }) => when && (alone !== 'no' || why))
}
