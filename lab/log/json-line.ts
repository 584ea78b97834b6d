/**
 * Characters that JSON may hold as they are but that steer a terminal or a reader of lines: DEL, C1 controls, the line
 * separators, and the marks that turn the direction of writing.
 */
const UNSAFE = /[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** One JSON value as one line, without its line feed; whatever a target said in it cannot steer a terminal. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
