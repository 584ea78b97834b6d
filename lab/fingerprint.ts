import { createHash } from 'node:crypto'
import type { Case } from './case.ts'

const KNOWN = new WeakMap<Case, string>()

/**
 * Digest of what a case sends and expects: cases of one id with the same fingerprint are the same case, so that a verdict that
 * changed is the target's doing (or the judge's), not the case's. An expectation that is a function counts by
 * its words alone: its code is a part of the judge (conformance/judge-version.ts).
 */
export function fingerprintOf(one: Case): string {
  const known = KNOWN.get(one)
  if (known !== undefined) return known
  const { control, probe, mark, expect, kind, level, needs } = one
  const data = JSON.stringify([control, probe, mark, expect, kind, level, needs, one.requirements], plain)
  const made = createHash('sha256').update(data).digest('hex').slice(0, 16)
  KNOWN.set(one, made)
  return made
}

/** What JSON has no way to write: large integers, octets in a form that does not depend on how they are held. */
function plain(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}
