/** Priority parameters (RFC 9218, section 4): urgency 0 (first) to 7, incremental or not. */
export interface Priority {
  readonly urgency: number
  readonly incremental: boolean
}

export const DEFAULT_PRIORITY: Priority = { urgency: 3, incremental: false }

const MEMBER =
  /^([a-z*][a-z0-9_.*-]*)(=(?:\?[01]|-?[0-9]+(?:\.[0-9]+)?|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"|[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*|:[A-Za-z0-9+/=]*:))?((?:; *[a-z*][a-z0-9_.*-]*(?:=[^,;"]*)?)*)$/

/**
 * Reads a Priority Field Value: a dictionary of structured fields (RFC 8941, section 3.2). A parameter that is unknown,
 * out of range or of another type counts as absent; undefined where the value is no dictionary.
 */
export function readPriority(
  value: string,
  absent: Priority = DEFAULT_PRIORITY,
  clamp = false
): Priority | undefined {
  let { urgency, incremental } = absent
  const trimmed = value.replace(/^ +| +$/g, '')
  if (trimmed === '') return absent
  for (const item of trimmed.split(/[ \t]*,[ \t]*/)) {
    const member = MEMBER.exec(item)
    if (member === null) return undefined
    const [, key, given] = member
    if (key === 'u') {
      const number = given === undefined || !/^=-?[0-9]+$/.test(given) ? -1 : Number(given.slice(1))
      urgency = number >= 0 && number <= 7 ? number : clamp && number > 7 ? 7 : absent.urgency
    } else if (key === 'i')
      incremental =
        given === undefined || given === '=?1' ? true : given === '=?0' ? false : absent.incremental
  }
  return { urgency, incremental }
}
