import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connectHttp2 } from '../../impl/http2/client.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { median } from '../median.ts'
import { freePort } from '../../lab/peers/free-port.ts'

// What a request costs a server in processor time, with n requests under way on one connection: our server beside that of
// node:http2, each in a process of its own, the same client, rounds interleaved. Processor time bears a busy machine.
const STREAMS = [1, 10, 100, 1000]
const ROUNDS = 5
/** Enough for the clock of processor time, which ticks each 10 ms. */
const requestsOf = (streams: number) => (streams < 10 ? 3000 : 10_000)
const serve = new URL('./serve.ts', import.meta.url).pathname
const TICKS = 100

const servers = await Promise.all(
  (['ours', 'node'] as const).map(async (name) => {
    const port = await freePort()
    const child = spawn(process.execPath, ['--import', 'tsx', serve, name, String(port)], { stdio: 'ignore' })
    return { name, port, child }
  })
)
process.on('exit', () => servers.forEach(({ child }) => child.kill()))

/** Milliseconds of processor time that a process has used (proc(5): utime and stime in hundredths of a second). */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
}

async function connected(port: number) {
  for (let attempt = 0; ; attempt++)
    try {
      return await connectHttp2({ port })
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
}

/** Microseconds of processor time for a request, and requests a second, with so many under way. */
async function load({ port, child }: (typeof servers)[number], streams: number) {
  const client = await connected(port)
  const requests = requestsOf(streams)
  let left = requests
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const { status } = await client.fetch({
        method: 'GET',
        scheme: 'http',
        authority: 'localhost',
        path: '/'
      })
      if (status !== 200) throw new Error(`status ${status}`)
    }
  }
  const [before, began] = [processorTime(child.pid!), performance.now()]
  await Promise.all(Array.from({ length: streams }, lane))
  const [after, ended] = [processorTime(child.pid!), performance.now()]
  await client.close()
  return { cost: ((after - before) * 1000) / requests, rate: (requests * 1000) / (ended - began) }
}

if (process.platform !== 'linux')
  publish('throughput', { figures: [], missing: ['processor time of a process: needs /proc'] })
else {
  const found = STREAMS.map((streams) => ({
    streams,
    ours: [] as number[],
    node: [] as number[],
    rate: [] as number[]
  }))
  for (let round = 0; round <= ROUNDS; round++)
    for (const row of found)
      for (const server of servers) {
        const { cost, rate } = await load(server, row.streams)
        if (round === 0) continue
        row[server.name].push(cost)
        if (server.name === 'ours') row.rate.push(rate)
      }
  const at = (streams: number) => found.find((row) => row.streams === streams)!
  const cost = (of: 'ours' | 'node', streams: number) =>
    at(streams)[of].reduce((sum, one) => sum + one, 0) / ROUNDS
  publish('throughput', {
    figures: [
      ...STREAMS.map((streams) =>
        figure(
          `${streams} under way: processor time, ours over node:http2`,
          cost('ours', streams) / cost('node', streams),
          '×'
        )
      ),
      figure(
        'processor time for a request, ours, 1,000 under way over 10',
        cost('ours', 1000) / cost('ours', 10),
        '×'
      ),
      figure('processor time for a request, ours, 100 under way', cost('ours', 100), 'µs'),
      figure('requests a second of one client, 100 under way', median(at(100).rate), 'requests/s')
    ],
    plots: [
      {
        title: 'Processor time that a small request costs the server',
        kind: 'line',
        x: { label: 'requests under way on one connection', logarithmic: true },
        y: { label: 'µs' },
        series: (['ours', 'node'] as const).map((of) => ({
          name: of === 'ours' ? 'ours' : 'node:http2',
          points: STREAMS.map((streams) => [streams, cost(of, streams)])
        }))
      }
    ]
  })
}
for (const { child } of servers) {
  child.kill()
  await once(child, 'exit')
}
process.exit()
