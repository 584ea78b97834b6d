import { printable } from '../printable.ts'

/** What XML 1.0 has no way to hold, and `printable` leaves alone. */
const NO_CHARACTER = /[\ufffe\uffff]/g

/** Lines as text of an XML document: everything that XML 1.0 or a terminal would stumble over is written as an escape. */
export const xmlText = (...lines: readonly string[]): string =>
  lines
    .map((line) =>
      printable(line).replace(NO_CHARACTER, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    )
    .join('\n')
