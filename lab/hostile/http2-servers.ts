// Over 300 lines: a table of misbehaviours, one entry each, of use only when read together.
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { block } from '../../impl/hpack/block.ts'
import { indexed, literal, type Representation } from '../../impl/hpack/representation.ts'
import { encode } from '../http2/encode.ts'
import type { Frame } from '../http2/message.ts'
import { FLAGS, FRAME_TYPES, PREFACE } from '../http2/registry.ts'
import { concat, FrameSplitter, type WireFrame } from '../http2/split.ts'

/** A TCP server that misbehaves towards whoever tests it. It listens on 127.0.0.1 only. */
export interface HostileServer {
  readonly name: string
  /** What it does, as a clause: "accepts the connection and never says anything". */
  readonly does: string
  /** It is reached over TLS, as far as the lab knows. */
  readonly tls?: true
  start(): Promise<RunningHostile>
}

export interface RunningHostile {
  readonly port: number
  /** Closes the listener and every connection. */
  stop(): Promise<void>
}

/** What a hostile server does with a connection; `number`: how many came before it. `die`: ends the whole server. */
type Serve = (socket: Socket, number: number, die: () => void) => void

const server = (name: string, does: string, serve: Serve, tls?: true): HostileServer => ({
  name,
  does,
  ...(tls === undefined ? {} : { tls }),
  start: () => listen(serve)
})

async function listen(serve: Serve): Promise<RunningHostile> {
  const sockets = new Set<Socket>()
  let accepted = 0
  const listener: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Whoever is tested hangs up as it likes.
    socket.on('error', () => socket.destroy())
    serve(socket, accepted++, die)
  })
  const die = (): void => {
    listener.close()
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', resolve)
  })
  const { port } = listener.address() as AddressInfo
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        if (!listener.listening) return resolve()
        listener.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

const octets = (...frames: Frame[]): Uint8Array =>
  concat(
    frames.map((frame) =>
      encode(frame, { value: (value) => (typeof value === 'number' ? value : 0), text: (text) => text })
    )
  )
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

/** A frame from its parts; the length field counts the payload unless it is given. */
function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array,
  length = payload.length
): Uint8Array {
  const head = Uint8Array.of(
    length >> 16,
    length >> 8,
    length,
    type,
    flags,
    stream >>> 24,
    stream >> 16,
    stream >> 8,
    stream
  )
  return concat([head, payload])
}
const headers = (
  stream: number,
  lines: readonly Representation[],
  flags: number = FLAGS.END_HEADERS
): Uint8Array => frame(FRAME_TYPES.HEADERS, flags, stream, block(lines))
const status = (value: string): Representation => literal({ nameIndex: 8, value, indexing: 'without' })
const line = (name: string, value: string): Representation => literal({ name, value, indexing: 'without' })

const SETTINGS = octets({ frame: 'SETTINGS' })
const SETTINGS_ACK = octets({ frame: 'SETTINGS', ack: true })
const BODY = (stream: number): Uint8Array =>
  frame(FRAME_TYPES.DATA, FLAGS.END_STREAM, stream, latin1('here you are'))
const PAGE = (stream: number): Uint8Array => concat([headers(stream, [status('200')]), BODY(stream)])

/** How a server that speaks HTTP/2 differs from one that merely says yes to everything. */
interface Talk {
  /** Its SETTINGS, or whatever it says in their place. */
  readonly greeting?: Uint8Array
  /** In answer to a request; a page otherwise. */
  answer?(stream: number, socket: Socket): Uint8Array | undefined
  readonly acknowledges?: false
  /** Octets that leave for the socket. */
  write?(socket: Socket, said: Uint8Array): void
}

/** Speaks HTTP/2: acknowledges SETTINGS and PING, answers every request with a page, and never finds fault. */
const talking =
  (talk: Talk = {}): Serve =>
  (socket) => {
    const splitter = new FrameSplitter()
    let preface = PREFACE.length
    const write = (said: Uint8Array) => (talk.write ?? ((to, what) => void to.write(what)))(socket, said)
    write(talk.greeting ?? SETTINGS)
    socket.on('data', (received) => {
      const rest = received.subarray(preface)
      preface = Math.max(0, preface - received.length)
      for (const one of splitter.push(Uint8Array.from(rest))) {
        const said = reaction(one, talk, socket)
        if (said !== undefined) write(said)
      }
    })
    socket.on('end', () => socket.end())
  }

