/**
 * The shape of every sans-I/O connection core: octets, end of input and time go in; octets, a wish to close and
 * events (given as callbacks at construction) come out. A core never reads a clock and never touches a socket.
 */
export interface Core {
  /** Takes octets as they came from the transport, cut anywhere. The core keeps no reference to `octets` afterwards. */
  receive(octets: Uint8Array, now: number): void
  /** The other side will send nothing more (FIN). */
  end(now: number): void
  /** Time has come: to be called at or after `deadline()`. */
  advance(now: number): void
  /** When `advance` wants to be called next, in milliseconds of the same clock, or undefined. */
  deadline(): number | undefined
  /** Takes all octets that are to be sent now, or undefined when there are none. Valid until the next call into the core. */
  output(): Uint8Array | undefined
  /** True when the transport is to be closed as soon as the output is flushed. */
  readonly finished: boolean
}
