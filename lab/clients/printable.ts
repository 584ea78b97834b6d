/** Characters of a client's output that are kept. */
const MOST = 2000

/** The end of an output, without control characters, for a report. */
export const printable = (output: string): string =>
  output
    .slice(-MOST)
    .replaceAll(/[\x00-\x08\x0b-\x1f\x7f]/g, '?')
    .trim()
