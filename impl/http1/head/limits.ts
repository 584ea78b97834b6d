/** The most that a head may have. Octets, but for `fields`. */
export interface HeadLimits {
  readonly method: number
  readonly target: number
  /** From the first octet of the name to the last of the value, line ends of folds included. */
  readonly fieldLine: number
  /** Field lines in a section. */
  readonly fields: number
  /** The whole head, empty lines included. */
  readonly head: number
}

/** 8,000 octets for a request-line at least (RFC 9112, section 3); the rest is ours. */
export const defaultHeadLimits: HeadLimits = {
  method: 32,
  target: 16_384,
  fieldLine: 16_384,
  fields: 256,
  head: 65_536
}

/** Version, status code: no rule set needs more. */
export const LONGEST_WORD = 64
