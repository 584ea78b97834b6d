import { accepted, anyOf, malformed, type Expectation } from '../../../lab/http2/expectation.ts'
import type { FieldLine, Frame } from '../../../lab/http2/message.ts'
import { FIRST } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

const response = (...fields: readonly FieldLine[]): Frame => ({
  frame: 'HEADERS',
  stream: FIRST,
  block: [[':status', '200'], ...fields]
})

/** Field lines that make a response malformed, each with a lawful neighbour. */
const FIELDS: readonly (readonly [
  name: string,
  title: string,
  control: FieldLine,
  probe: FieldLine,
  requirements: readonly string[]
])[] = [
  ['uppercase-name', 'a field name in upper case', ['x-name', 'a'], ['X-NAME', 'a'], ['rfc9113-8.2.1-3']],
  [
    'one-uppercase-letter',
    'a field name with one letter in upper case',
    ['x-name', 'a'],
    ['x-namE', 'a'],
    ['rfc9113-8.2.1-3']
  ],
  ['space-in-name', 'a space in a field name', ['x-name', 'a'], ['x name', 'a'], ['rfc9113-8.2.1-3']],
  ['space-after-name', 'a space behind a field name', ['x-name', 'a'], ['x-name ', 'a'], ['rfc9113-8.2.1-3']],
  ['tab-in-name', 'a tab in a field name', ['x-name', 'a'], ['x\tname', 'a'], ['rfc9113-8.2.1-3']],
  ['nul-in-name', 'a NUL in a field name', ['x-name', 'a'], ['x\0name', 'a'], ['rfc9113-8.2.1-3']],
  [
    'line-feed-in-name',
    'a line feed in a field name',
    ['x-name', 'a'],
    ['x\nname', 'a'],
    ['rfc9113-8.2.1-3']
  ],
  [
    'delete-in-name',
    'the octet 0x7f in a field name',
    ['x-name', 'a'],
    ['x\x7fname', 'a'],
    ['rfc9113-8.2.1-3']
  ],
  [
    'octet-80-in-name',
    'the octet 0x80 in a field name',
    ['x-name', 'a'],
    ['x\x80name', 'a'],
    ['rfc9113-8.2.1-3']
  ],
  [
    'octet-ff-in-name',
    'the octet 0xff in a field name',
    ['x-name', 'a'],
    ['x\xffname', 'a'],
    ['rfc9113-8.2.1-3']
  ],
  ['colon-in-name', 'a colon in a field name', ['x-name', 'a'], ['x:name', 'a'], ['rfc9113-8.2.1-4']],
  ['colon-after-name', 'a colon behind a field name', ['x-name', 'a'], ['x-name:', 'a'], ['rfc9113-8.2.1-4']],
  ['empty-name', 'an empty field name', ['x', 'a'], ['', 'a'], ['rfc9113-8.2.1-1', 'rfc7541-5.2+2']],
  [
    'parenthesis-in-name',
    'a parenthesis in a field name',
    ['x-name', 'a'],
    ['x(name', 'a'],
    ['rfc9113-8.2.1-1']
  ],
  [
    'nul-in-value',
    'a NUL in a field value',
    ['x-name', 'ab'],
    ['x-name', 'a\0b'],
    ['rfc9113-8.2.1-5', 'rfc9113-8.2.1-2']
  ],
  [
    'line-feed-in-value',
    'a line feed in a field value',
    ['x-name', 'ab'],
    ['x-name', 'a\nb'],
    ['rfc9113-8.2.1-5', 'rfc9113-8.2.1-2']
  ],
  [
    'carriage-return-in-value',
    'a carriage return in a field value',
    ['x-name', 'ab'],
    ['x-name', 'a\rb'],
    ['rfc9113-8.2.1-5', 'rfc9113-8.2.1-2']
  ],
  [
    'line-end-in-value',
    'a line end in a field value',
    ['x-name', 'ab'],
    ['x-name', 'a\r\nb: c'],
    ['rfc9113-8.2.1-5']
  ],
  [
    'space-before-value',
    'a space before a field value',
    ['x-name', 'ab'],
    ['x-name', ' ab'],
    ['rfc9113-8.2.1-6']
  ],
  [
    'space-after-value',
    'a space behind a field value',
    ['x-name', 'ab'],
    ['x-name', 'ab '],
    ['rfc9113-8.2.1-6']
  ],
  [
    'tab-before-value',
    'a tab before a field value',
    ['x-name', 'ab'],
    ['x-name', '\tab'],
    ['rfc9113-8.2.1-6']
  ],
  [
    'tab-after-value',
    'a tab behind a field value',
    ['x-name', 'ab'],
    ['x-name', 'ab\t'],
    ['rfc9113-8.2.1-6']
  ],
  [
    'delete-in-value',
    'the octet 0x7f in a field value',
    ['x-name', 'ab'],
    ['x-name', 'a\x7fb'],
    ['rfc9113-8.2.1-1']
  ],
  [
    'connection',
    'a Connection field',
    ['accept-ranges', 'close'],
    ['connection', 'close'],
    ['rfc9113-8.2.2-2']
  ],
  [
    'proxy-connection',
    'a Proxy-Connection field',
    ['accept-ranges', 'keep-alive'],
    ['proxy-connection', 'keep-alive'],
    ['rfc9113-8.2.2-2']
  ],
  [
    'keep-alive',
    'a Keep-Alive field',
    ['accept-ranges', 'timeout=5'],
    ['keep-alive', 'timeout=5'],
    ['rfc9113-8.2.2-2']
  ],
  [
    'transfer-encoding',
    'a Transfer-Encoding field',
    ['accept-ranges', 'chunked'],
    ['transfer-encoding', 'chunked'],
    ['rfc9113-8.2.2-2']
  ],
  [
    'upgrade',
    'an Upgrade field',
    ['accept-ranges', 'websocket'],
    ['upgrade', 'websocket'],
    ['rfc9113-8.2.2-2']
  ],
  [
    'te',
    'a TE field with a value other than "trailers"',
    ['accept-ranges', 'gzip'],
    ['te', 'gzip'],
    ['rfc9113-8.2.2-3']
  ],
  [
    'undefined-pseudo-header-field',
    'a pseudo-header field that nobody defines',
    ['x-zyphos', '1'],
    [':zyphos', '1'],
    ['rfc9113-8.3-4']
  ],
  ['method', '":method" in a response', ['x-method', 'GET'], [':method', 'GET'], ['rfc9113-8.3-4']],
  ['path', '":path" in a response', ['x-path', '/'], [':path', '/'], ['rfc9113-8.3-4']],
  ['scheme', '":scheme" in a response', ['x-scheme', 'https'], [':scheme', 'https'], ['rfc9113-8.3-4']],
  [
    'authority',
    '":authority" in a response',
    ['x-authority', 'localhost'],
    [':authority', 'localhost'],
    ['rfc9113-8.3-4']
  ],
  [
    'status-twice',
    '":status" twice, with the same value',
    ['x-status', '200'],
    [':status', '200'],
    ['rfc9113-8.3-8']
  ],
  [
    'two-statuses',
    '":status" twice, with two values',
    ['x-status', '404'],
    [':status', '404'],
    ['rfc9113-8.3-8']
  ]
]

