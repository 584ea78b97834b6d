import type { FrameName } from './registry.ts'
import type { Value } from './values.ts'

/** What a wait waits for, as observed on one connection. */
export type Criterion =
  /** The target's SETTINGS came (n of them; 1 unless said otherwise). */
  | { readonly until: 'settings'; readonly count?: number }
  /** Our n-th SETTINGS was acknowledged; all that were sent, unless said otherwise. */
  | { readonly until: 'settings acknowledged'; readonly count?: number }
  | { readonly until: 'ping acknowledged'; readonly opaque: string }
  /** The header section of a final response came on the stream. */
  | { readonly until: 'response'; readonly stream: Value }
  /** The stream is over from the target's side: END_STREAM or RST_STREAM. */
  | { readonly until: 'stream over'; readonly stream: Value }
  /** At least so many octets of DATA payload came on the stream (0: on the connection). */
  | { readonly until: 'data'; readonly stream: Value; readonly octets: Value }
  /** The target allows us to send at least so many octets of DATA on the stream (0: on the connection). */
  | {
      readonly until: 'window'
      readonly stream: number | { readonly request: number }
      readonly octets: Value
    }
  /** A complete request came (n of them; client targets): its header section, or all of it. */
  | { readonly until: 'request'; readonly count?: number; readonly whole?: true }
  | { readonly until: 'preface' }
  /** A GOAWAY with an error code: behind one with NO_ERROR answers may still come. */
  | { readonly until: 'connection error' }
  | {
      readonly until: 'frame'
      readonly frame: FrameName | number
      readonly stream?: Value
      readonly count?: number
    }
  /** Nothing but the end of the connection ends this wait. */
  | { readonly until: 'closed' }
  | { readonly until: 'any' | 'all'; readonly of: readonly Criterion[] }
