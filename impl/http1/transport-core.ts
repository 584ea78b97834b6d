import type { Core } from '../core.ts'

/** What a socket needs of a core. */
export interface TransportCore extends Core {
  /** Octets that wait for `output`. */
  readonly waiting: number
  /** Whether the socket is to be read: a core that cannot use octets now says no, and holds what came. */
  readonly reading: boolean
  /** The connection is to be cut, since what was begun cannot be ended as it should. */
  readonly broken: boolean
  /** The octets of the last `output` are still in use: the core writes to others from now on. */
  detachOutput(): void
  /** Ends the connection gracefully. */
  shutdown(): void
  /** The transport is gone. */
  abort(): void
}
