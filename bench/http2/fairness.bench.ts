import { createPair } from '../../impl/http2/testing/pair.ts'
import type { Http2Connection } from '../../impl/http2/connection.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { median } from '../median.ts'

// 1,000 equal streams on one connection: how far apart they are while all are being served.
const STREAMS = 1000
const LENGTH = 1_000_000

const kinds = [
  ['incremental (u=3, i)', 'u=3, i', 'rfc9218'],
  ['no priorities', '', 'none'],
  ['dependency tree, equal weights', '', 'rfc7540'],
  ['not incremental (in order of requests, by specification)', 'u=3', 'rfc9218']
] as const
const found = kinds.map(([name, priority, priorities]) => ({
  name,
  ...share(STREAMS, priorities, () => priority)
}))
// 99 urgent streams that take turns, and one of least urgency.
// Every 16th turn goes round all: after 16 × 100 frames each was served, whatever its urgency.
const last = share(100, 'rfc9218', (at) => (at === 99 ? 'u=7' : 'u=0, i'), 0.5)

/** Serves equal streams until a part of everything has come; what each had, sorted, and Jain's index. */
function share(
  streams: number,
  priorities: 'rfc9218' | 'rfc7540' | 'none',
  priority: (at: number) => string,
  part = 0.25
) {
  const received = new Array<number>(streams).fill(0)
  const pair = createPair(
    {
      priorities,
      settings: { maxConcurrentStreams: streams },
      handler: (_request, response) => response.send(200, [], new Uint8Array(LENGTH))
    },
    { settings: { initialWindowSize: LENGTH }, connectionWindow: 1 << 30, timeouts: { settings: 0 } }
  )
  pair.settle()
  for (let i = 0; i < streams; i++) {
    pair.client.request(
      {
        method: 'GET',
        scheme: 'http',
        authority: 'a.example',
        path: '/',
        endStream: true,
        fields: priority(i) === '' ? [] : [{ name: 'priority', value: priority(i) }]
      },
      { onResponse() {}, onData: (octets) => (received[i]! += octets.length), onEnd() {}, onReset() {} }
    )
  }
  carry(pair.client, pair.server)
  for (let sum = 0; sum < streams * LENGTH * part;) {
    carry(pair.server, pair.client)
    carry(pair.client, pair.server)
    sum = received.reduce((total, octets) => total + octets, 0)
  }
  const mean = received.reduce((total, octets) => total + octets, 0) / streams
  const squares = received.reduce((total, octets) => total + octets ** 2, 0)
  return {
    least: Math.min(...received),
    most: Math.max(...received),
    median: median(received),
    jain: (mean * streams) ** 2 / (streams * squares),
    of: received,
    sorted: received.toSorted((a, b) => a - b)
  }
}

const turn = found[0]!
publish('fairness', {
  figures: [
    ...found.map(({ name, jain }) => figure(`${name}: Jain’s index`, jain)),
    figure('incremental: least over most', turn.least / turn.most, '×'),
    figure('incremental: streams that had nothing', turn.of.filter((octets) => octets === 0).length),
    figure('one of least urgency among 99 urgent: octets it had', last.of[99]!, 'octets'),
    figure(
      'one of least urgency among 99 urgent: over the mean of the urgent',
      last.of[99]! / last.median,
      '×'
    )
  ],
  plots: [
    {
      title: 'What each of 1,000 equal streams had when a quarter was sent',
      kind: 'line',
      x: { label: 'streams, those with least first' },
      y: { label: 'octets' },
      series: found.map(({ name, sorted }) => ({
        name,
        points: sorted
          .map((octets, at) => [at + 1, octets] as const)
          .filter((_, at) => at % 25 === 0 || at === STREAMS - 1)
      }))
    }
  ]
})

function carry(from: Http2Connection, to: Http2Connection): void {
  const octets = from.output()
  if (octets !== undefined) to.receive(octets.slice(), 0)
}
