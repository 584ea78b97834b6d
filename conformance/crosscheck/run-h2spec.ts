import { TargetFailed } from '../../lab/suite.ts'
import { capture } from './capture.ts'
import type { H2spec } from './find-h2spec.ts'
import { readH2specOutput } from './h2spec-output.ts'
import type { H2specResult } from './h2spec-result.ts'

export interface H2specRunOptions {
  /** Whole seconds that h2spec waits for an answer. */
  readonly patience: number
  /** Path of the page that it asks for. */
  readonly path: string
}

/** Cases of h2spec, more or less: bounds the time of a run. */
const CASES = 150
/** Waits that its slowest cases make one after the other. */
const WAITS = 3

/**
 * Runs every server case of h2spec, the strict one too, on a server. Throws TargetFailed when h2spec does not get to the
 * end of its cases.
 */
export async function runH2spec(
  { command, place }: H2spec,
  url: URL,
  { patience, path }: H2specRunOptions
): Promise<readonly H2specResult[]> {
  const tls = url.protocol === 'https:'
  const port = url.port || (tls ? '443' : '80')
  const args = ['-S', '-h', url.hostname, '-p', port, '-P', path, '-o', String(patience)]
  const { code, stdout, stderr, cut } = await capture([...command, ...args, ...(tls ? ['-t', '-k'] : [])], {
    timeout: 30_000 + CASES * WAITS * patience * 1000
  })
  if (code === undefined) throw new TargetFailed(`${place} cannot be run.`)
  if (cut !== undefined)
    throw new TargetFailed(
      cut === 'time'
        ? 'h2spec did not come to an end and was stopped.'
        : 'h2spec printed more than can be kept.'
    )
  const { results, broken } = readH2specOutput(stdout)
  if (broken !== undefined)
    throw new TargetFailed(
      `h2spec did not complete its run (${results.length} cases were read): ${firstLine(stderr) ?? broken}.`
    )
  return results
}

/** What h2spec's own crash says first, without what a terminal would act on. */
function firstLine(text: string): string | undefined {
  const line = text.split('\n').find((one) => one.trim() !== '')
  return line?.replace(/[^\x20-\x7e]/g, '?').slice(0, 300)
}
