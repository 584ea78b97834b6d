import type { clientRules } from '../rules/client.ts'
import type { ClientScenario } from './client-transcript.ts'

/** Rules of a client, and those of reading responses that a server does not have. */
export type ClientRule =
  | Exclude<keyof typeof clientRules, 'expectationFailed' | 'retries'>
  | 'reasonOctets'
  | 'reasonSpaceMissing'
  | 'spaceBeforeColonInResponse'
  | 'obsFoldInResponse'
  | 'statusSyntax'

const ok = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')
const EMPTY = ok('Content-Length: 0')
const body = new TextEncoder().encode('abc')

/** For each rule of a client, exchanges in which every other reading of it shows. */
export const clientScenarios: Readonly<Record<ClientRule, readonly ClientScenario[]>> = {
  reasonOctets: [{ answer: 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n' }],
  reasonSpaceMissing: [{ answer: 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n' }],
  spaceBeforeColonInResponse: [{ answer: ok('X : a', 'Content-Length: 0') }],
  obsFoldInResponse: [{ answer: ok('X: a\r\n b: c', 'Content-Length: 0') }],
  statusSyntax: [
    { answer: 'HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n' },
    { answer: 'HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n' }
  ],
  hostSent: [{}],
  hostFirst: [{ request: { fields: [{ name: 'x-a', value: 'b' }] } }],
  originFormSent: [{}],
  absoluteFormSent: [{ toProxy: true }],
  emptyPathSent: [{ url: 'http://a' }],
  fragmentSent: [{ url: 'http://a/#b' }],
  targetEncoded: [{ url: 'http://a/<b c>' }],
  extraLineSent: [{ request: { method: 'POST', body } }],
  requestFramed: [{ request: { method: 'POST', body } }],
  lengthPreferred: [{ request: { method: 'POST', body } }],
  expectationSent: [{}],
  continueAwaited: [
    { request: { method: 'POST', body, expectContinue: true } },
    { request: { method: 'POST', body, expectContinue: true }, waits: 2000 }
  ],
  optionsSent: [{ request: { fields: [{ name: 'te', value: 'trailers' }] } }],
  responseExtra: [{ answer: `${EMPTY}HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n`, again: true }],
  responseIncomplete: [{ answer: `${ok('Content-Length: 3')}ab`, ends: true }],
  informationalPassed: [{ answer: `HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${EMPTY}` }],
  bodilessResponses: [
    { request: { method: 'HEAD' }, answer: ok('Content-Length: 3') },
    { answer: 'HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n' }
  ],
  connectFraming: [
    { request: { method: 'CONNECT', target: 'a:1' }, answer: `${ok('Content-Length: 3')}abc` }
  ],
  responseCloses: [{ answer: ok('Content-Length: 0', 'Connection: close'), again: true }],
  contentStops: [{ request: { method: 'POST', body, expectContinue: true }, answer: EMPTY, waits: 2000 }]
}
