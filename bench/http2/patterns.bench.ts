import { CLIENT_PREFACE, DATA, END_STREAM, HEADERS, RST_STREAM } from '../../impl/http2/frames.ts'
import { FrameSplitter } from '../../lab/http2/split.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { linkedPair, type LinkedPair } from './linked-pair.ts'
import { BROWSER_FIELDS, RESPONSE_FIELDS } from './page-over-http2.ts'

// What a connection consists of under four loads: frames by type, and streams that are open. In simulated time: exact.
const LINK = { rate: 1250, delay: 25 }
const TYPES = [
  'DATA',
  'HEADERS',
  'PRIORITY',
  'RST_STREAM',
  'SETTINGS',
  'PUSH_PROMISE',
  'PING',
  'GOAWAY',
  'WINDOW_UPDATE'
]

/** Counts frames, and follows which streams are open. */
class Census {
  readonly frames = new Array<number>(TYPES.length).fill(0)
  readonly open: [number, number][] = [[0, 0]]
  octets = 0
  #ended = new Map<number, number>()
  #alive = 0
  readonly #splitters = { client: new FrameSplitter(), server: new FrameSplitter() }
  #preface = CLIENT_PREFACE.length

  take(by: 'client' | 'server', octets: Uint8Array, now: number): void {
    this.octets += octets.length
    const skip = by === 'client' ? Math.min(this.#preface, octets.length) : 0
    this.#preface -= skip
    for (const { type, flags, stream } of this.#splitters[by].push(octets.subarray(skip))) {
      this.frames[type] = (this.frames[type] ?? 0) + 1
      if (stream === 0) continue
      const before = this.#ended.get(stream) ?? (type === HEADERS ? 0 : 3)
      if (!this.#ended.has(stream) && type === HEADERS) this.#count(now, 1)
      const ends =
        type === RST_STREAM
          ? 3
          : (type === DATA || type === HEADERS) && (flags & END_STREAM) !== 0
            ? by === 'client'
              ? 1
              : 2
            : 0
      this.#ended.set(stream, before | ends)
      if (before < 3 && (before | ends) === 3) this.#count(now, -1)
    }
  }

  get most(): number {
    return Math.max(...this.open.map(([, count]) => count))
  }

  #count(now: number, change: number): void {
    this.#alive += change
    this.open.push([now, this.#alive])
  }
}

type Load = (pair: LinkedPair, done: () => void) => void
const get = (pair: LinkedPair, path: string, onEnd: () => void, reset = false): void => {
  const stream = pair.client.request(
    { method: 'GET', scheme: 'https', authority: 'a.example', path, endStream: true, fields: BROWSER_FIELDS },
    { onResponse() {}, onEnd, onReset: onEnd }
  )
  if (reset) stream?.reset(8)
}
const loads: Readonly<Record<string, Load>> = {
  'a page of 60 resources'(pair, done) {
    let open = 60
    for (let at = 0; at < 60; at++)
      pair.clock.at(at < 20 ? 0 : 150, () => {
        get(pair, '/8000', () => --open === 0 && done())
        pair.flush()
      })
  },
  'an upload of 1 MB'(pair, done) {
    pair.client
      .request(
        { method: 'POST', scheme: 'https', authority: 'a.example', path: '/10', fields: BROWSER_FIELDS },
        { onResponse() {}, onEnd: done, onReset: done }
      )!
      .end(new Uint8Array(1_000_000))
    pair.flush()
  },
  '200 requests, one after the other'(pair, done) {
    let left = 200
    const next = (): void => {
      if (left-- === 0) return done()
      get(pair, '/100', next)
      pair.flush()
    }
    next()
  },
  '200 requests given up at once'(pair, done) {
    for (let at = 0; at < 200; at++)
      pair.clock.at(20 * at, () => {
        get(pair, '/50000', () => {}, true)
        pair.flush()
        if (at === 199) pair.clock.at(20 * at + 200, done)
      })
  }
}

const found = Object.entries(loads).map(([name, load]) => {
  const census = new Census()
  const pair: LinkedPair = linkedPair(
    LINK,
    {
      handler(request, response) {
        request.onData(() => {})
        request.onEnd(() =>
          response.send(200, RESPONSE_FIELDS, new Uint8Array(Number(request.path.slice(1))))
        )
      }
    },
    {},
    (by, octets) => census.take(by, octets, pair.clock.now)
  )
  let over = false
  load(pair, () => (over = true))
  pair.clock.run(() => over)
  return { name, census, frames: census.frames.reduce((sum, count) => sum + count, 0) }
})
const share = (load: number, type: string) =>
  (found[load]!.census.frames[TYPES.indexOf(type)]! * 100) / found[load]!.frames

publish('patterns', {
  figures: [
    ...found.map(({ name, frames }) => figure(`${name}: frames`, frames)),
    ...found.map(({ name, census }) => figure(`${name}: streams open at most`, census.most)),
    figure('page: share of DATA and HEADERS', share(0, 'DATA') + share(0, 'HEADERS'), '%'),
    figure('upload: share of WINDOW_UPDATE', share(1, 'WINDOW_UPDATE'), '%'),
    figure('given up: share of RST_STREAM', share(3, 'RST_STREAM'), '%')
  ],
  plots: [
    {
      title: 'Frames by type, both directions',
      kind: 'stacked bar',
      names: found.map(({ name }) => name),
      x: { label: '' },
      y: { label: '% of the frames' },
      series: TYPES.map((type, index) => ({
        name: type,
        points: found.map(
          ({ census, frames }, load) => [load, (census.frames[index]! * 100) / frames] as const
        )
      })).filter(({ points }) => points.some(([, share]) => share > 0))
    },
    {
      title: 'Streams that are open while a page loads',
      kind: 'line',
      x: { label: 'ms' },
      y: { label: 'streams' },
      series: [{ name: found[0]!.name, points: found[0]!.census.open }]
    }
  ]
})
