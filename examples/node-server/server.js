import { createServer as createHttp2Server } from 'node:http2'

/** A small shop: a page, a large picture, an upload. */
export function createServer() {
  return createHttp2Server((request, response) => {
    switch (request.url) {
      case '/picture':
        response.end(Buffer.alloc(200_000, 'x'))
        break
      case '/upload': {
        let octets = 0
        request.on('data', (piece) => (octets += piece.length))
        request.on('end', () => response.end(`${octets} octets\n`))
        break
      }
      default:
        response.end('Welcome.\n')
    }
  })
}
