import { usage } from '../failure.ts'
import { printable } from '../printable.ts'
import type { Terminal } from '../terminal.ts'

/** Shards beyond which nobody deals cases out. */
const MOST = 1000

/** Which shard this is and of how many, both from 1. */
export interface WhichShard {
  readonly index: number
  readonly of: number
}

/**
 * What `--shard` says: `2/5`; `auto/5`, with the index from the environment of a Kubernetes indexed job
 * (JOB_COMPLETION_INDEX, from 0) or of GitLab (CI_NODE_INDEX, from 1); `auto`, with the number of shards from there too
 * (CI_NODE_TOTAL). Throws a Failure for anything else.
 */
export function shardOf(written: string, env: Terminal['env']): WhichShard {
  const [, first = '', second] = /^(\d+|auto)(?:\/(\d+))?$/.exec(written.trim()) ?? []
  if (first === '' || (first !== 'auto' && second === undefined))
    throw usage(`--shard takes INDEX/COUNT, such as 2/5, or auto or auto/5; not ${printable(written)}.`)
  const of = number(second ?? env['CI_NODE_TOTAL'], 'how many shards there are: CI_NODE_TOTAL is not set')
  const index = first === 'auto' ? indexIn(env) : Number(first)
  if (of < 1 || of > MOST) throw usage(`--shard takes from 1 to ${MOST} shards, not ${of}.`)
  if (index < 1 || index > of) throw usage(`There is no shard ${index} of ${of}: they are counted from 1.`)
  return { index, of }
}

function indexIn(env: Terminal['env']): number {
  const kubernetes = env['JOB_COMPLETION_INDEX']
  if (kubernetes !== undefined) return number(kubernetes, 'JOB_COMPLETION_INDEX') + 1
  return number(
    env['CI_NODE_INDEX'],
    'which shard this is: neither JOB_COMPLETION_INDEX nor CI_NODE_INDEX is set'
  )
}

function number(text: string | undefined, missing: string): number {
  if (text === undefined || !/^\d{1,6}$/.test(text)) throw usage(`--shard auto cannot tell ${missing}.`)
  return Number(text)
}
