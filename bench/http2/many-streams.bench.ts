import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Response } from '../../impl/application.ts'
import { connectHttp2 } from '../../impl/http2/client.ts'
import { createHttp2Server } from '../../impl/http2/server.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { spread } from './linked-pair.ts'

// 1,000 streams of one connection open at the same time, over loopback: nobody is answered before all have asked.
const STREAMS = 1000
const LENGTH = 10_000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const held = () => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const waiting: Response[] = []
let most = 0
let memory = 0
let before = 0
const body = new Uint8Array(LENGTH).fill(97)
const server = createHttp2Server(
  { settings: { maxConcurrentStreams: STREAMS }, allowUpgrade: false },
  (_request, response) => {
    waiting.push(response)
    if (waiting.length < STREAMS) return
    for (const { connection } of server.connections)
      most = Math.max(most, (connection as unknown as { activeStreams?: number }).activeStreams ?? 0)
    memory = held() - before
    for (const one of waiting.splice(0)) one.send(200, [], body)
  }
)
const { port } = await server.listen()
const client = await connectHttp2({ port })

async function round() {
  // What the round before left behind is to be gone.
  await new Promise((resolve) => setTimeout(resolve, 100))
  held()
  before = held()
  const times: number[] = []
  const began = performance.now()
  const all = await Promise.all(
    Array.from({ length: STREAMS }, (_, at) =>
      client
        .fetch({ method: 'GET', scheme: 'http', authority: 'localhost', path: `/${at}` })
        .then((response) => {
          times.push(performance.now() - began)
          return response
        })
    )
  )
  const whole = all.filter(({ status, body: got }) => status === 200 && got.length === LENGTH).length
  return { times, whole, took: performance.now() - began }
}
for (let warm = 0; warm < 3; warm++) await round()
const measured = await round()
const memoryOfMany = memory
await client.close()
await server.close(100)
const { median, p95, most: last } = spread(measured.times)
const sorted = measured.times.toSorted((a, b) => a - b)

publish('many-streams', {
  figures: [
    figure('streams open at once, as the server saw it', most),
    figure('responses that came whole', measured.whole),
    figure('median until a response was whole', median, 'ms'),
    figure('95th percentile', p95, 'ms'),
    figure('last response over median', last / median, '×'),
    figure('memory for an open stream, both ends', memoryOfMany / STREAMS, 'octets'),
    figure('streams a second', (STREAMS * 1000) / measured.took, 'streams/s')
  ],
  plots: [
    {
      title: '1,000 streams of one connection: when each response was whole',
      kind: 'line',
      x: { label: 'ms since the first request' },
      y: { label: 'responses' },
      series: [
        {
          name: 'responses',
          points: sorted
            .map((time, at) => [time, at + 1] as const)
            .filter((_, at) => at % 10 === 0 || at === STREAMS - 1)
        }
      ]
    }
  ]
})
process.exit()