function reaction(
  { type, flags, stream, payload }: WireFrame,
  talk: Talk,
  socket: Socket
): Uint8Array | undefined {
  const acknowledged = (flags & FLAGS.ACK) !== 0
  if (type === FRAME_TYPES.SETTINGS)
    return acknowledged || talk.acknowledges === false ? undefined : SETTINGS_ACK
  if (type === FRAME_TYPES.PING)
    return acknowledged ? undefined : frame(type, FLAGS.ACK, 0, payload.slice(0, 8))
  if (type !== FRAME_TYPES.HEADERS) return undefined
  return talk.answer === undefined ? PAGE(stream) : talk.answer(stream, socket)
}

/** Says something for ever, as fast as the other side takes it. */
function pour(socket: Socket, next: () => Uint8Array): void {
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(next()));
  }
  socket.on('drain', more)
  more()
}

/** The same many times over. */
function plenty(said: Uint8Array): () => Uint8Array {
  const much = concat(Array.from({ length: Math.max(1, Math.floor(65_536 / said.length)) }, () => said))
  return () => much
}

/** Speaks HTTP/2, and says the same for ever from the first request on (or from the start). */
const pouring = (said: (stream: number) => Uint8Array, at: 'start' | 'request' = 'request'): Serve => {
  if (at === 'start')
    return (socket, number, die) => {
      talking()(socket, number, die)
      pour(socket, plenty(said(0)))
    }
  return talking({
    answer: (stream, socket) => {
      setImmediate(() => pour(socket, plenty(said(stream))))
      return undefined
    }
  })
}

/** Says so many octets of what a talking server says, and closes. */
export const closesAfter = (most: number): HostileServer =>
  server(
    `closes after ${most} octets`,
    `speaks HTTP/2 and closes after ${most} octets`,
    (socket, number, die) => {
      let room = most
      talking({
        write: (to, said) => {
          if (room <= 0) return
          to.write(said.subarray(0, room))
          room -= said.length
          if (room <= 0) to.end()
        }
      })(socket, number, die)
    }
  )

/** Octets of a random number generator (xorshift) from a seed. */
export function noise(seed: number, length: number): Uint8Array {
  let state = seed | 1
  return Uint8Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}

const ESCAPES = '\u001b]0;owned\u0007\u001b[2J\u009b31m\r\n\u0000\u007f'
const LONGEST = 2 ** 24 - 1
const ONE = Uint8Array.of(0, 0, 0, 1)
/** 16 kB that expand to 48 MB: an entry that fills the table, and references to it. */
const BOMB = block([
  status('200'),
  literal({ name: 'x-bomb', value: 'z'.repeat(4000), indexing: 'incremental' }),
  ...Array.from({ length: 12_000 }, () => indexed(62))
])

/** A port on which nothing listens. */
const refuses: HostileServer = {
  name: 'refuses',
  does: 'does not listen',
  start: async () => {
    const { port, stop } = await listen(() => {})
    await stop()
    return { port, stop: () => Promise.resolve() }
  }
}

