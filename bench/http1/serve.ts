import { createServer } from 'node:http'
import { createServer as createNetServer } from 'node:net'
import { createHttp1Server } from '../../impl/http1/server.ts'

/** A server with one small answer: `serve.ts ours|node|bare <port>`. */
const [which, port] = process.argv.slice(2)
const text = 'Hello, world!\n'

if (which === 'ours') {
  const body = new TextEncoder().encode(text)
  const fields = [{ name: 'content-type', value: 'text/plain' }]
  const server = createHttp1Server({}, (_request, response) => response.send(200, fields, body))
  await server.listen(Number(port))
} else if (which === 'node') {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain')
    response.setHeader('content-length', text.length)
    response.end(text)
  })
  server.keepAliveTimeout = 0
  server.listen(Number(port), '127.0.0.1')
} else {
  // The upper bound: finds the end of each head, looks at nothing, and writes prepared octets.
  const answer = Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ndate: ${new Date().toUTCString()}\r\ncontent-length: ${text.length}\r\n\r\n${text}`
  )
  const answers = Buffer.concat(Array.from({ length: 64 }, () => answer))
  createNetServer((socket) => {
    socket.setNoDelay(true)
    socket.on('data', (octets) => {
      let count = 0
      for (let at = octets.indexOf('\r\n\r\n'); at !== -1; at = octets.indexOf('\r\n\r\n', at + 4)) count++
      for (; count > 0; count -= 64) socket.write(answers.subarray(0, Math.min(count, 64) * answer.length))
    })
    socket.on('error', () => socket.destroy())
  }).listen(Number(port), '127.0.0.1')
}
