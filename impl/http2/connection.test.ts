import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Http2Connection } from './connection.ts'
import * as frames from './frames.ts'
import { scenarios } from './testing/scenarios.ts'
import { drive, type Step } from './testing/transcript.ts'
import {
  data,
  frame,
  GET,
  headers,
  join,
  PING,
  POST,
  reset,
  SETTINGS_ACK,
  settingsFrame,
  uint32,
  windowUpdate
} from './testing/wire.ts'

const octetByOctet = (octets: Uint8Array) => Array.from(octets, (octet) => Uint8Array.of(octet))
const sizeOf = (steps: readonly Step[]) =>
  steps.reduce((sum, step) => sum + (step instanceof Uint8Array ? step.length : 0), 0)

describe('any split', () => {
  for (const [rule, list] of Object.entries(scenarios))
    test(`the scenarios of ${rule} end alike however the input is cut`, () => {
      for (const { options, steps } of list) {
        const whole = drive({ ...options }, steps)
        if (sizeOf(steps) < 6000) expect(drive({ ...options, split: octetByOctet }, steps)).toEqual(whole)
        let seed = 1
        const random = (octets: Uint8Array) => {
          const parts: Uint8Array[] = []
          for (let at = 0; at < octets.length;) {
            seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
            const count = 1 + ((seed >>> 16) % 50)
            parts.push(octets.subarray(at, at + count))
            at += count
          }
          return parts
        }
        expect(drive({ ...options, split: random }, steps)).toEqual(whole)
      }
    })
})

describe('server connection', () => {
  const answered = (lines: readonly string[]) =>
    lines.filter((line) => /^(?:HEADERS|DATA|RST_STREAM|GOAWAY)/.test(line))

  test('a request is answered, and PING with its own payload', () => {
    const lines = drive({}, [headers(1, GET)])
    expect(lines).toContain('> request GET http a.example /  {}')
    expect(answered(lines)).toEqual([
      'HEADERS flags=4 id=1 13 octets  {:status: 200 | x-mixed: yes}',
      'DATA flags=1 id=1 2 octets "ok"'
    ])
    expect(lines.at(-2)).toBe('PING flags=1 id=0 0102030405060708')
  })

  test('DATA after both sides ended is a stream error, after RST_STREAM a connection error', () => {
    expect(drive({}, [headers(1, GET), data(1, 'x')])).toContain('RST_STREAM flags=0 id=1 STREAM_CLOSED')
    const lines = drive({}, [headers(1, POST, frames.END_HEADERS), reset(1, 8), data(1, 'x')])
    expect(lines.some((line) => line.startsWith('GOAWAY flags=0 id=0 last=1 STREAM_CLOSED'))).toBe(true)
  })

  test('what arrives after our own RST_STREAM is discarded, and counted', () => {
    const late = [data(1, new Uint8Array(16_000)), headers(1, ['a: b']), windowUpdate(1, 5), reset(1, 8)]
    const lines = drive({ connectionWindow: 65_535 }, [
      headers(1, [...POST, 'te: x'], frames.END_HEADERS),
      ...late,
      ...late.slice(0, 1),
      ...late.slice(0, 1)
    ])
    expect(lines.filter((line) => line.startsWith('RST_STREAM'))).toHaveLength(1)
    expect(lines.some((line) => line.startsWith('WINDOW_UPDATE flags=0 id=0'))).toBe(true)
    expect(lines.at(-1)).toBe('finished false')
  })

  test('a graceful shutdown announces itself, serves what is open, and names the last stream', () => {
    const lines = drive({}, [
      headers(1, POST, frames.END_HEADERS),
      (connection) => connection.shutdown(),
      headers(3, GET),
      frame(
        frames.PING,
        frames.ACK,
        0,
        Array.from('shutdown', (c) => c.charCodeAt(0))
      ),
      headers(5, GET),
      data(1, '', frames.END_STREAM)
    ])
    expect(lines.filter((line) => line.startsWith('GOAWAY'))).toEqual([
      'GOAWAY flags=0 id=0 last=2147483647 NO_ERROR ""',
      'GOAWAY flags=0 id=0 last=3 NO_ERROR ""'
    ])
    expect(lines.filter((line) => line.startsWith('> request'))).toHaveLength(2)
    expect(lines.at(-1)).toBe('finished true')
  })

  test('a server that the client has left sends its answers and GOAWAY', () => {
    const lines = drive({}, [headers(1, GET), 'end'])
    expect(lines.some((line) => line.startsWith('DATA flags=1 id=1'))).toBe(true)
    expect(lines.some((line) => line.startsWith('GOAWAY'))).toBe(true)
    expect(lines.at(-1)).toBe('finished true')
  })

  test('a client that left while its window held an answer back is not waited for', () => {
    const held = headers(1, [':method: GET', ':scheme: http', ':path: /large'])
    expect(drive({}, [settingsFrame([4, 0]), held, 'end']).at(-1)).toBe('finished true')
  })

  test('a stream on which the client owes content is given up in time', () => {
    const lines = drive({ timeouts: { stream: 5000 } }, [
      headers(1, POST, frames.END_HEADERS),
      { wait: 10_000 }
    ])
    expect(lines).toContain('RST_STREAM flags=0 id=1 CANCEL')
  })

  test('a connection without preface or without requests is closed in time', () => {
    expect(drive({ bare: true }, [{ wait: 20_000 }]).at(-1)).toBe('finished true')
    expect(drive({ timeouts: { idle: 5000 } }, [headers(1, GET), { wait: 10_000 }]).at(-1)).toBe(
      'finished true'
    )
  })

  test('content that is paused is kept and its credit withheld', () => {
    const received: number[] = []
    let resume = () => {}
    const connection = new Http2Connection({
      role: 'server',
      handler: (request) => {
        request.onData((octets) => received.push(octets.length))
        request.pause()
        resume = () => request.resume()
      }
    })
    connection.receive(join(frames.CLIENT_PREFACE, settingsFrame(), headers(1, POST, frames.END_HEADERS)), 0)
    connection.output()
    for (let i = 0; i < 3; i++) connection.receive(data(1, new Uint8Array(16_000)), 0)
    expect(connection.output()).toBeUndefined()
    expect(received).toEqual([])
    resume()
    expect(received).toEqual([16_000, 16_000, 16_000])
    expect(connection.output()?.[3]).toBe(frames.WINDOW_UPDATE)
  })
})

