// Over 300 lines: a table with a row for each rule.
import type { RuleName } from '../rules.ts'
import type { chunkRules } from '../rules/chunks.ts'
import type { framingRules } from '../rules/framing.ts'
import type { lexicalRules } from '../rules/lexical.ts'
import type { serverRules } from '../rules/server.ts'
import type { targetRules } from '../rules/target.ts'
import type { ServerScenario } from './server-transcript.ts'

const get = (...lines: string[]): string => ['GET / HTTP/1.1', 'Host: a', ...lines, '', ''].join('\r\n')
const NEXT = get('X-Next: 1')
const post = (content: string, ...lines: string[]): string =>
  ['POST / HTTP/1.1', 'Host: a', ...lines, '', ''].join('\r\n') + content
const chunked = (content: string): string => post(content, 'Transfer-Encoding: chunked')
const line = (start: string): string => `${start}\r\nHost: a\r\n\r\n`
const LAST = '0\r\n\r\n'

const of = (...sends: readonly string[]): readonly ServerScenario[] => sends.map((send) => ({ send }))

type Lexical = Exclude<
  keyof typeof lexicalRules,
  'reasonOctets' | 'reasonSpaceMissing' | 'spaceBeforeColonInResponse' | 'obsFoldInResponse'
>
type Target = Exclude<keyof typeof targetRules, 'statusSyntax'>
export type ServerRule =
  Lexical | Target | keyof typeof framingRules | keyof typeof chunkRules | keyof typeof serverRules