/** Field lines that look odd, and that a client has to take. */
const ODD: readonly (readonly [name: string, title: string, control: FieldLine, probe: FieldLine])[] = [
  ['space-inside-value', 'a space inside a field value', ['x-name', 'ab'], ['x-name', 'a b']],
  ['tab-inside-value', 'a tab inside a field value', ['x-name', 'ab'], ['x-name', 'a\tb']],
  [
    'octets-above-del-in-value',
    'the octets 0x80 and 0xff in a field value',
    ['x-name', 'ab'],
    ['x-name', '\x80\xff']
  ],
  [
    'every-symbol-of-a-token-in-name',
    'every symbol of a token in a field name',
    ['x-name', 'a'],
    ["x!#$%&'*+-.^_`|~9", 'a']
  ],
  [
    'delimiters-in-value',
    'the delimiters of HTTP in a field value',
    ['x-name', 'ab'],
    ['x-name', '"(),/:;<=>?@[\\]{}']
  ]
]

/** Values of ":status" that are no status codes: no numbers at all, and numbers that a client may take for a 5xx code. */
const STATUSES: readonly (readonly [name: string, value: string, expect: Expectation])[] = [
  ['empty', '', malformed(FIRST)],
  ['letters', 'abc', malformed(FIRST)],
  ['with-phrase', '200 OK', malformed(FIRST)],
  ['two-digits', '20', anyOf(malformed(FIRST), accepted(FIRST))],
  ['four-digits', '2000', anyOf(malformed(FIRST), accepted(FIRST))]
]

export const cases = [
  ...FIELDS.map(([name, title, control, probe, requirements]) =>
    offence({
      id: `http2/client/response-with-${name}`,
      title: `${title}${title.includes('in a response') ? '' : ' in a response'}`,
      requirements: [
        ...requirements,
        ...(requirements[0]?.startsWith('rfc9113-8.2.1') === true ? ['rfc9113-8.2.1-7'] : []),
        'rfc9113-8.1.1-3',
        'rfc9113-8.1.1-5'
      ],
      given: [],
      control: response(control),
      probe: response(probe),
      expect: malformed(FIRST)
    })
  ),
  ...ODD.map(([name, title, control, probe]) =>
    tolerance({
      id: `http2/client/response-with-${name}`,
      title: `${title} in a response`,
      requirements: ['rfc9113-8.2.1-7', 'rfc9113-8.2.1-1'],
      given: [],
      control: response(control),
      probe: response(probe),
      expect: accepted(FIRST)
    })
  ),
  offence({
    id: 'http2/client/response-without-status',
    title: 'a response without ":status"',
    requirements: ['rfc9113-8.3.2-1', 'rfc9113-8.1.1-3', 'rfc9113-8.1.1-5'],
    given: [],
    control: {
      frame: 'HEADERS',
      stream: FIRST,
      block: [
        [':status', '200'],
        ['server', 'zyphos']
      ]
    },
    probe: { frame: 'HEADERS', stream: FIRST, block: [['server', 'zyphos']] },
    expect: malformed(FIRST)
  }),
  offence({
    id: 'http2/client/status-behind-field',
    title: '":status" behind another field line',
    requirements: ['rfc9113-8.3-6', 'rfc7541-2.1-2', 'rfc9113-8.1.1-5'],
    given: [],
    control: {
      frame: 'HEADERS',
      stream: FIRST,
      block: [
        [':status', '200'],
        ['server', 'zyphos']
      ]
    },
    probe: {
      frame: 'HEADERS',
      stream: FIRST,
      block: [
        ['server', 'zyphos'],
        [':status', '200']
      ]
    },
    expect: malformed(FIRST)
  }),
  ...STATUSES.map(([name, value, expect]) =>
    // Where either outcome is lawful, taking it counts only of a client that refuses something.
    (expect.expect === 'any' ? tolerance : offence)({
      id: `http2/client/status-${name}`,
      title: `":status" of ${JSON.stringify(value)}`,
      requirements: ['rfc9113-8.3.2+1'],
      given: [],
      control: { frame: 'HEADERS', stream: FIRST, block: [[':status', '200']] },
      probe: { frame: 'HEADERS', stream: FIRST, block: [[':status', value]] },
      expect
    })
  )
]
