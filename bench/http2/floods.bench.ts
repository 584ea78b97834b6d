import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Http2Connection } from '../../impl/http2/connection.ts'
import * as frames from '../../impl/http2/frames.ts'
import type { Http2Rules } from '../../impl/http2/rules.ts'
import {
  block,
  data,
  frame,
  GET,
  headers,
  indexingBlock,
  join,
  PING,
  POST,
  reset,
  SETTINGS_ACK,
  settingsFrame,
  uint32,
  windowUpdate
} from '../../impl/http2/testing/wire.ts'
import type { RuleSet } from '../../impl/rules.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'

// What one connection costs under each flood, with and without its budget: frames taken, processor time, memory held.
const FRAMES = 50_000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

interface Suffered {
  readonly ended: boolean
  readonly taken: number
  /** Milliseconds of processor time. */
  readonly cpu: number
  /** Octets. */
  readonly held: number
}

interface Flood {
  readonly name: string
  /** For the axis of a plot. */
  readonly short: string
  readonly without: RuleSet<Http2Rules>
  /** Octets before the flood, and the part of it that is repeated; `n` counts the repetitions. */
  readonly before?: Uint8Array
  each(n: number): Uint8Array
  /** The peer takes no output. */
  readonly unread?: boolean
}

const request = (n: number, fields: readonly string[], flags: number) => headers(2 * n + 1, fields, flags)
const bomb = [...GET, ...Array.from({ length: 10 }, (_, i) => `x${i}: ${'a'.repeat(300)}`)]
const bombBlock = Uint8Array.from([...block(GET), ...new Array<number>(3000).fill(0xbe)])

const floods: readonly Flood[] = [
  {
    name: 'rapid reset',
    short: 'reset',
    without: { rapidResetBudget: 'ignored' },
    each: (n) => join(request(n, POST, 4), reset(2 * n + 1, 8))
  },
  {
    name: 'resets provoked by increments of 0',
    short: 'induced',
    without: { inducedResetBudget: 'ignored', windowUpdateBudget: 'ignored' },
    each: (n) => join(request(n, POST, 4), windowUpdate(2 * n + 1, 0))
  },
  {
    name: 'malformed requests',
    short: 'malformed',
    without: { inducedResetBudget: 'ignored' },
    each: (n) => request(n, [...GET, 'te: x'], 5)
  },
  {
    name: 'field block without end',
    short: 'endless block',
    without: { continuationBudget: 'ignored' },
    before: headers(1, GET, frames.END_STREAM),
    each: () => frame(frames.CONTINUATION, 0, 1, new Uint8Array(100).fill(0x82))
  },
  {
    name: 'SETTINGS',
    short: 'SETTINGS',
    without: { settingsBudget: 'ignored' },
    each: () => settingsFrame([3, 1])
  },
  { name: 'PING', short: 'PING', without: { pingBudget: 'ignored' }, each: () => PING },
  {
    name: 'PING, answers unread',
    short: 'unread',
    without: { pingBudget: 'ignored', outputBudget: 'ignored' },
    each: () => PING,
    unread: true
  },
  {
    name: 'empty DATA',
    short: 'empty',
    without: { emptyFrameBudget: 'ignored' },
    before: headers(1, POST, 4),
    each: () => data(1, '')
  },
  {
    name: 'WINDOW_UPDATE',
    short: 'window',
    without: { windowUpdateBudget: 'ignored' },
    each: () => windowUpdate(0, 1)
  },
  {
    name: 'PRIORITY',
    short: 'PRIORITY',
    without: { priorityBudget: 'ignored' },
    each: (n) => frame(frames.PRIORITY, 0, 2 * n + 1, [0, 0, 0, 0, 1])
  },
  {
    name: 'PRIORITY_UPDATE of idle streams',
    short: 'update',
    without: { priorityBudget: 'ignored' },
    each: (n) => frame(frames.PRIORITY_UPDATE, 0, 0, [...uint32(2 * (n % 200) + 1), 0x75, 0x3d, 0x31])
  },
  {
    name: 'unknown frames',
    short: 'unknown',
    without: { unknownFrameBudget: 'ignored' },
    each: () => frame(0x55, 0, 0)
  },
  {
    name: 'field sections that expand',
    short: 'bomb',
    without: { fieldSectionBudget: 'ignored', inducedResetBudget: 'ignored' },
    before: frame(frames.HEADERS, 5, 1, indexingBlock(bomb)),
    each: (n) => frame(frames.HEADERS, 5, 2 * n + 3, bombBlock)
  }
]

// Once for the machine to know the code, so that what is compiled is not taken for what is held.
for (const flood of floods) suffer(flood, {})
const found = floods.map((flood) => ({
  ...flood,
  guarded: calmer(suffer(flood, {}), suffer(flood, {})),
  open: suffer(flood, flood.without)
}))
const ended = found.filter(({ guarded }) => guarded.ended).length
publish('floods', {
  figures: [
    figure('floods', floods.length),
    figure('floods that a budget ends', ended),
    figure('floods that nothing ends without it', found.filter(({ open }) => !open.ended).length),
    figure('most frames taken before the end', Math.max(...found.map(({ guarded }) => guarded.taken))),
    figure(
      'most memory held, with budget',
      Math.max(...found.map(({ guarded }) => guarded.held)) / 1024,
      'KiB'
    ),
    figure('most memory held, without', Math.max(...found.map(({ open }) => open.held)) / 1024, 'KiB'),
    ...found.map(({ name, guarded, open }) =>
      figure(`${name}: processor time with budget over without`, guarded.cpu / Math.max(open.cpu, 0.1), '×')
    )
  ],
  plots: [
    {
      title: '50,000 frames of a flood: processor time',
      kind: 'bar',
      names: found.map(({ short }) => short),
      x: { label: '' },
      y: { label: 'ms' },
      series: [
        { name: 'with budget', points: found.map(({ guarded }, index) => [index, guarded.cpu]) },
        { name: 'without', points: found.map(({ open }, index) => [index, open.cpu]) }
      ]
    },
    {
      title: 'Frames taken before the connection ended',
      kind: 'bar',
      names: found.map(({ short }) => short),
      x: { label: '' },
      y: { label: 'frames', logarithmic: true },
      series: [
        { name: 'with budget', points: found.map(({ guarded }, index) => [index, guarded.taken]) },
        { name: 'without', points: found.map(({ open }, index) => [index, open.taken]) }
      ]
    }
  ]
})

/** Of two runs the one in which the collector had less left to do: what a flood holds, both hold. */
function calmer(one: Suffered, other: Suffered): Suffered {
  return one.held < other.held ? one : other
}

function suffer(flood: Flood, rules: RuleSet<Http2Rules>): Suffered {
  const connection = new Http2Connection({ role: 'server', handler: () => {}, rules })
  connection.receive(
    join(frames.CLIENT_PREFACE, settingsFrame(), SETTINGS_ACK, flood.before ?? new Uint8Array(0)),
    0
  )
  connection.output()
  collect()
  const heap = memory()
  const started = process.cpuUsage()
  let taken = 0
  // A flood of 100,000 frames a second.
  for (; taken < (flood.name.includes('expand') ? FRAMES / 50 : FRAMES) && !connection.finished; taken++) {
    connection.receive(flood.each(taken), taken / 100)
    if (flood.unread !== true) connection.output()
  }
  const { user, system } = process.cpuUsage(started)
  collect()
  const held = Math.max(0, memory() - heap)
  return { ended: connection.finished, taken, cpu: (user + system) / 1000, held }
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
