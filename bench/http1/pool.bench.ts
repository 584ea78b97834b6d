import { createHttp1Client } from '../../impl/http1/client.ts'
import { createHttp1Server } from '../../impl/http1/server.ts'

// How often the client's pool reuses a connection: so many requests, so many under way at once, to a server that closes the
// connection after one response in twenty.
const REQUESTS = Number(process.env['REQUESTS'] ?? 20_000)
const AT_ONCE = 32
const CLOSES_EVERY = 20

const body = new TextEncoder().encode('Hello, world!\n')
let asked = 0
const server = createHttp1Server({}, (_request, response) => {
  asked++
  const fields = [{ name: 'content-type', value: 'text/plain' }]
  response.send(
    200,
    asked % CLOSES_EVERY === 0 ? [...fields, { name: 'connection', value: 'close' }] : fields,
    body
  )
})
const { port } = await server.listen()
const client = createHttp1Client({ connections: AT_ONCE })
const url = `http://127.0.0.1:${port}/`
let left = REQUESTS
let wrong = 0
const work = async (): Promise<void> => {
  while (left-- > 0) if ((await client.fetch({ url })).status !== 200) wrong++
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
const { opened, reused, evicted, failed } = client.statistics
client.close()
await server.close()
console.log(
  `${REQUESTS.toLocaleString('en')} requests, ${AT_ONCE} at once, one response in ${CLOSES_EVERY} with "close": ${opened.toLocaleString('en')} connections, ` +
    `${((100 * reused) / REQUESTS).toFixed(1)} % of requests on one that was used before; ${evicted} evicted, ${failed} failed, ${wrong} not answered with 200`
)
