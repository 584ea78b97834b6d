import { figure, type Series } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { seeded } from './link.ts'
import { spread } from './linked-pair.ts'
import { loadOverHttp1 } from './page-over-http1.ts'
import { loadOverHttp2 } from './page-over-http2.ts'

// A response of 8 kB each 10 ms over a link that is busy to two thirds and loses segments: whose loss delays whom.
// In simulated time, from fixed seeds: the same in each run.
const COUNT = 400
const SIZES = new Array<number>(COUNT).fill(8000)
const arrival = (index: number) => 10 * index
const LOSSES = [0, 0.005, 0.01, 0.02, 0.05]
const SEEDS = [1, 2, 3, 4, 5]
const link = (loss: number, seed: number) => ({ rate: 1250, delay: 25, loss, random: seeded(seed) })

const ways: Readonly<Record<string, (loss: number, seed: number) => readonly number[]>> = {
  'HTTP/2, one connection': (loss, seed) => loadOverHttp2(link(loss, seed), SIZES, { arrival }).times,
  'HTTP/1.1, one connection, sent ahead': (loss, seed) =>
    loadOverHttp1(link(loss, seed), SIZES, 1, { ahead: true, arrival }),
  'HTTP/1.1, 24 connections': (loss, seed) => loadOverHttp1(link(loss, seed), SIZES, 24, { arrival })
}

const all = Object.entries(ways).map(([name, load]) => ({
  name,
  of: LOSSES.map((loss) => {
    const clean = spread(load(0, 1)).median
    const times = SEEDS.flatMap((seed) => load(loss, seed))
    return {
      loss,
      mean: times.reduce((sum, time) => sum + time, 0) / times.length - clean,
      delayed: (times.filter((time) => time > clean * 1.2).length / times.length) * 100
    }
  })
}))
const series = (of: 'mean' | 'delayed'): Series[] =>
  all.map(({ name, of: points }) => ({ name, points: points.map((one) => [one.loss * 100, one[of]]) }))
const at = (way: number, loss: number) => all[way]!.of.find((one) => one.loss === loss)!

// One slow response in front of small ones, no loss: who waits for it.
const slowFirst = [4_000_000, ...new Array<number>(20).fill(8000)]
const quick = (times: readonly number[]) => spread(times.slice(1)).median
const clean = { rate: 1250, delay: 25 }
const ahead = quick(loadOverHttp1(clean, slowFirst, 1, { ahead: true }))
const apart = quick(loadOverHttp1(clean, slowFirst, 2))
const ours = quick(loadOverHttp2(clean, slowFirst, { server: { priorities: 'none' } }).times)

publish('head-of-line', {
  figures: [
    figure('1 % loss: responses delayed, HTTP/2 on one connection', at(0, 0.01).delayed, '%'),
    figure('1 % loss: responses delayed, HTTP/1.1 on 24 connections', at(2, 0.01).delayed, '%'),
    figure(
      '1 % loss: responses delayed, one connection of HTTP/2 over 24 of HTTP/1.1',
      at(0, 0.01).delayed / at(2, 0.01).delayed,
      '×'
    ),
    figure('20 small responses behind one of 4 MB: HTTP/1.1 sent ahead over HTTP/2', ahead / ours, '×'),
    figure(
      '20 small responses beside one of 4 MB: two connections of HTTP/1.1 over HTTP/2',
      apart / ours,
      '×'
    )
  ],
  plots: [
    {
      title: 'Responses that take more than 1.2 × their usual time',
      kind: 'line',
      x: { label: 'segments lost, %' },
      y: { label: '% of responses' },
      series: series('delayed')
    },
    {
      title: 'Delay that loss adds to a response, mean',
      kind: 'line',
      x: { label: 'segments lost, %' },
      y: { label: 'ms' },
      series: series('mean')
    }
  ]
})
