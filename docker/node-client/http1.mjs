// A client on node:http or node:https as an application has it, one request after the other, the connection kept:
//   http1.mjs <ca> GET <url>...
//   http1.mjs <ca> POST <file> <url>
// It prints status, fields and content.
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'

const [ca, method, ...rest] = process.argv.slice(2)
const body = method === 'POST' ? readFileSync(rest.shift()) : undefined
const library = rest[0].startsWith('https:') ? https : http
const agent = new library.Agent({ keepAlive: true, maxSockets: 1, ca: readFileSync(ca) })

const ask = (url) =>
  new Promise((resolve, reject) => {
    const request = library.request(url, { method, agent }, (response) => {
      console.log(response.statusCode)
      for (const [name, value] of Object.entries(response.headers)) console.log(`${name}: ${value}`)
      response.on('data', (octets) => process.stdout.write(octets))
      response.on('end', resolve)
      response.on('error', reject)
    })
    request.on('error', reject)
    request.on('upgrade', () => reject(new Error('switched')))
    request.end(body)
  })
try {
  for (const url of rest) await ask(url)
} catch (error) {
  console.error(`${error.code ?? error.name}: ${error.message}`)
  process.exitCode = 1
}
agent.destroy()
