import type { ConnectionOptions } from '../../impl/http2/connection-options.ts'
import { Http2Connection } from '../../impl/http2/connection.ts'
import { VirtualClock } from './clock.ts'
import { chopped, Link, type LinkOptions } from './link.ts'

export interface LinkedPair {
  readonly clock: VirtualClock
  readonly client: Http2Connection
  readonly server: Http2Connection
  /** Octets that each side has put on the wire. */
  readonly sent: { client: number; server: number }
  /** To be called after a request was made outside of any callback. */
  flush(): void
}

/** Our client and our server, joined by a simulated link under a virtual clock. The same each time. */
export function linkedPair(
  link: LinkOptions,
  server: Omit<ConnectionOptions, 'role'>,
  client: Omit<ConnectionOptions, 'role'> = {},
  seen: (by: 'client' | 'server', octets: Uint8Array) => void = () => {}
): LinkedPair {
  const clock = new VirtualClock()
  const noTimeouts = { timeouts: { preface: 0, settings: 0, stream: 0, idle: 0 } }
  const ends = {
    client: new Http2Connection({ ...noTimeouts, ...client, role: 'client' }),
    server: new Http2Connection({ ...noTimeouts, ...server, role: 'server' })
  }
  const sent = { client: 0, server: 0 }
  // Loss is on the way to the client, where the content goes.
  const clean = { rate: link.rate, delay: link.delay }
  const ways = { client: new Link(clock, clean), server: new Link(clock, link) }
  const kick = (): void => {
    ways.client.kick()
    ways.server.kick()
  }
  for (const [from, to] of [
    ['client', 'server'],
    ['server', 'client']
  ] as const) {
    const next = chopped(() => ends[from].output())
    ways[from].attach({
      pull(most) {
        const octets = next(most)
        if (octets !== undefined) {
          sent[from] += octets.length
          seen(from, octets)
        }
        return octets
      },
      deliver(octets) {
        ends[to].receive(octets, clock.now)
        kick()
      }
    })
  }
  return { clock, ...ends, sent, flush: kick }
}

/** The median, 95th and greatest of some times. */
export function spread(times: readonly number[]): { median: number; p95: number; most: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { median: at(0.5), p95: at(0.95), most: at(1) }
}
