import type { Patience } from './script.ts'

/** A trace is what crossed the wire: entries in the order in which they happened. The judge reads nothing else. */
export interface Trace {
  readonly entries: readonly Entry[]
}

/** Who did it: the lab, or the target. */
export type Actor = 'lab' | 'target'

export interface EntryBase {
  /** Milliseconds since the exchange began. */
  readonly at: number
  /** The connection's name in the script. */
  readonly on: string
  /** Index of the script's (top-level) step that was being done. */
  readonly step: number
}

export type Entry = EntryBase &
  (
    | {
        readonly kind: 'open'
        /** The target, an intermediary, opened it to the origin that we are. */
        readonly as?: 'origin'
        readonly tls?: TlsFacts
        readonly local?: Endpoint
        readonly remote?: Endpoint
      }
    /** The connection could not be made. */
    | { readonly kind: 'refused'; readonly reason: string }
    /** Octets that we sent; `auto` when automation, not the script, sent them. */
    | { readonly kind: 'sent'; readonly octets: Uint8Array; readonly auto?: true }
    | { readonly kind: 'received'; readonly octets: Uint8Array }
    /** Octets beyond what a trace keeps, in either direction. */
    | { readonly kind: 'elided'; readonly by: Actor; readonly length: number; readonly hash: string }
    /** A step's sends that were not made because the connection was gone. */
    | { readonly kind: 'unsent'; readonly length: number }
    | { readonly kind: 'fin' | 'rst'; readonly by: Actor; readonly reason?: string }
    /** A wait ended: its criterion held, or its deadline came. */
    | { readonly kind: 'met' | 'deadline'; readonly waited: number; readonly patience: Patience }
    /** A value that a message refers to cannot be had (for example a limit that the target does not set). */
    | { readonly kind: 'unresolved'; readonly reason: string }
    /**
     * A client target exited, or said how its task went (0: well). Neither status nor signal: nobody can tell how it went.
     * `output`: the end of what it printed.
     */
    | {
        readonly kind: 'exit'
        readonly status: number | null
        readonly signal: string | null
        readonly output?: string
      }
    /** A TLS record as it crossed the wire; kept only when traces are to be written as captures. */
    | { readonly kind: 'record'; readonly by: Actor; readonly octets: Uint8Array }
    /** What a process used at that time: resident octets, CPU milliseconds. */
    | { readonly kind: 'sample'; readonly resident: number; readonly cpu: number }
  )

export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>

export interface Endpoint {
  readonly address: string
  readonly port: number
}

export interface TlsFacts {
  readonly protocol: string
  readonly cipher: string
  readonly alpn: string | false
  /** Where the target is the client: the protocols that it offered in ALPN, and its server_name. */
  readonly offered?: readonly string[]
  readonly servername?: string
  /** Where the target is the client: the compression methods in its ClientHello (0 is "null"). */
  readonly compression?: readonly number[]
  /** Lines for a key log file (NSS format), so that stored records can be read. */
  readonly keyLog?: readonly string[]
}
