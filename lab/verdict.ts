/** What the specification thinks of a target's behaviour in one case. Severity is level × verdict and is never stored. */
export type Verdict = 'conforms' | 'violates' | 'inconclusive' | 'unsupported'

/**
 * How a target met (or failed) an expectation. Which manners satisfy which sentence is decided in docs/decisions.
 * exact: as the sentence says. generic code: a generic error code in place of the specific one. escalated: a connection
 * error for a stream error. response: a 4xx where the specification allows it. close only: the connection was closed
 * with no error reported. declared limit: refused by a limit that the target may set. exit status: a client that failed
 * and said so.
 */
export type Manner =
  'exact' | 'generic code' | 'escalated' | 'response' | 'close only' | 'declared limit' | 'exit status'

/** What the judge found, with the indices of the deciding entries in the trace of control or probe. */
export type Finding =
  | {
      readonly verdict: 'conforms'
      readonly manner: Manner
      readonly reason: string
      readonly entries: readonly number[]
    }
  | {
      readonly verdict: 'violates' | 'inconclusive' | 'unsupported'
      readonly reason: string
      readonly entries: readonly number[]
    }

export const conforms = (manner: Manner, reason: string, entries: readonly number[] = []): Finding => ({
  verdict: 'conforms',
  manner,
  reason,
  entries
})
export const violates = (reason: string, entries: readonly number[] = []): Finding => ({
  verdict: 'violates',
  reason,
  entries
})
export const inconclusive = (reason: string, entries: readonly number[] = []): Finding => ({
  verdict: 'inconclusive',
  reason,
  entries
})
export const unsupported = (reason: string, entries: readonly number[] = []): Finding => ({
  verdict: 'unsupported',
  reason,
  entries
})
