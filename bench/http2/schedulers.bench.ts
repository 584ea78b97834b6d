import { DependencyTree } from '../../impl/http2/dependency-tree.ts'
import { compileRules } from '../../impl/http2/readings.ts'
import { UrgencyScheduler, type Schedulable, type Scheduler } from '../../impl/http2/scheduler.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { median } from '../median.ts'

// What one decision costs with n streams waiting: the next stream is chosen, leaves and comes back. Rounds interleaved.
const COUNTS = [1, 10, 100, 1000, 10_000]
const ROUNDS = 7
const BUDGET = 8

class Entry implements Schedulable {
  level = -1
  next: this | undefined
  previous: this | undefined
  nextWaiting: this | undefined
  previousWaiting: this | undefined
  readonly id: number
  readonly urgency: number
  readonly incremental: boolean

  constructor(id: number, incremental: boolean) {
    this.id = id
    this.urgency = id % 8
    this.incremental = incremental
  }
}

const { readings } = compileRules()
const kinds: Readonly<Record<string, (count: number) => Scheduler<Entry>>> = {
  'in turn': (count) => filled(new UrgencyScheduler<Entry>(readings, true), count, true),
  'urgency, incremental': (count) => filled(new UrgencyScheduler<Entry>(readings), count, true),
  'urgency, in order': (count) => filled(new UrgencyScheduler<Entry>(readings), count, false),
  'dependency tree, all below the root': (count) => filled(new DependencyTree<Entry>(count), count, true)
}
function filled(scheduler: Scheduler<Entry>, count: number, incremental: boolean): Scheduler<Entry> {
  for (let at = 0; at < count; at++) scheduler.add(new Entry(2 * at + 1, incremental))
  return scheduler
}

/** Nanoseconds for a decision, over at least `BUDGET` milliseconds. */
function cost(scheduler: Scheduler<Entry>): number {
  const began = performance.now()
  let decisions = 0
  for (; performance.now() - began < BUDGET;)
    for (let burst = 0; burst < 20; burst++, decisions++) {
      const chosen = scheduler.next()!
      scheduler.remove(chosen)
      scheduler.add(chosen)
    }
  return ((performance.now() - began) * 1e6) / decisions
}

const rows = Object.entries(kinds).flatMap(([name, create]) =>
  COUNTS.map((count) => ({ name, count, scheduler: create(count), costs: [] as number[] }))
)
for (let round = 0; round <= ROUNDS; round++)
  for (const row of rows) {
    const ns = cost(row.scheduler)
    if (round > 0) row.costs.push(ns)
  }
const at = (name: string, count: number) =>
  median(rows.find((row) => row.name === name && row.count === count)!.costs)

publish('schedulers', {
  figures: Object.keys(kinds).flatMap((name) => [
    figure(`${name}: decision among 1,000`, at(name, 1000), 'ns'),
    figure(`${name}: among 1,000 over among 10`, at(name, 1000) / at(name, 10), '×')
  ]),
  plots: [
    {
      title: 'A decision: which stream sends the next frame',
      kind: 'line',
      x: { label: 'streams waiting', logarithmic: true },
      y: { label: 'ns', logarithmic: true },
      series: Object.keys(kinds).map((name) => ({
        name,
        points: COUNTS.map((count) => [count, at(name, count)])
      }))
    }
  ]
})
