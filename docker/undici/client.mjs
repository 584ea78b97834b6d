// A client on undici as an application has it, all requests at once on one connection:
//   client.mjs <folder of node_modules> <ca> GET <url>...
//   client.mjs <folder of node_modules> <ca> POST <file> <url>
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [folder, ca, method, ...rest] = process.argv.slice(2)
const { Client, H2CClient } = createRequire(`${folder}/`)('undici')
const body = method === 'POST' ? readFileSync(rest.shift()) : undefined
const targets = rest.map((url) => new URL(url))

const client =
  targets[0].protocol === 'https:'
    ? new Client(targets[0].origin, { allowH2: true, pipelining: 100, connect: { ca: readFileSync(ca) } })
    : new H2CClient(targets[0].origin, { pipelining: 100 })
const ask = async (target) => {
  const response = await client.request({ method, path: target.pathname + target.search, body })
  console.log(response.statusCode, target.href)
  for await (const octets of response.body) process.stdout.write(octets)
}
try {
  await Promise.all(targets.map(ask))
} catch (error) {
  console.error(`${error.code ?? error.name}: ${error.message}`)
  process.exitCode = 1
}
await client.destroy()
