import { REQUEST, RESPONSE, TRAILERS, type HeadKind } from '../head/contract.ts'

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('') + '\r\n'

/** Heads that RFC 9112 allows a sender, with whatever a parser may find hard in them. */
export const lawfulHeads: readonly (readonly [HeadKind, string])[] = [
  [REQUEST, lines('GET / HTTP/1.1', 'Host: example.org')],
  [REQUEST, lines('GET / HTTP/1.0')],
  [REQUEST, `\r\n${lines('GET / HTTP/1.1', 'Host: a')}`],
  [REQUEST, lines('OPTIONS * HTTP/1.1', 'Host:')],
  [REQUEST, lines('CONNECT [2001:db8::1]:443 HTTP/1.1', 'Host: [2001:db8::1]:443')],
  [REQUEST, lines("M-SEARCH http://a.example/~b/(c)!$&'*+,;=:@%20?d/e?f HTTP/1.1", 'Host: a.example')],
  [REQUEST, lines("!#$%&'*+-.^_`|~ / HTTP/1.1", "!#$%&'*+-.^_`|~09azAZ: token")],
  [REQUEST, lines('GET / HTTP/1.1', 'Host:a', 'X: \t both \t', 'Y:\t', 'Z:', 'W: a\tb  c')],
  [
    REQUEST,
    lines('GET / HTTP/1.1', 'Host: a', 'X: \u0080\u00a0\u00ff and the visible: !"#(),/:;<=>?@[\\]{}~')
  ],
  [REQUEST, lines('GET / HTTP/1.1', 'Host: a', `Cookie: ${'0123456789abcdef'.repeat(9)}; b="c"`)],
  [REQUEST, lines(`GET /${'a'.repeat(15)} HTTP/1.1`, `Sixteen-Octets-1: ${'v'.repeat(16)}`, 'Host: a')],
  [REQUEST, lines('GET / HTTP/1.1', 'Host: a', `${'n'.repeat(33)}: ${' '.repeat(40)}v${' '.repeat(40)}`)],
  [RESPONSE, lines('HTTP/1.1 200 OK', 'Date: Tue, 15 Nov 1994 08:12:31 GMT', 'Content-Length: 0')],
  [RESPONSE, lines('HTTP/1.1 404 Not\tFound \u00fc', 'Server: a/1.0 (b)')],
  [RESPONSE, lines('HTTP/1.0 204 ')],
  [TRAILERS, '\r\n'],
  [TRAILERS, lines('Digest: sha-256=:YQ==:', 'X:y')]
]