/** Misbehaviours, each of which the lab has to survive, and none of which may score. */
export const hostileHttp2Servers: readonly HostileServer[] = [
  // No connection, or nothing on it
  refuses,
  server('silent', 'accepts the connection and never says anything', (socket) => socket.resume()),
  server('never reads', 'accepts the connection and never reads', (socket) => socket.pause()),
  server('closes at once', 'closes every connection at once', (socket) => socket.end()),
  server('resets at once', 'resets every connection at once', (socket) => socket.resetAndDestroy()),
  server('half-closes at once', 'sends FIN at once and goes on reading', (socket) => {
    socket.end()
    socket.resume()
  }),
  server('closes at the first octets', 'closes when the first octets have come', (socket) =>
    socket.once('data', () => socket.end())
  ),
  // In the frame header of its SETTINGS, between preface and acknowledgement, in a response's header section, in its DATA
  ...[5, 9, 18, 25, 33, 44].map(closesAfter),

  // Another protocol
  server('HTTP/1.1', 'answers in HTTP/1.1', (socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'))
  }),
  server('HTTP/1.1 with escapes', 'answers in HTTP/1.1 with terminal escapes', (socket) => {
    socket.once('data', () => socket.write(latin1(`HTTP/1.1 200 ${ESCAPES}\r\n\r\n`)))
  }),
  server('TLS alert', 'answers cleartext with a TLS alert', (socket) => {
    socket.once('data', () => socket.write(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 70)))
  }),
  server('stalls TLS', 'never answers a TLS handshake', (socket) => socket.resume(), true),
  server(
    'garbles TLS',
    'answers a TLS handshake with garbage',
    (socket) => void socket.write(noise(7, 4000)),
    true
  ),
  server(
    'closes in TLS',
    'closes in the TLS handshake',
    (socket) => socket.once('data', () => socket.end()),
    true
  ),
  ...[1, 3, 5].map((seed) =>
    server(`noise ${seed}`, 'says something random', (socket) => void socket.write(noise(seed, 10_000)))
  ),
  server('SETTINGS, then noise', 'says something random after its SETTINGS', (socket) => {
    socket.write(concat([SETTINGS, SETTINGS_ACK, noise(4, 10_000)]))
    socket.resume()
  }),

  // Without end
  server('endless octets', 'says the same octet for ever', (socket) => pour(socket, plenty(latin1('z')))),
  server(
    'endless SETTINGS',
    'sends SETTINGS for ever',
    pouring(() => SETTINGS, 'start')
  ),
  server(
    'endless PING',
    'sends PING for ever',
    pouring(() => octets({ frame: 'PING', opaque: '00'.repeat(8) }))
  ),
  server(
    'endless WINDOW_UPDATE',
    'sends WINDOW_UPDATE for ever',
    pouring(() => octets({ frame: 'WINDOW_UPDATE', stream: 0, increment: 1 }))
  ),
  server(
    'endless empty DATA',
    'sends empty DATA for ever',
    pouring((stream) => frame(FRAME_TYPES.DATA, 0, stream, new Uint8Array()))
  ),
  server(
    'endless DATA',
    'sends DATA for ever, whatever the window',
    pouring((stream) => frame(FRAME_TYPES.DATA, 0, stream, new Uint8Array(16_384)))
  ),
  server(
    'endless interim responses',
    'sends status 103 for ever',
    pouring((stream) => headers(stream, [status('103')]))
  ),
  server(
    'endless header block',
    'sends CONTINUATION for ever',
    pouring((stream) => frame(FRAME_TYPES.CONTINUATION, 0, stream, block([line('x-more', 'z'.repeat(1000))])))
  ),
  server('endless streams', 'sends HEADERS on ever other streams', (socket, number, die) => {
    talking({
      answer: (_, to) => {
        let next = 1
        pour(to, () =>
          concat(Array.from({ length: 2000 }, () => headers((next += 2) % 0x7fffffff, [indexed(8)])))
        )
        return undefined
      }
    })(socket, number, die)
  }),
  server('endless WINDOW_UPDATE on streams', 'opens windows on ever other streams', (socket, number, die) => {
    let next = 1
    talking()(socket, number, die)
    pour(socket, () =>
      concat(
        Array.from({ length: 2000 }, () => frame(FRAME_TYPES.WINDOW_UPDATE, 0, (next += 2) % 0x7fffffff, ONE))
      )
    )
  }),
  server('longest frame', 'announces a SETTINGS frame of 2^24-1 octets that never comes', (socket) => {
    socket.write(frame(FRAME_TYPES.SETTINGS, 0, 0, new Uint8Array(), LONGEST))
    socket.resume()
  }),
  server(
    'longest DATA',
    'announces a DATA frame of 2^24-1 octets that never comes',
    talking({
      answer: (stream) =>
        concat([
          headers(stream, [status('200')]),
          frame(FRAME_TYPES.DATA, 0, stream, new Uint8Array(), LONGEST)
        ])
    })
  ),
  server('drips', 'says one octet in 50 milliseconds', (socket, number, die) => {
    const queue: number[] = []
    const timer = setInterval(() => {
      const next = queue.shift()
      if (next !== undefined && socket.writable) socket.write(Uint8Array.of(next))
    }, 50)
    socket.on('close', () => clearInterval(timer))
    talking({ write: (_, said) => queue.push(...said) })(socket, number, die)
  }),

  // HTTP/2, but for one thing
  server('never acknowledges', 'never acknowledges SETTINGS', talking({ acknowledges: false })),
  server('never answers', 'never answers a request', talking({ answer: () => undefined })),
  server(
    'GOAWAY at once',
    'greets with GOAWAY',
    talking({
      greeting: concat([SETTINGS, octets({ frame: 'GOAWAY', last: 0, code: 'NO_ERROR', debug: ESCAPES })])
    })
  ),
  server(
    'GOAWAY without an end',
    'answers every request with GOAWAY and never closes',
    talking({
      answer: () => octets({ frame: 'GOAWAY', last: 0, code: 0xffffffff, debug: ESCAPES })
    })
  ),
  server(
    'pushes',
    'pushes what it may not',
    talking({
      answer: (stream) =>
        concat([
          octets({ frame: 'PUSH_PROMISE', stream, promised: 1, block: [[':path', ESCAPES]] }),
          octets({ frame: 'PUSH_PROMISE', stream: 0, promised: 0 }),
          PAGE(stream)
        ])
    })
  ),
  server(
    'overflows windows',
    'opens windows beyond the largest',
    talking({
      answer: (stream) =>
        concat([
          ...[0, stream, stream + 2].map((id) =>
            octets({ frame: 'WINDOW_UPDATE', stream: id, increment: 0x7fffffff })
          ),
          ...[0, stream].map((id) => octets({ frame: 'WINDOW_UPDATE', stream: id, increment: 0xffffffff })),
          PAGE(stream)
        ])
    })
  ),
  server(
    'HPACK bomb',
    'answers with a small block of a large field section',
    talking({
      answer: (stream) => concat([frame(FRAME_TYPES.HEADERS, FLAGS.END_HEADERS, stream, BOMB), BODY(stream)])
    })
  ),
  server(
    'bad HPACK',
    'answers with a block that does not decode',
    talking({
      answer: (stream) =>
        concat([frame(FRAME_TYPES.HEADERS, FLAGS.END_HEADERS, stream, noise(9, 200)), BODY(stream)])
    })
  ),
  server(
    'escapes',
    'answers with control characters in fields',
    talking({
      answer: (stream) =>
        concat([
          headers(stream, [status('200'), line(ESCAPES, ESCAPES), line('server', ESCAPES)]),
          BODY(stream)
        ])
    })
  ),
  server(
    'odd status',
    'answers with a status that is none',
    talking({
      answer: (stream) => concat([headers(stream, [status(ESCAPES)]), BODY(stream)])
    })
  ),
  server(
    'odd settings',
    'greets with settings that are out of range',
    talking({
      greeting: octets({
        frame: 'SETTINGS',
        settings: [
          ['MAX_FRAME_SIZE', 0xffffffff],
          ['INITIAL_WINDOW_SIZE', 0xffffffff],
          ['ENABLE_PUSH', 7],
          ['MAX_CONCURRENT_STREAMS', 0],
          ['HEADER_TABLE_SIZE', 0xffffffff],
          ['MAX_HEADER_LIST_SIZE', 0]
        ]
      })
    })
  ),

  // As it likes
  server('every second connection', 'closes every second connection at once', (socket, number, die) =>
    number % 2 === 1 ? void socket.end() : talking()(socket, number, die)
  ),
  server('dies', 'is gone after 12 connections', (socket, number, die) =>
    number >= 12 ? die() : talking()(socket, number, die)
  ),
  server('falls silent', 'says nothing any more after 12 connections', (socket, number, die) =>
    number >= 12 ? void socket.resume() : talking()(socket, number, die)
  )
]
