import { duty, guard } from '../rule-shapes.ts'

/** What a client does besides reading heads (RFC 9112, sections 2.2, 3.2, 6.3 and 9; RFC 9110, sections 7.2 and 10.1). */
export const clientRules = {
  hostSent: duty(['MUST', 'rfc9112-3.2-3', 'rfc9110-7.2-1'], 'sends Host', {
    omitted: 'sends none',
    twice: 'sends it twice',
    userinfo: 'sends it with userinfo',
    empty: 'sends it empty'
  }),
  hostFirst: duty(['SHOULD', 'rfc9110-7.2-2'], 'sends Host as the first field', { last: 'sends it last' }),
  originFormSent: duty(['MUST', 'rfc9112-3.2-7'], 'sends path and query to an origin server', {
    absolute: 'sends the absolute form'
  }),
  absoluteFormSent: duty(['MUST', 'rfc9112-3.2-9'], 'sends the absolute form to a proxy', {
    origin: 'sends path and query'
  }),
  emptyPathSent: duty(['MUST', 'rfc9112-3.2-8'], 'sends "/" for an empty path', {
    empty: 'sends an empty request-target'
  }),
  fragmentSent: duty(['MUST NOT', 'rfc9110-2.2-1', 'rfc9112-3.2-7'], 'sends no fragment', {
    sent: 'sends it'
  }),
  targetEncoded: duty(
    ['MUST NOT', 'rfc9110-2.2-1'],
    'sends no octet in a request-target that does not belong there',
    {
      raw: 'sends them as they are'
    }
  ),
  extraLineSent: duty(['MUST NOT', 'rfc9112-2.2-5'], 'sends no line end after content', {
    sent: 'sends CR LF after the content of POST'
  }),
  requestFramed: duty(['MUST', 'rfc9112-6.3-12'], 'frames content by length or chunks', {
    unframed: 'sends content without framing',
    both: 'sends Content-Length beside Transfer-Encoding',
    lengthMore: 'says one octet more than there are'
  }),
  lengthPreferred: duty(['SHOULD', 'rfc9112-6.3-11'], 'sends Content-Length where the length is known', {
    chunked: 'sends chunks'
  }),
  expectationSent: duty(
    ['MUST NOT', 'rfc9110-10.1.1-2', 'rfc9110-10.1.1-3'],
    'sends the expectation of 100-continue only with content',
    {
      always: 'sends it with every request'
    }
  ),
  expectationFailed: duty(
    ['SHOULD', 'rfc9110-10.1.1-6'],
    'repeats a request without its expectation after 417',
    {
      given: 'gives up'
    }
  ),
  continueAwaited: duty(['SHOULD NOT', 'rfc9110-10.1.1-5'], 'sends the content after a while without 100', {
    forever: 'waits for ever',
    never: 'does not wait (allowed)'
  }),
  optionsSent: duty(['MUST', 'rfc9110-10.1.4-1', 'rfc9112-7.4-3'], 'names TE and Upgrade in Connection', {
    omitted: 'leaves them out'
  }),
  responseExtra: guard(
    502,
    ['MUST NOT', 'rfc9112-9.2-2', 'rfc9112-6.3-15'],
    'closes a connection on which octets come that answer no request',
    { kept: 'takes them for the answer to the next request', dropped: 'drops them and keeps the connection' }
  ),
  responseIncomplete: guard(
    502,
    ['MUST', 'rfc9112-8-2', 'rfc9112-6.3-8'],
    'takes a response that ends before its time for incomplete',
    { accepted: 'takes it for complete' }
  ),
  informationalPassed: duty(['MUST', 'rfc9110-15.2-2'], 'reads on after 1xx responses', {
    final: 'takes the first response for the final one',
    refused: 'gives up'
  }),
  bodilessResponses: duty(['MUST', 'rfc9112-6.3+2'], 'expects no content after HEAD, 204 and 304', {
    contentExpected: 'reads content as the fields say'
  }),
  connectFraming: duty(
    ['MUST', 'rfc9112-6.3-1', 'rfc9110-9.3.6-7'],
    'ignores Content-Length and Transfer-Encoding of a 2xx response to CONNECT',
    {
      honoured: 'reads content'
    }
  ),
  responseCloses: duty(
    ['MUST', 'rfc9112-9.6-8', 'rfc9112-9.3-4'],
    'sends nothing more after a response with "close", and after one of HTTP/1.0 without "keep-alive"',
    {
      reused: 'sends the next request on the same connection'
    }
  ),
  contentStops: duty(
    ['SHOULD', 'rfc9112-9.5-6'],
    'stops sending content when the server answers and closes',
    {
      goesOn: 'sends all of it'
    }
  ),
  retries: duty(
    ['SHOULD NOT', 'rfc9110-9.2.2-1', 'rfc9110-9.2.2-3'],
    'repeats idempotent requests only, and once',
    {
      any: 'repeats requests with any method'
    }
  )
} as const
