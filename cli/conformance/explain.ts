import { find } from '../../conformance/requirements/index.ts'
import type { Case } from '../../lab/case.ts'
import type { Script, Step } from '../../lab/script.ts'
import type { Suite } from '../../lab/suite.ts'
import { stepLines } from '../../reports/octets/step-text.ts'
import { requirementLink } from '../../reports/requirement-link.ts'
import { colorsFor, type Colors, type Terminal } from '../terminal.ts'
import { octetsOf, type Sample } from './octets-of.ts'

/** Says what a case sends, what it expects and why. */
export function explain(suite: Suite, one: Case, sample: Sample, terminal: Terminal): void {
  const colors = colorsFor(terminal.out, terminal.env)
  const say = (line = '') => terminal.out.write(`${line}\n`)
  say(colors.bold(one.id))
  say(`${one.title} (${one.kind}, ${one.level}, ${one.section})`)
  say()
  say(`Expected: ${suite.describe(one)}.`)
  if (one.why !== undefined) say(`Why: ${one.why}`)
  if (one.needs.length > 0) say(`The target must offer: ${one.needs.join(', ')}.`)
  if (one.slow === true) say("It waits for the target's own time-outs: it runs with --slow only.")
  say()
  say('Requirements:')
  for (const id of one.requirements) {
    const requirement = find(id)
    say(`  ${id} (${requirement?.level ?? 'level unknown'}): ${requirement?.gist ?? 'not in a register'}`)
    const link = requirementLink(id)
    if (link !== undefined) say(`    ${colors.dim(link)}`)
  }
  const shared = { suite, one, sample, colors, say }
  tell('Control (lawful), to compare with:', one.control, one.probe, shared)
  tell('Probe:', one.probe, one.control, shared)
  say()
  say(
    `Octets are those for ${Object.entries(sample.values)
      .map(([name, value]) => `{${name}} = ${value}`)
      .join(', ')}.`
  )
}

interface Shared {
  readonly suite: Suite
  readonly one: Case
  readonly sample: Sample
  readonly colors: Colors
  say(line?: string): void
}

function tell(
  heading: string,
  script: Script,
  other: Script,
  { suite, one, sample, colors, say }: Shared
): void {
  say()
  say(heading)
  const differs = differing(script.steps, other.steps, one.mark)
  const octets = octetsOf(suite, script, sample)
  for (const [index, step] of script.steps.entries()) {
    const marked = differs(index)
    const lines = stepLines(step)
    const known = octets[index]
    for (const [number, line] of lines.entries()) {
      const text = `${number === 0 ? `${index + 1}.`.padStart(4) : '    '} ${line}`
      say(marked ? colors.yellow(`> ${text}`) : `  ${text}`)
      const shown = known?.[number - 1]
      if (step.do === 'send' && shown !== undefined) say(colors.dim(`           ${shown}`))
    }
  }
  if (!script.steps.some((_, index) => differs(index)))
    say(colors.yellow('> (the step in which they differ is left out here)'))
}

/** Which steps are not in both scripts: between what both begin with (up to the mark) and what both end with. */
function differing(
  steps: readonly Step[],
  others: readonly Step[],
  mark: number
): (index: number) => boolean {
  const same = (a: Step | undefined, b: Step | undefined) => JSON.stringify(a) === JSON.stringify(b)
  let tail = 0
  while (
    tail < Math.min(steps.length, others.length) - mark &&
    same(steps[steps.length - 1 - tail], others[others.length - 1 - tail])
  )
    tail++
  return (index) => index >= mark && index < steps.length - tail
}
