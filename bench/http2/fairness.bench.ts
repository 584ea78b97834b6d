import { createPair } from '../../impl/http2/testing/pair.ts'
import type { Http2Connection } from '../../impl/http2/connection.ts'
import { median } from './peers.ts'

// 1,000 equal streams on one connection: how far apart they are while all are being served.
const STREAMS = 1000
const LENGTH = 1_000_000

for (const [name, priority, priorities] of [
  ['incremental (u=3, i)', 'u=3, i', 'rfc9218'],
  ['no priorities', '', 'none'],
  ['dependency tree, equal weights', '', 'rfc7540'],
  ['not incremental (in order of requests, by specification)', 'u=3', 'rfc9218']
] as const) {
  const received = new Array<number>(STREAMS).fill(0)
  const pair = createPair(
    {
      priorities,
      settings: { maxConcurrentStreams: STREAMS },
      handler: (_request, response) => response.send(200, [], new Uint8Array(LENGTH))
    },
    { settings: { initialWindowSize: LENGTH }, connectionWindow: 1 << 30, timeouts: { settings: 0 } }
  )
  pair.settle()
  for (let i = 0; i < STREAMS; i++) {
    pair.client.request(
      {
        method: 'GET',
        scheme: 'http',
        authority: 'a.example',
        path: '/',
        endStream: true,
        fields: priority === '' ? [] : [{ name: 'priority', value: priority }]
      },
      { onResponse() {}, onData: (octets) => (received[i]! += octets.length), onEnd() {}, onReset() {} }
    )
  }
  carry(pair.client, pair.server)
  // Until a quarter of everything has come.
  for (let sum = 0; sum < (STREAMS * LENGTH) / 4;) {
    carry(pair.server, pair.client)
    carry(pair.client, pair.server)
    sum = received.reduce((total, octets) => total + octets, 0)
  }
  const sorted = [...received].sort((a, b) => a - b)
  const mean = received.reduce((total, octets) => total + octets, 0) / STREAMS
  const jain = (mean * STREAMS) ** 2 / (STREAMS * received.reduce((total, octets) => total + octets ** 2, 0))
  console.log(
    `${name.padEnd(58)} least ${sorted[0]}, median ${median(received)}, most ${sorted.at(-1)} octets; Jain's index ${jain.toFixed(4)}`
  )
}

function carry(from: Http2Connection, to: Http2Connection): void {
  const octets = from.output()
  if (octets !== undefined) to.receive(octets.slice(), 0)
}
