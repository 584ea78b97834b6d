// A client on the fetch of undici as an application has it, one request after the other, over HTTP/1.1:
//   fetch.mjs <folder of node_modules> <ca> GET <url>...
//   fetch.mjs <folder of node_modules> <ca> POST <file> <url>
// It prints status, fields and content.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [folder, ca, method, ...rest] = process.argv.slice(2)
const { Agent, fetch } = createRequire(`${folder}/`)('undici')
const body = method === 'POST' ? readFileSync(rest.shift()) : undefined
const dispatcher = new Agent({ connections: 1, connect: { ca: readFileSync(ca) } })
try {
  for (const url of rest) {
    const response = await fetch(url, { method, body, dispatcher })
    console.log(response.status)
    for (const [name, value] of response.headers) console.log(`${name}: ${value}`)
    process.stdout.write(Buffer.from(await response.arrayBuffer()))
  }
} catch (error) {
  const { cause = error } = error
  console.error(`${cause.code ?? cause.name}: ${cause.message}`)
  process.exitCode = 1
}
await dispatcher.destroy()
