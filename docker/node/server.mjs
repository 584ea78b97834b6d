// An HTTP/2 server on node:http2 as an application has it: server.mjs <tls|cleartext> <host> <port> <dir>
import { createReadStream, readFileSync } from 'node:fs'
import { createSecureServer, createServer } from 'node:http2'

const [mode, host, port, dir] = process.argv.slice(2)

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
    request.on('end', () => response.end(`${length}\n`))
  },
  '/echo': (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(request.headers))
  },
  '/shutdown': (request, response) => {
    response.end('closing\n')
    request.stream?.session.close()
  },
  '/unread': (_, response) => setTimeout(() => response.end('unread\n'), 60_000).unref()
}

const handler = (request, response) => {
  const answer = paths[request.url.split('?')[0]]
  if (answer) return answer(request, response)
  response.writeHead(404)
  response.end()
}

const server =
  mode === 'tls'
    ? createSecureServer(
        {
          key: ['key.pem', 'rsa-key.pem'].map((name) => readFileSync(`${dir}/${name}`)),
          cert: ['cert.pem', 'rsa-cert.pem'].map((name) => readFileSync(`${dir}/${name}`)),
          allowHTTP1: true
        },
        handler
      )
    : createServer(handler)
server.listen(Number(port), host)
