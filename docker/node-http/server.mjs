// A server on node:http as an application has it: server.mjs <host> <port> <dir>
import { createReadStream, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [host, port, dir] = process.argv.slice(2)
const TEXT = { 'content-type': 'text/plain' }

const paths = {
  '/': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(readFileSync(`${dir}/www/index.html`))
  },
  '/large.bin': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    createReadStream(`${dir}/www/large.bin`).pipe(response)
  },
  '/upload': (request, response) => {
    let length = 0
    request.on('data', (octets) => (length += octets.length))
    request.on('end', () => response.writeHead(200, TEXT).end(`${length}\n`))
  },
  '/echo': (request, response) => {
    const { rawHeaders: raw } = request
    const lines = raw.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${raw[at + 1]}`] : []))
    response.writeHead(200, TEXT).end(Buffer.from(`${lines.join('\n')}\n`, 'latin1'))
  },
  '/unread': (_, response) => setTimeout(() => response.end('unread\n'), 60_000).unref()
}

const server = createServer((request, response) => {
  const answer = paths[request.url.replace(/\?.*/, '')]
  if (answer === undefined) response.writeHead(404, TEXT).end('nothing here\n')
  else answer(request, response)
})
server.listen(Number(port), host)
