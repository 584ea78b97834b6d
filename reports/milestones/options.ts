import { parseArgs } from 'node:util'

export interface Options {
  /** Numbers of milestones and ids of items; all when empty. */
  readonly wanted: readonly string[]
  readonly check: boolean
  readonly record: boolean
  readonly recorded: boolean
  readonly output: string
}

export const USAGE = `zyphos milestones [MILESTONE or ITEM …]   what of the 30 milestones is shown, and by what

  zyphos milestones                 measure all criteria, print tables, write a page for each milestone
  zyphos milestones 23 24           these milestones
  zyphos milestones m23.scope.05    run what shows this item: its cases, its tests, its measurement

  --recorded        take the figures that are recorded, and measure nothing
  --check           fail (1) when something that is recorded as held no longer holds
  --record          write what was measured into today's file of results
  --output <dir>    where the pages go (.zyphos/milestones)

Exit codes: 0 all criteria hold, 1 one fails, 2 usage, 3 one could not be measured.
`

/** The command line, or one sentence that says what is wrong with it. */
export function milestoneOptions(args: readonly string[]): Options | 'help' | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        check: { type: 'boolean' },
        record: { type: 'boolean' },
        recorded: { type: 'boolean' },
        output: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    })
    if (values.help === true) return 'help'
    if (values.check === true && (values.record === true || values.recorded === true))
      return {
        wrong: '--check measures against what is recorded: it goes with neither --record nor --recorded.'
      }
    if (values.check === true && positionals.length > 0)
      return { wrong: '--check is about the whole ledger and takes no milestones.' }
    if (values.record === true && values.recorded === true)
      return { wrong: '--record needs a measurement, which --recorded leaves out.' }
    return {
      wanted: positionals,
      check: values.check === true,
      record: values.record === true,
      recorded: values.recorded === true,
      output: values.output ?? '.zyphos/milestones'
    }
  } catch (error) {
    return { wrong: (error as Error).message.split('. ')[0] + '.' }
  }
}
