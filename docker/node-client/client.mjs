// A client on node:http2 as an application has it, all requests at once on one connection:
//   client.mjs <ca> GET <url>...
//   client.mjs <ca> POST <file> <url>
import { createReadStream, readFileSync } from 'node:fs'
import { connect } from 'node:http2'

const [ca, method, ...rest] = process.argv.slice(2)
const file = method === 'POST' ? rest.shift() : undefined
const targets = rest.map((url) => new URL(url))
let pending = targets.length

const session = connect(targets[0].origin, { ca: readFileSync(ca) })
const fail = (error) => {
  console.error(`${error.code ?? error.name}: ${error.message}`)
  process.exitCode = 1
  session.destroy()
}
session.on('error', fail)
for (const target of targets) {
  const stream = session.request(
    { ':method': method, ':path': target.pathname + target.search },
    { endStream: !file }
  )
  stream.on('error', fail)
  stream.on('response', (headers) => console.log(headers[':status'], target.href))
  stream.on('data', (octets) => process.stdout.write(octets))
  stream.on('close', () => --pending === 0 && session.close())
  if (file) createReadStream(file).pipe(stream)
}
