import { statusOf, type Readings, type RuleName } from './rules.ts'

/** Why a message is not taken: the rule that it breaks, the octet that breaks it, and what a server answers. */
export class Refusal {
  readonly rule: RuleName
  /** From the first octet of the message's head. */
  readonly offset: number
  /** What is wrong, in a few words. */
  readonly text: string

  constructor(rule: RuleName, offset: number, text: string) {
    this.rule = rule
    this.offset = offset
    this.text = text
  }
}

/** The status that answers a refusal; undefined where the connection is closed without an answer. */
export function statusOfRefusal({ rule }: Refusal, readings: Readings): number | undefined {
  switch (readings[rule]) {
    case 'silent':
      return undefined
    case 'badRequest':
      return 400
    case 'success':
      return 200
    default:
      return statusOf(rule)
  }
}
