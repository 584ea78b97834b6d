import { duty, guard } from '../rule-shapes.ts'

/** How a head is cut into lines, tokens and fields (RFC 9112, sections 2.2, 3, 4 and 5): what the head parsers enforce. */
export const lexicalRules = {
  // 2.2 Lines
  leadingEmptyLines: duty(
    ['SHOULD', 'rfc9112-2.2-7'],
    'passes over empty lines before a start-line',
    {
      refused: 'refuses an empty line before a start-line',
      one: 'passes over one empty line and refuses a second'
    },
    'refused'
  ),
  bareLf: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10', 'rfc9112-2.2-2'],
    'refuses a line feed without a carriage return before it (accepting it is allowed)',
    { accepted: 'takes a line feed alone for the end of a line' }
  ),
  bareCr: guard(400, ['MUST', 'rfc9112-2.2-4'], 'refuses a carriage return without a line feed after it', {
    space: 'replaces it in a field value by a space (allowed)',
    kept: 'keeps it as an octet of the field value',
    lineEnd: 'takes it for the end of a line'
  }),

  // 3, 4 Start-line
  startLineSpaces: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10', 'rfc9112-3-1', 'rfc9112-4-2'],
    'refuses anything but single spaces between the parts of a start-line (being lenient is allowed)',
    {
      runs: 'takes a run of spaces for one',
      whitespace:
        'takes a run of spaces, tabs, vertical tabs and form feeds for one space, and drops it at the end',
      inTarget: 'takes everything between the first and the last space for the target'
    }
  ),
  methodOctets: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a method that is no token',
    {
      visible: 'accepts every visible octet in a method',
      anyOctet: 'accepts every octet but space and line ends',
      lettersOnly: 'refuses digits and marks in a method, too'
    },
    'lettersOnly'
  ),
  targetOctets: guard(
    400,
    ['SHOULD', 'rfc9112-3.2-1', 'rfc9112-2.2-10'],
    'refuses octets in a request-target that no URI has',
    {
      visible: 'accepts every visible octet',
      obsText: 'accepts every visible octet, and those above 0x7f',
      anyOctet: 'accepts every octet but space and line ends, NUL and tab too',
      plain: 'refuses the marks "!", "$", "\'", "(", ")", "*", ",", ";" and "~", too'
    },
    'plain'
  ),
  targetFragment: guard(400, ['SHOULD', 'rfc9112-3.2-1'], 'refuses a request-target with "#"', {
    kept: 'keeps it in the target',
    cut: 'cuts the target there'
  }),
  versionMissing: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'recognises the simple request of HTTP/0.9, a request-line without a version, and refuses it',
    {
      simple: 'answers it as HTTP/0.9 did: with content, without a head',
      ignored: 'takes the request for one of HTTP/1.1 and reads on'
    }
  ),
  reasonOctets: guard(400, ['SHOULD', 'rfc9112-2.2-10'], 'refuses control octets in a reason phrase', {
    anyOctet: 'accepts every octet but line ends'
  }),
  reasonSpaceMissing: guard(
    400,
    ['MUST', 'rfc9112-4-4'],
    'refuses a status-line that ends with the status code, without a space after it',
    { accepted: 'accepts it' }
  ),

  // 2.2, 5.1, 5.2 Field lines
  firstLineWhitespace: guard(
    400,
    ['MUST', 'rfc9112-2.2-9'],
    'refuses whitespace between the start-line and the first field',
    {
      skipped: 'passes over lines that start with whitespace (allowed)',
      field: 'drops the whitespace and takes the line for a field'
    }
  ),
  spaceBeforeColon: guard(400, ['MUST', 'rfc9112-5.1-1'], 'refuses whitespace between field name and colon', {
    trimmed: 'drops the whitespace',
    kept: 'takes the whitespace for a part of the name',
    skipped: 'passes over the line'
  }),
  spaceBeforeColonInResponse: duty(
    ['MUST', 'rfc9112-5.1-2'],
    'drops whitespace between field name and colon of a response',
    {
      refused: 'refuses the response',
      kept: 'takes the whitespace for a part of the name',
      skipped: 'passes over the line'
    },
    'refused'
  ),
  obsFold: guard(400, ['MUST', 'rfc9112-5.2-2'], 'refuses a request with a folded field line', {
    space: 'replaces the fold by spaces (allowed)',
    kept: 'keeps the line end in the field value',
    field: 'drops the whitespace and takes the line for another field',
    skipped: 'passes over the line'
  }),
  obsFoldInResponse: duty(
    ['MUST', 'rfc9112-5.2-4', 'rfc9112-5.2-3'],
    'replaces the fold of a field line in a response by spaces',
    {
      refused: 'refuses the response',
      kept: 'keeps the line end in the field value',
      field: 'drops the whitespace and takes the line for another field',
      skipped: 'passes over the line'
    },
    'refused'
  ),
  fieldNameOctets: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10'],
    'refuses a field name that is no token',
    {
      visible: 'accepts every visible octet but the colon',
      anyOctet: 'accepts every octet but colon and line ends',
      skipped: 'passes over the line',
      lettersOnly: 'refuses names with other octets than letters, digits and hyphens, too'
    },
    'lettersOnly'
  ),
  fieldNameEmpty: guard(400, ['SHOULD', 'rfc9112-2.2-10'], 'refuses a field line that starts with a colon', {
    accepted: 'accepts an empty name',
    skipped: 'passes over the line',
    endsHead: 'ignores the fields from there on'
  }),
  colonMissing: guard(400, ['SHOULD', 'rfc9112-2.2-10'], 'refuses a field line without a colon', {
    accepted: 'takes the line for a name with an empty value',
    skipped: 'passes over the line'
  }),
  fieldValueNul: guard(400, ['MUST', 'rfc9110-5.5-4'], 'refuses NUL in a field value', {
    space: 'replaces it by a space (allowed)',
    kept: 'keeps it',
    truncated: 'ends the value there'
  }),
  fieldValueControls: guard(
    400,
    ['SHOULD', 'rfc9112-2.2-10', 'rfc9110-5.5-5'],
    'refuses control octets other than tab in a field value (keeping them is allowed)',
    { kept: 'keeps them' }
  ),
  fieldValueObsText: duty(
    ['SHOULD', 'rfc9110-5.5-3'],
    'takes octets above 0x7f in a field value for opaque data',
    { refused: 'refuses them' },
    'refused'
  ),
  fieldValueWhitespace: duty(['MUST', 'rfc9110-5.5-1'], 'strips spaces and tabs around a field value', {
    kept: 'strips them before the value only',
    spaceOnly: 'strips spaces and keeps tabs',
    wide: 'strips every octet up to 0x20, 0x7f, 0x85 and 0xa0'
  }),

  // Limits
  methodLength: guard(501, ['SHOULD', 'rfc9112-3-2'], 'refuses a method longer than any that it implements', {
    badRequest: 'answers 400'
  }),
  targetLength: guard(
    414,
    ['MUST', 'rfc9112-3-3'],
    'refuses a request-target longer than its limit',
    { badRequest: 'answers 400', short: 'refuses targets of more than 2,000 octets' },
    'short'
  ),
  fieldLineLength: guard(
    431,
    ['MUST', 'rfc9110-5.4-1'],
    'refuses a field line longer than its limit',
    { success: 'answers 200', short: 'refuses lines of more than 256 octets' },
    'short'
  ),
  fieldCount: guard(
    431,
    ['MUST', 'rfc9110-5.4-1'],
    'refuses a section of more field lines than its limit',
    { dropped: 'drops those beyond the limit', few: 'refuses more than 16 lines' },
    'few'
  ),
  headLength: guard(
    431,
    ['MUST', 'rfc9110-5.4-1'],
    'refuses a field section that is longer than its limit',
    { success: 'answers 200', short: 'refuses heads of more than 1,024 octets' },
    'short'
  )
} as const
