import { figure, type Series } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { loadOverHttp1, http1Head, http1Request } from './page-over-http1.ts'
import { loadOverHttp2 } from './page-over-http2.ts'

// A page of 1 to 100 resources over a link of 10 Mbit/s and a round trip of 50 ms: HTTP/1.1 on one, on six connections,
// with requests sent ahead, and HTTP/2 on one. In simulated time: the same in each run.
const LINK = { rate: 1250, delay: 25 }
const SIZE = 8000
const COUNTS = [1, 2, 5, 10, 20, 50, 100]

const ways: Readonly<Record<string, (sizes: readonly number[]) => readonly number[]>> = {
  'HTTP/1.1, one connection': (sizes) => loadOverHttp1(LINK, sizes, 1),
  'HTTP/1.1, six connections': (sizes) => loadOverHttp1(LINK, sizes, 6),
  'HTTP/1.1, one connection, sent ahead': (sizes) => loadOverHttp1(LINK, sizes, 1, { ahead: true }),
  'HTTP/2, one connection': (sizes) => loadOverHttp2(LINK, sizes).times
}
const page = (count: number) => new Array<number>(count).fill(SIZE)
const load = (name: string, count: number) => Math.max(...ways[name]!(page(count)))
const series: Series[] = Object.keys(ways).map((name) => ({
  name,
  points: COUNTS.map((count) => [count, load(name, count)])
}))

// What the exchange costs in octets, content left out.
const { sent } = loadOverHttp2(LINK, page(100)).pair
const http1 = { client: 0, server: 0 }
for (let index = 0; index < 100; index++) {
  http1.client += http1Request(index).length
  http1.server += http1Head(SIZE).length
}
const [one, six, ours] = [0, 1, 3].map((way) => series[way]!.points.at(-1)![1]) as [number, number, number]
// A quick response that was asked for behind a slow one.
const behind = [1_000_000, ...page(1)]
const quick = {
  http1: loadOverHttp1(LINK, behind, 1, { ahead: true })[1]!,
  http2: loadOverHttp2(LINK, behind, { server: { priorities: 'none' } }).times[1]!
}

publish('against-http1', {
  figures: [
    figure('100 resources: HTTP/1.1 on one connection over HTTP/2', one / ours, '×'),
    figure('100 resources: HTTP/1.1 on six connections over HTTP/2', six / ours, '×'),
    figure('octets of requests: HTTP/2 over HTTP/1.1', sent.client / http1.client, '×'),
    figure('octets of response heads: HTTP/2 over HTTP/1.1', (sent.server - 100 * SIZE) / http1.server, '×'),
    figure('8 kB behind 1 MB on one connection: HTTP/1.1 over HTTP/2', quick.http1 / quick.http2, '×'),
    figure('time for 100 resources with HTTP/2', ours, 'ms')
  ],
  plots: [
    {
      title: 'A page of n resources of 8 kB, 10 Mbit/s, round trip 50 ms',
      kind: 'line',
      x: { label: 'resources', logarithmic: true },
      y: { label: 'ms until all are there', logarithmic: true },
      series
    },
    {
      title: 'Octets of 100 requests and response heads',
      kind: 'bar',
      names: ['100 requests', '100 response heads'],
      x: { label: '' },
      y: { label: 'octets' },
      series: [
        {
          name: 'HTTP/1.1',
          points: [
            [0, http1.client],
            [1, http1.server]
          ]
        },
        {
          name: 'HTTP/2 (frames, SETTINGS and window updates included)',
          points: [
            [0, sent.client],
            [1, sent.server - 100 * SIZE]
          ]
        }
      ]
    }
  ]
})
