// The origin behind the intermediaries of the catalogue, over HTTP/1.1: backend.mjs <host> <port>
//   /           a small page
//   /large.bin  1 MiB and 4321 octets, the one at position i being i mod 251
//   /upload     reads the body of the request and answers with its length
//   /unread     leaves the body unread for as long as the client waits, a minute at most
//   /slow       answers after half a second
import { createServer } from 'node:http'

const [host, port] = process.argv.slice(2)
const page = '<!doctype html>\n<title>Zyphos</title>\n<p>A page to ask for.\n'
const large = Buffer.from(Uint8Array.from({ length: 1024 * 1024 + 4321 }, (_, index) => index % 251))

const text = (response, content, type = 'text/plain') => {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(content) })
  response.end(content)
}

const paths = {
  '/': (_, response) => text(response, page, 'text/html'),
  '/large.bin': (_, response) => text(response, large, 'application/octet-stream'),
  '/upload': (request, response) => {
    let length = 0
    request.on('data', (octets) => (length += octets.length))
    request.on('end', () => text(response, `${length}\n`))
  },
  '/unread': (_, response) =>
    setTimeout(() => response.destroyed || text(response, 'unread\n'), 60_000).unref(),
  '/slow': (_, response) => setTimeout(() => response.destroyed || text(response, 'slow\n'), 500)
}

createServer((request, response) => {
  response.on('error', () => {})
  const answer = paths[new URL(request.url, 'http://localhost').pathname]
  if (answer) return answer(request, response)
  response.writeHead(404, { 'content-length': 0 })
  response.end()
}).listen(Number(port), host)
