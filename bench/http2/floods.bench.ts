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

// What one connection costs under each flood, with and without its budget: frames taken, processor time, memory held.
const FRAMES = 50_000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

interface Flood {
  readonly name: string
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
    without: { rapidResetBudget: 'ignored' },
    each: (n) => join(request(n, POST, 4), reset(2 * n + 1, 8))
  },
  {
    name: 'resets provoked by increments of 0',
    without: { inducedResetBudget: 'ignored', windowUpdateBudget: 'ignored' },
    each: (n) => join(request(n, POST, 4), windowUpdate(2 * n + 1, 0))
  },
  {
    name: 'malformed requests',
    without: { inducedResetBudget: 'ignored' },
    each: (n) => request(n, [...GET, 'te: x'], 5)
  },
  {
    name: 'field block without end',
    without: { continuationBudget: 'ignored' },
    before: headers(1, GET, frames.END_STREAM),
    each: () => frame(frames.CONTINUATION, 0, 1, new Uint8Array(100).fill(0x82))
  },
  { name: 'SETTINGS', without: { settingsBudget: 'ignored' }, each: () => settingsFrame([3, 1]) },
  { name: 'PING', without: { pingBudget: 'ignored' }, each: () => PING },
  {
    name: 'PING, answers unread',
    without: { pingBudget: 'ignored', outputBudget: 'ignored' },
    each: () => PING,
    unread: true
  },
  {
    name: 'empty DATA',
    without: { emptyFrameBudget: 'ignored' },
    before: headers(1, POST, 4),
    each: () => data(1, '')
  },
  { name: 'WINDOW_UPDATE', without: { windowUpdateBudget: 'ignored' }, each: () => windowUpdate(0, 1) },
  {
    name: 'PRIORITY',
    without: { priorityBudget: 'ignored' },
    each: (n) => frame(frames.PRIORITY, 0, 2 * n + 1, [0, 0, 0, 0, 1])
  },
  {
    name: 'PRIORITY_UPDATE of idle streams',
    without: { priorityBudget: 'ignored' },
    each: (n) => frame(frames.PRIORITY_UPDATE, 0, 0, [...uint32(2 * (n % 200) + 1), 0x75, 0x3d, 0x31])
  },
  { name: 'unknown frames', without: { unknownFrameBudget: 'ignored' }, each: () => frame(0x55, 0, 0) },
  {
    name: 'field sections that expand',
    without: { fieldSectionBudget: 'ignored', inducedResetBudget: 'ignored' },
    before: frame(frames.HEADERS, 5, 1, indexingBlock(bomb)),
    each: (n) => frame(frames.HEADERS, 5, 2 * n + 3, bombBlock)
  }
]

console.log(`${'flood'.padEnd(36)} ${'with budget'.padStart(33)}   ${'without'.padStart(33)}`)
for (const flood of floods)
  console.log(`${flood.name.padEnd(36)} ${row(flood, {})}   ${row(flood, flood.without)}`)

function row(flood: Flood, rules: RuleSet<Http2Rules>): string {
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
  const ended = connection.finished ? 'ended after' : 'took all of'
  return `${ended} ${String(taken).padStart(6)} ${((user + system) / 1000).toFixed(0).padStart(5)} ms ${(held / 1024).toFixed(0).padStart(6)} KiB`
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
