import type { FieldLine, Handler, Request } from '../../application.ts'
import type { ServerExchange } from '../server-exchange.ts'

const octetsOf = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0) & 0xff)

/** What a request was understood to be, in one line. */
export function understood(
  request: Request,
  content: string,
  trailers: readonly FieldLine[] | undefined
): string {
  const lines = (some: readonly FieldLine[]) => some.map(({ name, value }) => `${name}=${value}`).join(';')
  const parts = [
    request.method,
    request.scheme,
    request.authority,
    request.path,
    lines(request.fields),
    content
  ]
  return JSON.stringify([...parts, ...(trailers === undefined ? [] : [lines(trailers)])])
}

/** Applications for tests, by name. */
export const applications = {
  /** Reads the content and answers with what it has understood. */
  tell: (request, response) => {
    let content = ''
    request.onData((octets) => (content += String.fromCharCode(...octets)))
    request.onEnd((trailers) => response.send(200, [], octetsOf(understood(request, content, trailers))))
  },
  /** Answers at once, without reading the content. */
  early: (_request, response) => response.send(200, [], octetsOf('early')),
  /** Waits for the content and sends nothing before. */
  length: (request, response) => {
    let length = 0
    request.onData((octets) => (length += octets.length))
    request.onEnd(() => response.send(200, [], octetsOf(String(length))))
  },
  /** Content in pieces, of unknown length. */
  stream: (_request, response) => {
    response.respond(200, [])
    response.write(octetsOf('one'))
    response.end(octetsOf('two'), [{ name: 'x-sum', value: '6' }])
  },
  /** 204 with content that is not to be sent. */
  empty: (_request, response) => response.send(204, [], octetsOf('not sent')),
  /** 103, and the answer. */
  hints: (_request, response) => {
    response.inform(103, [{ name: 'link', value: '</a>' }])
    response.send(200, [], octetsOf('after'))
  },
  /** A tunnel that gives back what it gets. */
  tunnel: (request, response) => {
    response.respond(200, [])
    request.onData((octets) => response.write(octets.slice()))
    request.onEnd(() => response.end())
  },
  /** Switches to a protocol in which everything is given back. */
  upgrade: (request, response) => {
    const exchange = response as ServerExchange
    exchange.upgrade('echo')
    request.onData((octets) => exchange.write(octets.slice()))
    request.onEnd(() => exchange.end())
  },
  /** Asks for 100 where the client waits, and never answers. */
  mute: () => {}
} as const satisfies Record<string, Handler>

export type ApplicationName = keyof typeof applications
