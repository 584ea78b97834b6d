import { duty, guard } from '../rule-shapes.ts'

/** The chunked transfer coding (RFC 9112, section 7.1; RFC 9110, section 6.5.1). */
export const chunkRules = {
  chunkSizeSyntax: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a chunk size that is not hexadecimal digits',
    {
      prefix0x: 'accepts "0x" before the digits',
      sign: 'accepts a plus sign',
      leadingSpace: 'accepts whitespace before the digits',
      trailingSpace: 'accepts whitespace after the digits',
      underscores: 'accepts underscores between digits',
      longestPrefix: 'takes the digits at its start and ignores the rest of the line',
      empty: 'takes an empty size for 0'
    }
  ),
  chunkSizeOverflow: guard(400, ['MUST', 'rfc9112-7.1-3'], 'refuses a chunk size above 2^53 - 1', {
    wraps32: 'keeps the low 32 bits',
    wraps64: 'keeps the low 64 bits'
  }),
  chunkSizeZeros: duty(
    ['MUST', 'rfc9112-7.1+1'],
    'accepts leading zeros in a chunk size, and several as the last chunk',
    { refused: 'refuses them' },
    'refused'
  ),
  chunkLineEnd: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a chunk size line that does not end with CR LF',
    { lf: 'accepts a line feed alone', cr: 'accepts a carriage return alone' }
  ),
  chunkDataEnd: guard(400, ['SHOULD', 'rfc9112-2.2-10'], 'refuses chunk data that is not followed by CR LF', {
    lf: 'accepts a line feed alone',
    missing: 'accepts the next chunk without it',
    anyTwo: 'passes over two octets, whatever they are'
  }),
  chunkExtension: duty(
    ['MUST', 'rfc9112-7.1.1-1', 'rfc9110-5.6.3-5'],
    'ignores chunk extensions, and bad whitespace in them',
    { refused: 'refuses them' },
    'refused'
  ),
  chunkExtensionSyntax: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses chunk extensions that do not match the grammar',
    {
      anyOctet: 'passes over every octet up to the line end',
      lfPassed: 'passes over line feeds, too, up to CR LF',
      crPassed: 'passes over carriage returns, too, up to the line feed',
      quotedLines: 'passes over line ends within quotes'
    }
  ),
  chunkExtensionLength: guard(
    413,
    ['MUST', 'rfc9110-5.4-1'],
    'refuses more octets of chunk extensions than its limit',
    { ignored: 'has no limit' }
  ),
  trailersApart: duty(
    ['MUST NOT', 'rfc9110-6.5.1-2', 'rfc9112-7.1.2-3'],
    'keeps trailer fields apart from header fields',
    { merged: 'adds them to the header fields', dropped: 'drops them (allowed)' }
  ),
  trailerForbidden: duty(
    ['MUST NOT', 'rfc9110-6.5.1-2'],
    'drops trailer fields for framing, routing and the connection',
    { kept: 'hands them on', refused: 'refuses the message' }
  ),
  lastChunkEnd: duty(
    ['MUST', 'rfc9112-7.1-2'],
    'reads a trailer section behind the last chunk, up to its empty line',
    { missing: 'ends the content with the line of the last chunk' }
  )
} as const
