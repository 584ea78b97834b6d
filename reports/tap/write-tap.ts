import type { VerdictLine } from '../../lab/log-line.ts'
import { factsOf } from '../facts.ts'
import type { WriteReport } from '../format.ts'
import { printable } from '../printable.ts'
import type { Section } from '../runs/section.ts'
import { verdicts } from '../runs/verdicts.ts'
import { targetName } from '../target-name.ts'
import { told } from '../told.ts'
import { troublesOf } from '../troubles.ts'

/**
 * TAP version 14: a test point for each verdict. What could not be judged is skipped, with the reason; what keeps the report
 * from being the whole truth is a test point that fails.
 */
export const writeTap: WriteReport = async (gathered, out) => {
  await out.write('TAP version 14\n')
  let number = 0
  for await (const { section, verdict } of verdicts(gathered))
    await out.write(testPoint(++number, section, verdict))
  for (const trouble of troublesOf(gathered))
    await out.write(`not ok ${++number} - ${description(trouble)}\n`)
  await out.write(`1..${number}\n`)
}

function testPoint(number: number, section: Section, verdict: VerdictLine): string {
  const name = description(`${targetName(section, verdict.target)}: ${verdict.case}`)
  switch (verdict.verdict) {
    case 'conforms':
      return `ok ${number} - ${name}\n`
    case 'inconclusive':
    case 'unsupported':
      return `ok ${number} - ${name} # SKIP ${description(`${verdict.verdict}: ${verdict.reason}`)}\n`
    case 'violates': {
      const lines = told(verdict, factsOf(section, verdict)).map((line) => `    - ${JSON.stringify(line)}`)
      return `not ok ${number} - ${name}\n  ---\n  level: ${verdict.level}\n  told:\n${lines.join('\n')}\n  ...\n`
    }
  }
}

/** Text of a test point: a hash would begin a directive. */
const description = (text: string): string => printable(text).replace(/[\\#]/g, '\\$&')
