import fc from 'fast-check'

// Pieces of heads, lawful and not: put together at random they reach every state of a parser.
const START = [
  'GET / HTTP/1.1',
  'POST /a?b HTTP/1.0',
  'OPTIONS * HTTP/1.1',
  'GET /',
  'GET  / HTTP/1.1 ',
  'GET\t/\tHTTP/1.1',
  'GET /a b c HTTP/1.1',
  'GET /a#b HTTP/1.1',
  'GET /a|b\u00e9 HTTP/1.1',
  'G@T / HTTP/1.1',
  ' GET / HTTP/1.1',
  'get /\0 HTTP/1.1',
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200',
  'HTTP/1.1  404 Not\u0001 Found',
  'HTTP/1.1 200 '
]
const LINES = [
  'Host: a',
  'Host:a',
  'X:',
  'X: \t ',
  'X: a  ',
  'X:  a\t',
  'X : a',
  'X\t : a',
  'X a: b',
  ' X: a',
  '\tfolded',
  '  ',
  ': a',
  'no colon',
  'nocolon',
  'X: a\0b',
  'X: a\u0001b',
  'X: a\u00e9b',
  'X: \u00a0a\u000b',
  'X\u00e9: a',
  'X(: a',
  'X: a\rb',
  'X: \ra\r',
  'Cookie: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
]
const ENDS = ['\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '\r\r\n']

const end = fc.constantFrom(...ENDS)
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }
)

/** Heads of requests and responses, most of them with a fault or two, as texts of octets. */
export const anyHead: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom('\r\n', '\n', '\r'), { maxLength: 2 }),
    fc.tuple(fc.constantFrom(...START), end),
    fc.array(fc.tuple(line, end), { maxLength: 6 }),
    end,
    fc.constantFrom('', 'rest', '\r\n')
  )
  .map(([empty, start, lines, last, rest]) =>
    [empty.join(''), start.join(''), ...lines.map((one) => one.join('')), last, rest].join('')
  )

/** Where to cut a text of some length. */
export const cuts: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(200), { maxLength: 6 })
