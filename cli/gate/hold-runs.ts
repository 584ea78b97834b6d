import { ExpectationError } from '../../reports/gate/expectation-error.ts'
import type { GateResult } from '../../reports/gate/finding.ts'
import { gate } from '../../reports/gate/gate.ts'
import type { Seen } from '../../reports/gate/outcome.ts'
import { POLICY } from '../../reports/gate/policy.ts'
import { seeRuns } from '../../reports/gate/see-runs.ts'
import { updateExpectations, type Update } from '../../reports/gate/update-expectations.ts'
import { usage } from '../failure.ts'
import { loadExpectations, saveExpectations, type Held } from './expectation-file.ts'
import type { GateOptions } from './options.ts'

/** What the gate says of some run logs, and what was written. */
export interface HeldRuns {
  readonly result: GateResult
  readonly seen: readonly Seen[]
  readonly file: string | undefined
  /** Targets of which the file has a part; undefined without a file. */
  readonly sections: readonly string[] | undefined
  readonly update: Update | undefined
}

/**
 * Reads run logs and holds them against the expectation file, which is written anew first where that is asked for and all
 * is there. Throws a Failure where a file cannot be read.
 */
export async function holdRuns(
  runs: readonly string[],
  options: GateOptions,
  more: { readonly partial: boolean; readonly held?: Held | undefined }
): Promise<HeldRuns> {
  const { expectations: file } = options
  const before = more.held ?? heldIn(options)
  const { seen, unread } = await readOrFail(runs)
  const policy = {
    ...POLICY,
    ...options.policy,
    ...(options.strict === true ? { SHOULD: 'fail' as const } : {})
  }
  const today = new Date().toISOString().slice(0, 10)
  const said = { policy, today, partial: more.partial }
  const first = gate(seen, before?.expectations, said, unread)
  if (options.updateExpectations !== true || file === undefined || first.missing.length > 0)
    return { result: first, seen, file, sections: sectionsOf(before), update: undefined }
  const update = updateExpectations(seen, before, said)
  if (update.text !== before?.text) saveExpectations(file, update.text)
  const now = loadExpectations(file, false)
  return {
    result: gate(seen, now?.expectations, said, unread),
    seen,
    file,
    sections: sectionsOf(now),
    update
  }
}

/** The expectation file that the options name, read before anything is run against it. */
export function heldIn({ expectations: file, updateExpectations: update }: GateOptions): Held | undefined {
  if (file !== undefined) return loadExpectations(file, update === true)
  if (update === true) throw usage('--update-expectations needs --expectations FILE, the file to write.')
  return undefined
}

const sectionsOf = (held: Held | undefined): string[] | undefined =>
  held === undefined ? undefined : [...held.expectations.targets.keys()]

async function readOrFail(runs: readonly string[]) {
  try {
    return await seeRuns(runs)
  } catch (error) {
    if (error instanceof ExpectationError) throw usage(error.message)
    throw error
  }
}
