import type { Flaw, RawFrame } from './wire.ts'

/** A program that is wrong in one way, and cases or invariants that have to notice it. */
export interface RawProgram {
  readonly does: string
  readonly breaks: readonly string[]
  /** The barrier waits for its answers in vain: cases that it does not break would only show that. */
  readonly unanswering?: true
  create(): Flaw
}

const [DATA, HEADERS, SETTINGS, PING, WINDOW_UPDATE] = [0, 1, 4, 6, 8]
const ACK = 1
const END_STREAM = 1
const keep = (frame: RawFrame): readonly RawFrame[] => [frame]
const when =
  (test: (frame: RawFrame) => boolean, then: (frame: RawFrame) => readonly RawFrame[]) =>
  (frame: RawFrame): readonly RawFrame[] =>
    test(frame) ? then(frame) : keep(frame)
const is =
  (type: number, flag = 0) =>
  (frame: RawFrame): boolean =>
    frame.type === type && (frame.flags & flag) === flag
const reversed = ({ payload }: RawFrame): Buffer => Buffer.from([...payload].reverse())

export const rawServers: readonly RawProgram[] = [
  {
    does: 'answers PING with its octets reversed',
    breaks: ['http2/ping-acknowledged-that-was-not-sent', 'http2/ping-not-answered'],
    unanswering: true,
    create: () => ({ writes: when(is(PING, ACK), (frame) => [{ ...frame, payload: reversed(frame) }]) })
  },
  {
    does: 'acknowledges SETTINGS on stream 1',
    breaks: ['http2/settings-sent-on-a-stream'],
    create: () => ({ writes: when(is(SETTINGS, ACK), (frame) => [{ ...frame, stream: 1 }]) })
  },
  {
    does: 'reads PING of 9 octets as one of 8',
    breaks: ['http2/ping-acknowledged-that-was-not-sent', 'http2/ping-with-9-octets'],
    create: () => ({
      reads: when(
        (frame) => is(PING)(frame) && frame.payload.length === 9,
        (frame) => [{ ...frame, payload: frame.payload.subarray(0, 8) }]
      )
    })
  },
  {
    does: 'takes the highest bit of a WINDOW_UPDATE of 0 for an increment of 1',
    breaks: ['http2/window-update-of-zero-on-connection'],
    create: () => ({
      reads: when(
        (frame) =>
          is(WINDOW_UPDATE)(frame) && frame.payload.length === 4 && frame.payload.readUInt32BE(0) === 0,
        (frame) => [{ ...frame, payload: Buffer.from([0, 0, 0, 1]) }]
      )
    })
  },
  {
    does: 'drops DATA on stream 0',
    breaks: ['http2/data-on-stream-0'],
    create: () => ({
      reads: when(
        (frame) => is(DATA)(frame) && frame.stream === 0,
        () => []
      )
    })
  },
  {
    does: 'writes its responses with the PRIORITY flag and no priority',
    breaks: ['http2/field-block-sent-that-does-not-decode'],
    create: () => ({ writes: when(is(HEADERS), (frame) => [{ ...frame, flags: frame.flags | 0x20 }]) })
  }
]

export const rawClients: readonly RawProgram[] = [
  {
    does: 'answers PING twice',
    breaks: ['http2/client/ping-acknowledged-that-was-not-sent', 'http2/client/ping-unanswered'],
    create: () => ({ writes: when(is(PING, ACK), (frame) => [frame, frame]) })
  },
  {
    does: 'acknowledges SETTINGS with what it has read',
    breaks: ['http2/client/settings-acknowledgement-with-payload'],
    create: () => ({
      writes: when(is(SETTINGS, ACK), (frame) => [{ ...frame, payload: Buffer.from([0, 3, 0, 0, 0, 1]) }])
    })
  },
  {
    does: 'reads PING of 9 octets as one of 8',
    breaks: ['http2/client/ping-acknowledged-that-was-not-sent', 'http2/client/ping-with-9-octets'],
    create: () => ({
      reads: when(
        (frame) => is(PING)(frame) && frame.payload.length === 9,
        (frame) => [{ ...frame, payload: frame.payload.subarray(0, 8) }]
      )
    })
  },
  {
    does: 'drops DATA on stream 0',
    breaks: ['http2/client/data-on-stream-0'],
    create: () => ({
      reads: when(
        (frame) => is(DATA)(frame) && frame.stream === 0,
        () => []
      )
    })
  },
  {
    does: 'reads padding as if there were none',
    breaks: ['http2/client/data-padded-beyond-payload'],
    create: () => ({
      reads: when(is(DATA, 8), (frame) => [
        { ...frame, flags: frame.flags & ~8, payload: frame.payload.subarray(1, 2) }
      ])
    })
  },
  {
    does: 'takes END_STREAM of an interim response for none',
    breaks: ['http2/client/interim-response-with-end-stream'],
    create: () => ({
      reads: (() => {
        let first = true
        return when(is(HEADERS, END_STREAM), (frame) => {
          const interim = first && frame.payload.includes('103')
          first = false
          return interim
            ? [
                { ...frame, flags: frame.flags & ~END_STREAM },
                { ...frame, flags: frame.flags, payload: Buffer.from([0x88]) }
              ]
            : [frame]
        })
      })()
    })
  }
]
