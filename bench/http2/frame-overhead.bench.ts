import { DATA, HEADERS } from '../../impl/http2/frames.ts'
import { createPair } from '../../impl/http2/testing/pair.ts'
import { FrameSplitter, type WireFrame } from '../../lab/http2/split.ts'
import { figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { http1Head } from './page-over-http1.ts'
import { RESPONSE_FIELDS } from './page-over-http2.ts'

// Octets that are not content: of whole responses by their length, and of a stream by the size of its pieces. Exact.
const SIZES = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
const PIECES = [1, 10, 100, 1000, 10_000]
const FRAME_HEADER = 9

/** The frames in which our server sends the second response of a connection, the content given in pieces. */
function response(length: number, piece: number): WireFrame[] {
  const pair = createPair(
    {
      handler(_request, answer) {
        if (piece === length) return answer.send(200, RESPONSE_FIELDS, new Uint8Array(length))
        answer.respond(200, RESPONSE_FIELDS)
        let rest = length
        const write = (): void => {
          if (rest === 0) return answer.end()
          rest -= Math.min(piece, rest)
          answer.write(new Uint8Array(piece))
        }
        answer.onWritable(write)
        write()
      }
    },
    { connectionWindow: 1 << 24, settings: { initialWindowSize: 1 << 24 } }
  )
  pair.settle()
  const ask = (): void =>
    void pair.client.request(
      { method: 'GET', scheme: 'http', authority: 'a.example', path: '/', endStream: true },
      { onResponse() {}, onEnd() {}, onReset() {} }
    )
  ask()
  pair.settle()
  ask()
  pair.server.receive(pair.client.output()!.slice(), 0)
  const splitter = new FrameSplitter()
  const frames: WireFrame[] = []
  for (let octets = pair.server.output(); octets !== undefined; octets = pair.server.output())
    frames.push(...splitter.push(octets.slice()))
  return frames.filter(({ type }) => type === DATA || type === HEADERS)
}

const total = (frames: readonly WireFrame[]) =>
  frames.reduce((sum, { payload }) => sum + FRAME_HEADER + payload.length, 0)
const whole = SIZES.map((size) => {
  const frames = response(size, size)
  const headers = frames.filter(({ type }) => type === HEADERS)
  return {
    size,
    frames: frames.length,
    headers: (frames.length * FRAME_HEADER * 100) / (total(frames) || 1),
    all: ((total(frames) - size) * 100) / total(frames),
    block: headers.reduce((sum, { payload }) => sum + payload.length, 0),
    http1: (http1Head(size).length * 100) / (http1Head(size).length + size)
  }
})
const pieces = PIECES.map((piece) => {
  const length = piece * 50
  const data = response(length, piece).filter(({ type }) => type === DATA)
  const chunk = piece.toString(16).length + 4
  return {
    piece,
    frames: data.length,
    http2: ((total(data) - length) * 100) / total(data),
    http1: (chunk * 100) / (chunk + piece)
  }
})
const at = (size: number) => whole.find((one) => one.size === size)!

publish('frame-overhead', {
  figures: [
    figure('1 MB: share of frame headers', at(1_000_000).headers, '%'),
    figure('1 MB: frames', at(1_000_000).frames),
    figure('1 kB: share of everything but content', at(1000).all, '%'),
    figure('1 kB with HTTP/1.1: share of everything but content', at(1000).http1, '%'),
    figure('second response of a connection: field block', at(1000).block, 'octets'),
    figure('pieces of 10 octets: share of frame headers', pieces[1]!.http2, '%'),
    figure('pieces of 10 octets as chunks of HTTP/1.1: share of chunk headers', pieces[1]!.http1, '%'),
    figure('50 pieces of 1 kB: DATA frames', pieces[3]!.frames)
  ],
  plots: [
    {
      title: 'Octets of a response that are not content',
      kind: 'line',
      x: { label: 'octets of content', logarithmic: true },
      y: { label: '% of what is sent' },
      series: [
        { name: 'HTTP/2: frame headers and field block', points: whole.map(({ size, all }) => [size, all]) },
        { name: 'HTTP/2: frame headers alone', points: whole.map(({ size, headers }) => [size, headers]) },
        { name: 'HTTP/1.1: head', points: whole.map(({ size, http1 }) => [size, http1]) }
      ]
    },
    {
      title: 'Content that is written in small pieces',
      kind: 'line',
      x: { label: 'octets in a piece', logarithmic: true },
      y: { label: '% that is not content' },
      series: [
        { name: 'HTTP/2: DATA frames', points: pieces.map(({ piece, http2 }) => [piece, http2]) },
        { name: 'HTTP/1.1: chunks', points: pieces.map(({ piece, http1 }) => [piece, http1]) }
      ]
    }
  ]
})
