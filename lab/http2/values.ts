import type { SettingName } from './registry.ts'

/**
 * A number in a message: given, or taken from what was observed on the connection when the message is sent.
 *
 * - `peer`: the value of a setting as the target announced it (its initial value if it did not).
 * - `window`: octets that the target allows us to send on a stream (0: on the connection) at that moment; the
 *   stream by its number, or by the request of a client target that opened it.
 * - `request`: the stream id of the target's n-th request (client targets), from 0.
 * - `promise`: the stream id that the target promised in its n-th PUSH_PROMISE.
 * - `round`: the round of the enclosing repeat.
 */
export type Value =
  | number
  | { readonly peer: SettingName; readonly plus?: number }
  | { readonly window: number | { readonly request: number }; readonly plus?: number }
  | { readonly request: number; readonly plus?: number }
  | { readonly promise: number; readonly plus?: number }
  | { readonly round: true; readonly times?: number; readonly plus?: number }
