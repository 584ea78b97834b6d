import type { Manner } from '../verdict.ts'
import { errorName, type ErrorName } from './registry.ts'

/** RFC 9113 section 5.4: a generic error code can always be used in place of a more specific one. */
const GENERIC: readonly ErrorName[] = ['PROTOCOL_ERROR', 'INTERNAL_ERROR']
/** Codes by which an endpoint says that a limit of its own was reached (RFC 9113 sections 7, 8.7 and 10.5). */
const LIMITS: readonly ErrorName[] = ['ENHANCE_YOUR_CALM', 'REFUSED_STREAM']

/**
 * How well an error code fits those that are asked for, or undefined when it does not. `of`: what ends with it; REFUSED_STREAM
 * says nothing of a connection.
 */
export function codeFits(
  code: number,
  codes: readonly ErrorName[],
  of: 'connection' | 'stream' = 'stream'
): Manner | undefined {
  const name = errorName(code)
  if (name === undefined) return undefined
  if (codes.includes(name)) return 'exact'
  if (GENERIC.includes(name)) return 'generic code'
  if (of === 'connection' && name === 'REFUSED_STREAM') return undefined
  return LIMITS.includes(name) ? 'declared limit' : undefined
}

/** Whether a code speaks of a limit. */
export function isLimit(code: number): boolean {
  const name = errorName(code)
  return name !== undefined && LIMITS.includes(name)
}
