import type { GuardName } from './rules.ts'

/** Why a message is malformed (RFC 9113, section 8.1.1). */
export class Malformed {
  readonly rule: GuardName
  readonly message: string

  constructor(rule: GuardName, message: string) {
    this.rule = rule
    this.message = message
  }
}
