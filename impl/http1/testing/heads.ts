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

/**
 * A head of a request or response, most with a fault or two, as a text of octets: put together from numbers of any size, so
 * that whoever makes up numbers makes up heads.
 */
export function headFrom(numbers: readonly number[]): string {
  let next = 0
  const pick = <T>(some: readonly T[]): T => some[(numbers[next++] ?? 0) % some.length]!
  const parts: string[] = []
  for (let count = pick([0, 0, 0, 1, 2]); count > 0; count--) parts.push(pick(['\r\n', '\n', '\r']))
  parts.push(pick(START), pick(ENDS))
  for (let count = pick([0, 1, 2, 3, 4, 5, 6]); count > 0; count--) {
    const odd = pick([0, 0, 0, 0, 0, 0, 1])
    parts.push(
      odd === 1 ? String.fromCharCode(...[1, 2, 3].map(() => pick(OCTETS))) : pick(LINES),
      pick(ENDS)
    )
  }
  parts.push(pick(ENDS), pick(['', 'rest', '\r\n']))
  return parts.join('')
}

const OCTETS = Array.from({ length: 256 }, (_, octet) => octet)
