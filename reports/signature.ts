import type { VerdictLine } from '../lab/log-line.ts'

/**
 * How a target came to its verdict, as one line: verdict, manner, and kinds and codes of the deciding entries, without
 * times and stream identifiers. `violates: GOAWAY PROTOCOL_ERROR, FIN`, `conforms (exact): GOAWAY FRAME_SIZE_ERROR`,
 * `inconclusive in the control: deadline`, `unsupported`. Two runs in which a target does the same have the same one.
 *
 * Logs of format 1 hold no kinds: their signatures end where the kinds would begin.
 */
export function signatureOf({
  verdict,
  manner,
  evidence
}: Pick<VerdictLine, 'verdict' | 'manner' | 'evidence'>): string {
  if (verdict === 'unsupported') return verdict
  const how = manner === undefined ? '' : ` (${manner})`
  const where = evidence?.decidedIn === 'control' ? ' in the control' : ''
  const kinds = evidence?.kinds ?? []
  return `${verdict}${how}${where}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`
}
