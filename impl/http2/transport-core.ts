import type { Core } from '../core.ts'

/** What a socket needs of a core. */
export interface TransportCore extends Core {
  /** Octets that wait for `output`. */
  readonly waiting: number
  /** Keeps the octets of the last `output` from being overwritten until they are given back by `recycle`. */
  detachOutput(): void
  recycle(octets: Uint8Array): void
  /** Ends the connection gracefully. */
  shutdown(): void
  /** Ends the connection at once with an error code. */
  abort(code?: number): void
}
