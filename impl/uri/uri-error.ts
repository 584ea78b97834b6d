import type { UriRuleName } from './rules.ts'

/** A text that is no URI: the rule it breaks, and the offset of the octet that breaks it. */
export class UriError extends Error {
  override readonly name = 'UriError'
  readonly rule: UriRuleName
  readonly offset: number

  constructor(rule: UriRuleName, offset: number, message: string) {
    super(`${message} at offset ${offset} (${rule})`)
    this.rule = rule
    this.offset = offset
  }
}
