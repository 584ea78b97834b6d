import type { HpackRuleName } from './rules.ts'

/**
 * A field block that cannot be decoded. The decoder's state is of no use afterwards: in HTTP/2 this is a connection
 * error of type COMPRESSION_ERROR (RFC 9113, 4.3).
 */
export class HpackError extends Error {
  override readonly name = 'HpackError'
  /** The rule that was broken. */
  readonly rule: HpackRuleName
  /** Where in the block, in octets from its start. */
  readonly offset: number

  constructor(rule: HpackRuleName, offset: number, message: string) {
    super(`${message}, at octet ${offset} of the field block`)
    this.rule = rule
    this.offset = offset
  }
}

/** @throws HpackError, always. */
export function refuse(rule: HpackRuleName, offset: number, message: string): never {
  throw new HpackError(rule, offset, message)
}
