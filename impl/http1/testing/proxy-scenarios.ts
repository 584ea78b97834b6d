import type { intermediaryRules } from '../rules/intermediary.ts'
import type { ProxyScenario } from './proxy-transcript.ts'

const lines = (...some: string[]): string => [...some, '', ''].join('\r\n')
const get = (...some: string[]): string => lines('GET http://a/b HTTP/1.1', 'Host: a', ...some)
const EMPTY = lines('HTTP/1.1 200 OK', 'Content-Length: 0')

/** For each rule of an intermediary, exchanges in which every other reading of it shows. */
export const proxyScenarios: Readonly<Record<keyof typeof intermediaryRules, readonly ProxyScenario[]>> = {
  connectionFieldsRemoved: [{ send: get('Connection: x-a', 'X-A: b'), answer: EMPTY }],
  hopByHopRemoved: [{ send: get('Proxy-Connection: keep-alive'), answer: EMPTY }],
  connectionOptionBlind: [{ send: get('Connection: host'), answer: EMPTY }],
  viaSent: [{ send: get('Via: 1.0 other'), answer: EMPTY }],
  maxForwards: [
    { send: lines('OPTIONS http://a/ HTTP/1.1', 'Host: a', 'Max-Forwards: 1'), answer: EMPTY },
    { send: lines('TRACE http://a/ HTTP/1.1', 'Host: a', 'Max-Forwards: 0'), answer: EMPTY }
  ],
  loopDetected: [{ send: get('Via: 1.1 other, 1.1 proxy'), answer: EMPTY }],
  hostRewritten: [{ send: lines('GET http://b/ HTTP/1.1', 'Host: a'), answer: EMPTY }],
  optionsAsterisk: [{ send: lines('OPTIONS http://a HTTP/1.1', 'Host: a'), answer: EMPTY }],
  targetUnchanged: [{ send: lines('GET http://a/b/../%41 HTTP/1.1', 'Host: a'), answer: EMPTY }],
  versionForwarded: [{ send: lines('GET http://a/ HTTP/1.0'), answer: EMPTY }],
  framingRemade: [
    {
      send: `${lines('POST http://a/ HTTP/1.1', 'Host: a', 'Content-Length: 3', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
      answer: EMPTY,
      rules: { transferEncodingAndLength: 'transferEncoding' }
    }
  ],
  fieldOrderKept: [{ send: get('X-A: 1', 'X-A: 2'), answer: EMPTY }],
  unknownFieldsForwarded: [{ send: get('X-A: 1'), answer: EMPTY }],
  informationalForwarded: [
    { send: get(), answer: `${lines('HTTP/1.1 103 Early Hints', 'Link: a')}${EMPTY}` }
  ],
  expectationForwarded: [
    { send: lines('POST http://a/ HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Expect: 100-continue') }
  ],
  dateAdded: [{ send: get(), answer: EMPTY }],
  badResponse: [{ send: get(), answer: 'HTTP/1.1 200 OK\r\nContent-Length: a\r\n\r\n' }],
  upstreamRetries: [{ send: lines('POST http://a/ HTTP/1.1', 'Host: a', 'Content-Length: 0'), ends: true }],
  incompleteForwarded: [
    { send: get(), answer: `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}3\r\nab`, ends: true }
  ]
}
