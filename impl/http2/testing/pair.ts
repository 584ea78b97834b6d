import { Http2Connection } from '../connection.ts'
import type { ConnectionOptions } from '../connection-options.ts'

/** A client and a server core joined in memory. */
export interface Pair {
  readonly client: Http2Connection
  readonly server: Http2Connection
  /** Carries octets both ways until both are silent; `cut` says how many octets to take at a time. */
  settle(cut?: (available: number) => number): void
  now: number
}

export function createPair(
  server: Omit<ConnectionOptions, 'role'>,
  client: Omit<ConnectionOptions, 'role'> = {}
): Pair {
  const pair: Pair = {
    server: new Http2Connection({ ...server, role: 'server' }),
    client: new Http2Connection({ ...client, role: 'client' }),
    now: 0,
    settle(cut = (available) => available) {
      for (let moved = true; moved;) {
        moved = false
        for (const [from, to] of [
          [pair.client, pair.server],
          [pair.server, pair.client]
        ] as const) {
          const octets = from.output()?.slice()
          if (octets === undefined) continue
          moved = true
          for (let at = 0; at < octets.length;) {
            const count = Math.max(1, Math.min(octets.length - at, cut(octets.length - at)))
            to.receive(octets.subarray(at, at + count), pair.now)
            at += count
          }
        }
      }
    }
  }
  return pair
}