/** For each rule of a server, exchanges in which every other reading of it shows. */
export const serverScenarios: Readonly<Record<ServerRule, readonly ServerScenario[]>> = {
  leadingEmptyLines: of(`\r\n${get()}`, `\r\n\r\n${get()}`),
  bareLf: of('GET / HTTP/1.1\nHost: a\n\n'),
  bareCr: of(get('X: a\rb'), 'GET / HTTP/1.1\rHost: a\r\rx'),
  startLineSpaces: of(line('GET  / HTTP/1.1'), line('GET\t/ HTTP/1.1'), line('GET /a b HTTP/1.1')),
  methodOctets: of(line('G(T / HTTP/1.1'), line('G\u0001 / HTTP/1.1'), line('M-S / HTTP/1.1')),
  targetOctets: of(
    line('GET /< HTTP/1.1'),
    line('GET /\u00e9 HTTP/1.1'),
    line('GET /\0 HTTP/1.1'),
    line('GET /~ HTTP/1.1')
  ),
  targetFragment: of(line('GET /a#b HTTP/1.1')),
  versionMissing: of('GET /\r\nHost: a\r\n\r\n'),
  firstLineWhitespace: of('GET / HTTP/1.1\r\n Host: a\r\n\r\n', 'GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n'),
  spaceBeforeColon: of(get('X : a')),
  obsFold: of(get('X: a\r\n b: c')),
  fieldNameOctets: of(get('X(: a'), get('X\u0001: a'), get('X_: a')),
  fieldNameEmpty: of(get(': a', 'X: a')),
  colonMissing: of(get('X')),
  fieldValueNul: of(get('X: a\0b')),
  fieldValueControls: of(get('X: a\u0001b')),
  fieldValueObsText: of(get('X: \u00e9')),
  fieldValueWhitespace: of(get('X: a \t'), get('X: \u00a0a')),
  methodLength: of(line(`${'M'.repeat(40)} / HTTP/1.1`)),
  targetLength: of(line(`GET /${'a'.repeat(3500)} HTTP/1.1`), line(`GET /${'a'.repeat(2500)} HTTP/1.1`)),
  fieldLineLength: of(get(`X: ${'a'.repeat(2500)}`), get(`X: ${'a'.repeat(300)}`)),
  fieldCount: of(
    get(...Array.from({ length: 80 }, (_, n) => `X: ${n}`)),
    get(...Array.from({ length: 20 }, () => 'X: a'))
  ),
  headLength: of(
    get(`X: ${'a'.repeat(1900)}`, `Y: ${'a'.repeat(1900)}`, `Z: ${'a'.repeat(300)}`),
    get(`X: ${'a'.repeat(1500)}`)
  ),

  versionSyntax: of(
    line('GET / http/1.1'),
    line('GET / HTTP/01.10'),
    line('GET / HTTP/1.1x'),
    line('GET / HTPP/1.1')
  ),
  versionMajor: of(line('GET / HTTP/2.0')),
  versionMinor: of(`GET / HTTP/1.2\r\nHost: a\r\n\r\n`),
  methodCase: of(line('get / HTTP/1.1')),
  targetForm: of(line('GET a HTTP/1.1')),
  targetPercentEncoding: of(line('GET /%zz HTTP/1.1')),
  asteriskForm: of(line('GET * HTTP/1.1'), line('OPTIONS * HTTP/1.1')),
  connectTarget: of(line('CONNECT a HTTP/1.1'), line('CONNECT /a HTTP/1.1')),
  absoluteForm: of(line('GET http://a/b HTTP/1.1')),
  absoluteFormHost: of('GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n'),
  absoluteFormUserinfo: of(line('GET http://u@a/ HTTP/1.1')),
  absoluteFormHostEmpty: of(line('GET http:///a HTTP/1.1')),
  absoluteFormScheme: of(line('GET https://a/ HTTP/1.1')),
  doubleSlash: of(line('GET //b/c HTTP/1.1')),
  hostMissing: of('GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nHost:\r\n\r\n'),
  hostRepeated: of(
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n'
  ),
  hostSyntax: of(
    'GET / HTTP/1.1\r\nHost: u@a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a:80\r\n\r\n'
  ),

  fieldNameCase: of(post('ab', 'content-length: 2')),
  fieldNameUnderscore: of(post('ab', 'Content_Length: 2')),
  contentLengthSyntax: of(
    post('abcde', 'Content-Length: +2'),
    post('abcde', 'Content-Length: 0x2'),
    post('abcde', 'Content-Length: 0_2'),
    post('abcde', 'Content-Length: 2.0'),
    post('abcde', 'Content-Length: 2 a3'),
    post('abcdefghij', 'Content-Length: 010'),
    post('abcde', 'Content-Length: a')
  ),
  contentLengthEmpty: of(post('', 'Content-Length:'), post('ab', 'Content-Length:', 'Content-Length: 2')),
  contentLengthList: of(
    post('ab', 'Content-Length: 2, 2'),
    post('ab', 'Content-Length: 2', 'Content-Length: 2')
  ),
  contentLengthDiffers: of(post('abcd', 'Content-Length: 2', 'Content-Length: 3')),
  contentLengthOverflow: of(
    post('ab', 'Content-Length: 18446744073709551618'),
    post('ab', 'Content-Length: 4294967298000000000')
  ),
  contentTooLarge: [{ send: post('abcde', 'Content-Length: 5'), options: { contentLimit: 4 } }],
  transferEncodingSyntax: of(
    ...[
      'gzip, chunked',
      'identity',
      'xchunked',
      'chunkedx',
      'x chunked y',
      '"chunked"',
      '\u000bchunked',
      'chunked;q=1',
      'gzip'
    ].map((coding) => post(`1\r\na\r\n${LAST}`, `Transfer-Encoding: ${coding}`))
  ).map((scenario) => ({
    ...scenario,
    options: { rules: { fieldValueControls: 'kept' } }
  })),
  transferEncodingEmpty: of(post('', 'Transfer-Encoding:')),
  transferEncodingCase: of(post(LAST, 'Transfer-Encoding: CHUNKED')),
  transferEncodingFinal: of(post(LAST, 'Transfer-Encoding: chunked, gzip')),
  transferEncodingTwice: of(post(LAST, 'Transfer-Encoding: chunked, chunked')),
  transferEncodingLines: of(
    post(LAST, 'Transfer-Encoding: gzip', 'Transfer-Encoding: chunked'),
    post(LAST, 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip')
  ),
  transferEncodingAndLength: of(post(LAST, 'Content-Length: 2', 'Transfer-Encoding: chunked')),
  transferEncodingIn10: of(
    `POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${LAST}`
  ),
  contentLengthUnneeded: of(post('')),

  chunkSizeSyntax: of(
    chunked(`0x1\r\na\r\n${LAST}`),
    chunked(`+1\r\na\r\n${LAST}`),
    chunked(` 1\r\na\r\n${LAST}`),
    chunked(`1 \r\na\r\n${LAST}`),
    chunked(`0_1\r\na\r\n${LAST}`),
    chunked(`1z\r\na\r\n${LAST}`),
    chunked('\r\n\r\n')
  ),
  chunkSizeOverflow: of(chunked(`100000001\r\na\r\n${LAST}`), chunked(`10000000000000001\r\na\r\n${LAST}`)),
  chunkSizeZeros: of(chunked('00\r\n\r\n'), chunked(`01\r\na\r\n${LAST}`)),
  chunkLineEnd: of(chunked(`1\na\r\n${LAST}`), chunked(`1\ra\r\n${LAST}`)),
  chunkDataEnd: of(chunked(`1\r\na\n${LAST}`), chunked(`1\r\na${LAST}`), chunked(`1\r\naXX${LAST}`)),
  chunkExtension: of(chunked(`1;a=b\r\na\r\n${LAST}`), chunked(`1 ; a = "b" ;c\r\na\r\n${LAST}`)),
  chunkExtensionSyntax: of(
    chunked(`1;(\r\na\r\n${LAST}`),
    chunked(`1;a\nb\r\na\r\n${LAST}`),
    chunked(`1;a\rb\n${LAST}`),
    chunked(`1;a="\r\n"\r\na\r\n${LAST}`)
  ),
  chunkExtensionLength: of(chunked(`1;${'a'.repeat(17_000)}\r\na\r\n${LAST}`)),
  trailersApart: of(chunked(`0\r\nX-Trailer: a\r\n\r\n`)),
  trailerForbidden: of(chunked(`0\r\nHost: b\r\nX-Trailer: a\r\n\r\n`)),
  lastChunkEnd: of(chunked(`0\r\nX${NEXT}`), chunked('0\r\n')),

  persistence: of(get() + NEXT),
  persistenceOf10: of('GET / HTTP/1.0\r\n\r\n', 'GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n'),
  closeHonoured: of(get('Connection: close') + NEXT),
  closeAnnounced: of(get('Connection: close')),
  closeAfterClose: of(get('Connection: close') + NEXT),
  closeAfterRefusal: of(post(NEXT, 'Content-Length: a')),
  contentRead: [{ send: post(NEXT, `Content-Length: ${NEXT.length}`), application: 'early' }],
  responseOrder: of(get() + NEXT),
  incompleteRequest: [{ send: post('ab', 'Content-Length: 3'), ends: true }],
  responseVersion: of('GET / HTTP/1.0\r\n\r\n', get()),
  statusLineSpace: of(get()),
  lineEndSent: of(get()),
  dateSent: of(get()),
  headContent: of(line('HEAD / HTTP/1.1')),
  emptyStatusContent: [{ send: get(), application: 'empty' }],
  emptyStatusLength: [{ send: get(), application: 'empty' }],
  emptyStatusCoding: [{ send: get(), application: 'empty' }],
  contentFramed: [{ send: get(), application: 'stream' }],
  chunkedTo10: [{ send: 'GET / HTTP/1.0\r\n\r\n', application: 'stream' }],
  lengthWithCoding: [{ send: get(), application: 'stream' }],
  connectLength: [{ send: line('CONNECT a:1 HTTP/1.1'), application: 'tunnel' }],
  lengthSent: of(get()),
  chunksSent: [{ send: get(), application: 'stream' }],
  continueSent: of(post('', 'Content-Length: 2', 'Expect: 100-continue'), post('', 'Content-Length: 2')),
  continueTo10: of('POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n'),
  expectUnknown: of(get('Expect: tea')),
  informationalTo10: [{ send: 'GET / HTTP/1.0\r\n\r\n', application: 'hints' }],
  finalAfterContinue: of(post('ab', 'Content-Length: 2', 'Expect: 100-continue')),
  upgradeNamed: [{ send: get('Upgrade: echo', 'Connection: upgrade'), application: 'upgrade' }],
  upgradeAsked: [{ send: get(), application: 'upgrade' }],
  upgradeIn10: [
    { send: 'GET / HTTP/1.0\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\n', application: 'upgrade' }
  ]
}

/** Rules that only a client or an intermediary has. */
export const isServerRule = (rule: RuleName): rule is ServerRule => Object.hasOwn(serverScenarios, rule)