describe('hostile input', () => {
  test('a lawful busy client is not sent away: many requests, some resets, one WINDOW_UPDATE for each answer', () => {
    const connection = new Http2Connection({
      role: 'server',
      handler: (_, response) => response.send(200, [], new Uint8Array(300))
    })
    connection.receive(join(frames.CLIENT_PREFACE, settingsFrame(), SETTINGS_ACK), 0)
    const silentPost = headers(0, POST, frames.END_HEADERS)
    const get = headers(0, GET)
    for (let i = 0; i < 20_000; i++) {
      const id = 2 * i + 1
      const request = (i % 10 === 0 ? silentPost : get).slice()
      request.set(uint32(id), 5)
      connection.receive(
        i % 10 === 0 ? join(request, reset(id, 8)) : join(request, windowUpdate(0, 300)),
        i / 100
      )
      connection.output()
    }
    expect(connection.finished).toBe(false)
    expect(connection.activeStreams).toBe(0)
  })

  const anyFrame = fc
    .tuple(
      fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 255 })),
      fc.integer({ min: 0, max: 255 }),
      fc.oneof(fc.integer({ min: 0, max: 9 }), fc.nat()),
      fc.uint8Array({ maxLength: 40 })
    )
    .map(([type, flags, id, payload]) => frame(type, flags, id, payload))
  const anyStep = fc.oneof(
    { weight: 3, arbitrary: anyFrame },
    fc.integer({ min: 1, max: 9 }).map((id) => headers(id, GET)),
    fc.integer({ min: 1, max: 9 }).map((id) => headers(id, POST, frames.END_HEADERS)),
    fc.integer({ min: 1, max: 9 }).map((id) => data(id, 'abc')),
    fc.uint8Array({ maxLength: 30 }),
    fc.constant(PING)
  )

  test('nothing makes either role throw, and output stays in proportion', () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 30 }),
        fc.constantFrom('server' as const, 'client' as const),
        (steps, role) => {
          const ask: Step = (connection) =>
            void connection.request(
              { method: 'GET', path: '/' },
              { onResponse() {}, onEnd() {}, onReset() {} }
            )
          const lines = drive({ role, push: true }, [ask, ...steps, 'end'])
          expect(lines.length).toBeLessThan(40 + steps.length * 12)
          expect(lines.at(-1)).toBe('finished true')
        }
      ),
      { numRuns: 500 }
    )
  })

  test('whatever comes, it ends alike octet by octet', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        expect(drive({ split: octetByOctet }, steps)).toEqual(drive({}, steps))
      }),
      { numRuns: 200 }
    )
  })
})
