import { duty, guard } from '../rule-shapes.ts'

/** What a server does besides reading requests (RFC 9112, sections 2.3, 4, 6 and 9; RFC 9110, sections 6.6, 7.8, 8.6, 9.3, 10.1, 15). */
export const serverRules = {
  // 9 Connections
  persistence: duty(['SHOULD', 'rfc9112-9.3-1'], 'keeps the connection for further requests', {
    closes: 'closes it after each response'
  }),
  persistenceOf10: duty(
    ['MAY', 'rfc9112-9.3+1'],
    'keeps a connection of HTTP/1.0 where the client asks for it',
    { always: 'keeps it without being asked', never: 'closes it' }
  ),
  closeHonoured: duty(
    ['MUST', 'rfc9112-9.6-3', 'rfc9112-9.6-5'],
    'answers a request with the option "close" and closes the connection',
    { ignored: 'goes on' }
  ),
  closeAnnounced: duty(
    ['SHOULD', 'rfc9112-9.6-4', 'rfc9112-9.6-1', 'rfc9112-9.3-3'],
    'says "close" in its last response',
    {
      silent: 'closes without saying so'
    }
  ),
  closeAfterClose: duty(['MUST', 'rfc9112-9.6-6'], 'closes the connection after having said "close"', {
    ignored: 'keeps it open'
  }),
  closeAfterRefusal: duty(
    ['MUST', 'rfc9112-6.3-5', 'rfc9112-6.3-3'],
    'closes the connection after refusing a message',
    {
      persists: 'takes what follows the head for the next request'
    }
  ),
  contentRead: duty(
    ['MUST', 'rfc9112-9.3-5'],
    'reads the whole content of a request, or closes the connection',
    {
      leftover: 'takes what it has not read for the next request'
    }
  ),
  responseOrder: duty(['MUST', 'rfc9112-9.3.2-2'], 'answers pipelined requests in their order', {
    swapped: 'answers the second of two before the first'
  }),
  incompleteRequest: duty(
    ['MUST', 'rfc9112-6.3-8'],
    'takes a request that ends before its time for incomplete',
    {
      accepted: 'takes it for complete'
    }
  ),

  // 4, 6 Responses
  responseVersion: duty(['SHOULD', 'rfc9110-6.2-4', 'rfc9112-2.3-1'], 'answers with its own version', {
    http10: 'answers with HTTP/1.0',
    echoed: "answers with the request's version"
  }),
  statusLineSpace: duty(['MUST', 'rfc9112-4-4'], 'sends the space after the status code', {
    omitted: 'leaves it out, with the reason phrase'
  }),
  lineEndSent: duty(['MUST NOT', 'rfc9110-2.2-1', 'rfc9112-2.2-3'], 'ends lines with CR LF', {
    lf: 'ends them with a line feed',
    cr: 'ends them with a carriage return'
  }),
  dateSent: duty(['MUST', 'rfc9110-6.6.1-2', 'rfc9110-5.6.7-2'], 'sends Date, in the preferred format', {
    omitted: 'sends none',
    asctime: 'sends it in the format of asctime',
    rfc850: 'sends it in the format of RFC 850'
  }),
  headContent: duty(['MUST NOT', 'rfc9110-9.3.2-1'], 'sends no content in answer to HEAD', {
    sent: 'sends it'
  }),
  emptyStatusContent: duty(['MUST NOT', 'rfc9112-6.3+2'], 'sends no content with 204 and 304', {
    sent: 'sends it'
  }),
  emptyStatusLength: duty(['MUST NOT', 'rfc9110-8.6-5'], 'sends no Content-Length with 1xx and 204', {
    sent: 'sends "Content-Length: 0"'
  }),
  emptyStatusCoding: duty(['MUST NOT', 'rfc9112-6.1-7'], 'sends no Transfer-Encoding with 1xx and 204', {
    sent: 'sends "Transfer-Encoding: chunked"'
  }),
  contentFramed: duty(['SHOULD', 'rfc9112-6.3-9'], 'frames content by length or chunks', {
    close: 'ends content by closing the connection',
    none: 'sends content without framing and keeps the connection'
  }),
  chunkedTo10: duty(['MUST NOT', 'rfc9112-6.1-11'], 'sends no Transfer-Encoding to a client of HTTP/1.0', {
    sent: 'sends it'
  }),
  lengthWithCoding: duty(['MUST NOT', 'rfc9112-6.2-1'], 'sends no Content-Length beside Transfer-Encoding', {
    sent: 'sends "Content-Length: 0" beside it'
  }),
  connectLength: duty(
    ['MUST NOT', 'rfc9110-9.3.6-6', 'rfc9112-6.1-8'],
    'sends no Content-Length and no Transfer-Encoding in a 2xx response to CONNECT',
    {
      length: 'sends "Content-Length: 0"',
      coding: 'sends "Transfer-Encoding: chunked"'
    }
  ),
  lengthSent: duty(
    ['MUST NOT', 'rfc9110-8.6-9', 'rfc9110-2.2-1'],
    'sends the Content-Length that its content has',
    {
      more: 'says one octet more than there are',
      less: 'says one octet less than there are',
      plus: 'writes a plus sign before it',
      twice: 'sends two that differ'
    }
  ),
  chunksSent: duty(['MUST NOT', 'rfc9110-2.2-1', 'rfc9112-7.1-2'], 'frames chunks as the grammar has it', {
    sizeWrong: 'says one octet less than a chunk has',
    lf: 'ends its lines with a line feed',
    unended: 'sends no last chunk'
  }),

  // RFC 9110, 10.1.1 and 15.2
  continueSent: duty(
    ['MUST', 'rfc9110-10.1.1-11', 'rfc9110-10.1.1-12'],
    'answers the expectation of 100-continue before it waits for the content',
    {
      omitted: 'waits for the content',
      always: 'sends 100 before every content'
    }
  ),
  continueTo10: duty(['MUST', 'rfc9110-10.1.1-7', 'rfc9110-15.2-1'], 'ignores an expectation of HTTP/1.0', {
    sent: 'sends 100'
  }),
  expectUnknown: guard(417, ['MAY', 'rfc9110-10.1.1-1'], 'refuses expectations that it does not know', {
    ignored: 'ignores them (allowed)'
  }),
  informationalTo10: duty(['MUST NOT', 'rfc9110-15.2-1'], 'sends no 1xx response to a client of HTTP/1.0', {
    sent: 'sends them'
  }),
  finalAfterContinue: duty(['MUST', 'rfc9110-10.1.1-9'], 'sends a final response after a 100', {
    omitted: 'sends none'
  }),

  // RFC 9110, 7.8
  upgradeNamed: duty(['MUST', 'rfc9110-7.8-4', 'rfc9110-15.2.2-1'], 'names the protocol in a 101 response', {
    omitted: 'sends no Upgrade field'
  }),
  upgradeAsked: duty(
    ['MUST NOT', 'rfc9110-7.8-5'],
    'switches to a protocol only where the client asked for it',
    {
      unasked: 'switches unasked'
    }
  ),
  upgradeIn10: duty(['MUST', 'rfc9110-7.8-11'], 'ignores Upgrade in HTTP/1.0', { honoured: 'switches' })
} as const
