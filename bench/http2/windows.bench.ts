import { WINDOW_UPDATE } from '../../impl/http2/frames.ts'
import { FrameSplitter } from '../../lab/http2/split.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { loadOverHttp2 } from './page-over-http2.ts'

// One download of 8 MB over a link of 80 Mbit/s: what the client's window leaves of it, by round trip. Simulated: exact.
const RATE = 10_000
const SIZE = 8_000_000
const ROUND_TRIPS = [2, 5, 10, 20, 50, 100, 200]
const fixed = (octets: number) => ({
  connectionWindow: octets,
  largestWindow: octets,
  settings: { initialWindowSize: octets }
})
const windows: Readonly<Record<string, ReturnType<typeof fixed>>> = {
  '65,535 octets, the initial value': fixed(65_535),
  '262,144 octets': fixed(262_144),
  '1 MiB': fixed(1 << 20),
  'grows from 65,535 octets': { ...fixed(65_535), largestWindow: 1 << 24 },
  'grows, connection ahead of stream': {
    connectionWindow: 1 << 20,
    largestWindow: 1 << 24,
    settings: { initialWindowSize: 65_535 }
  }
}

function download(client: ReturnType<typeof fixed>, roundTrip: number) {
  let updates = 0
  const splitter = new FrameSplitter()
  const { times } = loadOverHttp2({ rate: RATE, delay: roundTrip / 2 }, [SIZE], {
    client,
    seen(by, octets) {
      if (by === 'client')
        updates += splitter.push(skipPreface(octets)).filter(({ type }) => type === WINDOW_UPDATE).length
    }
  })
  return { used: (SIZE / RATE / (times[0]! - roundTrip)) * 100, updates }
}
const skipPreface = (octets: Uint8Array) => (octets[0] === 0x50 ? octets.subarray(24) : octets)

const found = Object.entries(windows).map(([name, client]) => ({
  name,
  of: ROUND_TRIPS.map((roundTrip) => ({ roundTrip, ...download(client, roundTrip) }))
}))
const at = (window: number, roundTrip: number) =>
  found[window]!.of.find((one) => one.roundTrip === roundTrip)!
const predicted = (window: number, roundTrip: number) => Math.min(1, window / (roundTrip * RATE)) * 100

publish('windows', {
  figures: [
    figure('65,535 octets, 100 ms: share of the link in use', at(0, 100).used, '%'),
    figure('65,535 octets, 100 ms: window over bandwidth × delay', predicted(65_535, 100), '%'),
    figure('65,535 octets, 100 ms: measured over predicted', at(0, 100).used / predicted(65_535, 100), '×'),
    figure('1 MiB, 50 ms: share of the link in use', at(2, 50).used, '%'),
    figure('growing, 100 ms: share of the link in use', at(3, 100).used, '%'),
    figure('growing over 65,535 octets, 100 ms', at(3, 100).used / at(0, 100).used, '×'),
    figure('65,535 octets: WINDOW_UPDATE frames for 8 MB', at(0, 100).updates),
    figure('1 MiB: WINDOW_UPDATE frames for 8 MB', at(2, 100).updates),
    figure('growing: WINDOW_UPDATE frames for 8 MB', at(3, 100).updates),
    figure('growing, connection ahead of stream, 100 ms: share of the link in use', at(4, 100).used, '%')
  ],
  plots: [
    {
      title: 'A download of 8 MB at 80 Mbit/s: what the window leaves of the link',
      kind: 'line',
      x: { label: 'round trip, ms', logarithmic: true },
      y: { label: '% of the link in use' },
      series: [
        ...found.map(({ name, of }) => ({
          name,
          points: of.map(({ roundTrip, used }) => [roundTrip, used] as const)
        })),
        {
          name: '65,535 octets, predicted',
          points: ROUND_TRIPS.map((roundTrip) => [roundTrip, predicted(65_535, roundTrip)] as const)
        }
      ]
    },
    {
      title: 'WINDOW_UPDATE frames for 8 MB',
      kind: 'bar',
      names: found.map(({ name }) => name.split(',').slice(0, 2).join(',')),
      x: { label: '' },
      y: { label: 'frames' },
      series: [
        { name: 'round trip 100 ms', points: found.map((_, index) => [index, at(index, 100).updates]) }
      ]
    }
  ]
})
