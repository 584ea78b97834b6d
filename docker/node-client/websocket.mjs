// A WebSocket over HTTP/2 (RFC 8441) on node:http2: opened by extended CONNECT, ended when the server ends it.
//   websocket.mjs <ca> <url>
import { readFileSync } from 'node:fs'
import { connect } from 'node:http2'

const [ca, url] = process.argv.slice(2)
const target = new URL(url)

const session = connect(target.origin, { ca: readFileSync(ca) })
const fail = (error) => {
  console.error(`${error.code ?? error.name}: ${error.message}`)
  process.exitCode = 1
  session.destroy()
}
session.on('error', fail)
session.once('remoteSettings', ({ enableConnectProtocol }) => {
  if (!enableConnectProtocol) return fail(new Error('The server takes no extended CONNECT.'))
  const stream = session.request({
    ':method': 'CONNECT',
    ':protocol': 'websocket',
    ':path': target.pathname + target.search,
    'sec-websocket-version': '13'
  })
  stream.on('error', fail)
  stream.on('response', (headers) => {
    console.log(headers[':status'], target.href)
    if (headers[':status'] !== 200) process.exitCode = 1
  })
  stream.on('data', (octets) => process.stdout.write(octets))
  // A Close of its own (masked, without a status), and the end of its side.
  stream.on('end', () => stream.end(Buffer.from([0x88, 0x80, 0, 0, 0, 0])))
  stream.on('close', () => session.close())
})
