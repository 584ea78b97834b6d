import { duty, guard } from '../rule-shapes.ts'

/** How long the content of a message is (RFC 9112, section 6; RFC 9110, section 8.6). */
export const framingRules = {
  // Names
  fieldNameCase: duty(['MUST', 'rfc9110-5.1+1'], 'takes field names in any case', {
    sensitive: 'knows them in their usual case only'
  }),
  fieldNameUnderscore: duty(
    ['MUST', 'rfc9110-5.1+2'],
    'tells "_" and "-" in field names apart',
    {
      hyphen: 'takes "_" for "-", as gateways to CGI do (RFC 3875, section 4.1.18)',
      dropped: 'drops field lines with "_" in the name',
      refused: 'refuses them'
    },
    'refused'
  ),

  // Content-Length
  contentLengthSyntax: guard(
    400,
    ['MUST', 'rfc9112-6.3-4', 'rfc9112-6.3-5'],
    'refuses a Content-Length that is not decimal digits',
    {
      absent: 'ignores it',
      zero: 'takes it for 0',
      plus: 'accepts a plus sign',
      hexadecimal: 'accepts "0x" and hexadecimal digits',
      underscores: 'accepts underscores between digits',
      fraction: 'accepts a fraction and an exponent',
      prefix: 'takes the digits at its start',
      digitsOnly: 'takes all digits in it',
      octal: 'takes digits after a leading 0 for octal'
    }
  ),
  contentLengthEmpty: guard(
    400,
    ['MUST', 'rfc9112-6.3-4', 'rfc9112-6.3-5'],
    'refuses an empty Content-Length',
    { absent: 'ignores it', zero: 'takes it for 0' }
  ),
  contentLengthList: duty(
    ['MUST', 'rfc9112-6.3+1', 'rfc9110-8.6-10'],
    'takes the same Content-Length several times, in a list or in several lines, for one',
    { refused: 'refuses it (allowed by RFC 9110, section 8.6)' },
    'refused'
  ),
  contentLengthDiffers: guard(
    400,
    ['MUST', 'rfc9112-6.3-4', 'rfc9112-6.3-5'],
    'refuses Content-Lengths that differ, in a list or in several lines',
    {
      first: 'takes the first',
      last: 'takes the last',
      least: 'takes the least',
      greatest: 'takes the greatest'
    }
  ),
  contentLengthOverflow: guard(413, ['MUST', 'rfc9110-8.6-8'], 'refuses a Content-Length above 2^53 - 1', {
    wraps32: 'keeps the low 32 bits',
    wraps64: 'keeps the low 64 bits',
    saturates: 'takes it for the greatest number'
  }),
  contentTooLarge: guard(
    413,
    ['MAY', 'rfc9110-15.5.14-1'],
    'refuses content longer than its limit, and closes',
    { ignored: 'has no limit' }
  ),

  // Transfer-Encoding
  transferEncodingSyntax: guard(
    501,
    ['SHOULD', 'rfc9112-6.1-9'],
    'refuses transfer codings other than chunked',
    {
      badRequest: 'answers 400',
      ignored: 'passes over codings that it does not know',
      identity: 'accepts "identity" as no coding',
      contains: 'finds "chunked" anywhere in the value',
      suffix: 'finds "chunked" at the end of the value',
      prefix: 'finds "chunked" at the start of the value',
      quoted: 'accepts "chunked" in quotes',
      controls: 'strips control octets around it',
      parameters: 'passes over parameters'
    }
  ),
  transferEncodingEmpty: guard(
    400,
    ['MUST', 'rfc9112-6.3-3'],
    'refuses a Transfer-Encoding without any coding',
    { absent: 'ignores it' }
  ),
  transferEncodingCase: duty(
    ['MUST', 'rfc9112-7+1'],
    'takes "chunked" in any case',
    { sensitive: 'knows it in small letters only' },
    'sensitive'
  ),
  transferEncodingFinal: guard(
    400,
    ['MUST', 'rfc9112-6.3-3'],
    'refuses a request whose last transfer coding is not chunked',
    { ignored: 'decodes chunked wherever it stands', absent: 'takes it for a request without content' }
  ),
  transferEncodingTwice: guard(
    400,
    ['MUST NOT', 'rfc9112-6.1-2'],
    'refuses a message that is chunked twice',
    { once: 'decodes it once' }
  ),
  transferEncodingLines: duty(
    ['MUST', 'rfc9112-6.1+1'],
    'takes several Transfer-Encoding lines for one list',
    { first: 'looks at the first only', last: 'looks at the last only', refused: 'refuses them' },
    'refused'
  ),
  transferEncodingAndLength: guard(
    400,
    ['MAY', 'rfc9112-6.1-12', 'rfc9112-6.1-13'],
    'refuses a request with both Transfer-Encoding and Content-Length (taking the former and closing is allowed)',
    {
      transferEncoding: 'takes Transfer-Encoding and closes the connection (allowed)',
      transferEncodingKept: 'takes Transfer-Encoding and keeps the connection',
      contentLength: 'takes Content-Length'
    }
  ),
  transferEncodingIn10: guard(
    400,
    ['MUST', 'rfc9112-6.1-14'],
    'refuses a message of HTTP/1.0 with Transfer-Encoding',
    {
      closes: 'decodes it and closes the connection (allowed)',
      accepted: 'takes it as in HTTP/1.1',
      ignored: 'does not look at it'
    }
  ),
  contentLengthUnneeded: duty(
    ['MAY', 'rfc9112-6.3-10'],
    'takes a request without Content-Length and Transfer-Encoding for one without content, whatever its method',
    { required: 'refuses POST and PUT then, with 411 (allowed)' },
    'required'
  )
} as const
