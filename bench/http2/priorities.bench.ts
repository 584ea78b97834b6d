import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { spread } from './linked-pair.ts'
import { loadOverHttp2 } from './page-over-http2.ts'

// Who is served first, and who pays for it. Over a link of 10 Mbit/s and a round trip of 50 ms, in simulated time.
const LINK = { rate: 1250, delay: 25 }
const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0) / times.length

// A style sheet of 20 kB that is found late, behind n images of 100 kB.
const BACKGROUND = [0, 1, 2, 5, 10, 20, 40]
const late = (count: number, priorities: 'none' | 'rfc9218', signals: boolean) => {
  const { times } = loadOverHttp2(LINK, [...new Array<number>(count).fill(100_000), 20_000], {
    server: { priorities },
    arrival: (index) => (index === count ? 100 : 0),
    priority: (index) => (signals ? (index === count ? 'u=0' : 'u=5, i') : undefined)
  })
  return times[count]!
}
const schemes = {
  'no priorities: all in turn': (count: number) => late(count, 'none', false),
  'RFC 9218, no signals: in the order of requests': (count: number) => late(count, 'rfc9218', false),
  'RFC 9218, urgency 0 among urgency 5': (count: number) => late(count, 'rfc9218', true)
}
const found = Object.entries(schemes).map(([name, time]) => ({
  name,
  points: BACKGROUND.map((count) => [count, time(count)] as const)
}))
const at = (scheme: number, count: number) => found[scheme]!.points.find(([of]) => of === count)![1]

// Ten responses of 100 kB: one after the other, or all in turn.
const ten = (signal: string) =>
  loadOverHttp2(LINK, new Array<number>(10).fill(100_000), { priority: () => signal }).times
const [ordered, shared] = [ten('u=3'), ten('u=3, i')]

// Twenty urgent responses without end, in effect, and one of least urgency.
const lowest = loadOverHttp2(LINK, [...new Array<number>(20).fill(400_000), 20_000], {
  priority: (index) => (index === 20 ? 'u=7' : 'u=0, i')
}).times
const urgentDone = mean(lowest.slice(0, 20))

publish('priorities', {
  figures: [
    figure('urgent behind 20 images: no priorities', at(0, 20), 'ms'),
    figure('urgent behind 20 images: in the order of requests', at(1, 20), 'ms'),
    figure('urgent behind 20 images: urgency', at(2, 20), 'ms'),
    figure('urgent behind 20 images: no priorities over urgency', at(0, 20) / at(2, 20), '×'),
    figure('urgent behind 20 images over none: urgency', at(2, 20) / at(2, 0), '×'),
    figure('ten responses: mean of all in turn over one after the other', mean(shared) / mean(ordered), '×'),
    figure('ten responses: first complete, one after the other', Math.min(...ordered), 'ms'),
    figure('ten responses: first complete, all in turn', Math.min(...shared), 'ms'),
    figure(
      'ten responses: last complete, all in turn over one after the other',
      spread(shared).most / spread(ordered).most,
      '×'
    ),
    figure('least urgent beside 20 urgent: its time over theirs', lowest[20]! / urgentDone, '×')
  ],
  plots: [
    {
      title: 'A style sheet of 20 kB that is found 100 ms late',
      kind: 'line',
      x: { label: 'images of 100 kB under way' },
      y: { label: 'ms until it is there' },
      series: found
    },
    {
      title: 'Ten responses of 100 kB: when each is complete',
      kind: 'line',
      x: { label: 'response' },
      y: { label: 'ms' },
      series: [
        { name: 'one after the other (u=3)', points: ordered.map((time, index) => [index + 1, time]) },
        { name: 'all in turn (u=3, i)', points: shared.map((time, index) => [index + 1, time]) }
      ]
    }
  ]
})
