import { createServer } from 'node:http2'
import { createHttp2Server } from '../../impl/http2/server.ts'

/** A server with one small answer: `serve.ts ours|node <port>`. */
const [which, port] = process.argv.slice(2)
const text = 'Hello, world!\n'

if (which === 'ours') {
  const body = new TextEncoder().encode(text)
  const fields = [
    { name: 'content-type', value: 'text/plain' },
    { name: 'content-length', value: String(body.length) }
  ]
  const server = createHttp2Server({}, (_request, response) => response.send(200, fields, body))
  await server.listen(Number(port))
} else {
  const server = createServer()
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/plain', 'content-length': text.length })
    stream.end(text)
  })
  server.listen(Number(port), '127.0.0.1')
}
