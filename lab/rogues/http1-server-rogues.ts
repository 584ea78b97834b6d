import { reacting, type Rogue } from './rogue.ts'

const text = (octets: string): Uint8Array => Buffer.from(octets, 'latin1')
const response = (status: string, more = '', content = ''): Uint8Array =>
  text(
    `HTTP/1.1 ${status}\r\nDate: Wed, 25 Nov 2026 00:00:00 GMT\r\n${more}Content-Length: ${content.length}\r\n\r\n${content}`
  )

/** Answers each empty line that ends a head, whatever stands before it. */
const headwise = (answer: Uint8Array) => {
  let seen = ''
  return (octets: Uint8Array): Uint8Array | undefined => {
    seen = (seen + Buffer.from(octets).toString('latin1')).slice(-65_536)
    const heads = seen.split(/\r?\n\r?\n/).length - 1
    seen = seen.slice(seen.lastIndexOf('\n\r\n') + 3 || 0)
    return heads === 0 ? undefined : Buffer.concat(Array.from({ length: heads }, () => answer))
  }
}
/** Answers whatever comes in one piece with one response. */
const always = (answer: Uint8Array) => (): Uint8Array => answer

/** The control group of the HTTP/1 server suite. */
export const http1ServerRogues: readonly Rogue[] = [
  {
    name: 'mute',
    does: 'accepts the connection and never says anything',
    create: () => reacting(undefined, () => undefined)
  },
  { name: 'slammer', does: 'closes at the first octets', create: () => reacting(undefined, () => 'close') },
  {
    name: 'grouch',
    does: 'answers everything with status 400 and closes',
    create: () => reacting(undefined, () => 'close', response('400 Bad Request', 'Connection: close\r\n'))
  },
  {
    name: 'lasting grouch',
    does: 'answers everything with status 400 and goes on',
    create: () => reacting(undefined, always(response('400 Bad Request')))
  },
  {
    name: 'yes-man',
    does: 'answers everything with status 200',
    create: () => reacting(undefined, always(response('200 OK', '', 'yes')))
  },
  {
    name: 'counting yes-man',
    does: 'answers each empty line with status 200',
    create: () => reacting(undefined, headwise(response('200 OK', '', 'yes')))
  },
  {
    name: 'closing yes-man',
    does: 'answers with status 200 once, and closes',
    create: () => reacting(undefined, () => 'close', response('200 OK', 'Connection: close\r\n', 'yes'))
  },
  {
    name: 'not-found',
    does: 'answers each empty line with status 404',
    create: () => reacting(undefined, headwise(response('404 Not Found')))
  },
  {
    name: 'unavailable',
    does: 'answers everything with status 503',
    create: () => reacting(undefined, always(response('503 Service Unavailable')))
  },
  {
    name: 'absolver',
    does: 'answers each empty line with status 204, without content',
    create: () => reacting(undefined, headwise(text('HTTP/1.1 204 No Content\r\n\r\n')))
  },
  {
    name: 'continuer',
    does: 'answers everything with status 100 and never with another one',
    create: () => reacting(undefined, always(text('HTTP/1.1 100 Continue\r\n\r\n')))
  },
  {
    name: 'parrot',
    does: 'sends back what it receives',
    create: () => reacting(undefined, (received) => received.slice())
  },
  {
    name: 'polite parrot',
    does: 'sends back what it receives as the content of a response with status 200',
    create: () =>
      reacting(undefined, (received) => response('200 OK', '', Buffer.from(received).toString('latin1')))
  }
]
