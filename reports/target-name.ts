import { printable } from './printable.ts'
import type { Section } from './runs/section.ts'

/** A target as reports call it: `nginx 1.22.1`. */
export function targetName(section: Pick<Section, 'target'>, name = section.target?.target): string {
  const version = section.target?.target === name ? section.target?.version : undefined
  return printable(`${name ?? 'unknown target'}${version === undefined ? '' : ` ${version}`}`)
}

/** What was tested: `http2 server: nginx 1.22.1`, with its shard. */
export function runName(section: Section): string {
  const { run } = section
  const suite = run === undefined ? 'unknown suite' : `${run.suite} ${run.role}`
  const shard = run?.shard === undefined ? '' : `, shard ${run.shard.index} of ${run.shard.of}`
  return `${printable(suite)}: ${targetName(section)}${shard}`
}
