/**
 * A script is what we say: a list of steps, plain data that can be printed, stored, mutated and shrunk.
 *
 * The kernel knows steps; what a message and a criterion are is the business of a protocol's dialect (see dialect.ts).
 */
export interface Script<M = unknown, C = unknown> {
  readonly steps: readonly Step<M, C>[]
}

/** The name that a script gives to a connection; `main` unless said otherwise. */
export type ConnectionName = string

export type Step<M = unknown, C = unknown> =
  /** Opens a connection (we are the client), or waits for the target to open one (we are the server). */
  | {
      readonly do: 'open'
      readonly on?: ConnectionName
      /** Of an intermediary's connections: the one that it opens to us, who are the origin. */
      readonly as?: 'origin'
      readonly unless?: Unless<C>
      /** What a client target is asked to do; one request unless said otherwise. It is asked once, at the first open. */
      readonly task?: Task
      /** How we speak TLS, where the target is reached over TLS. */
      readonly tls?: TlsTerms
    }
  /** Sends messages, in one write. */
  | { readonly do: 'send'; readonly messages: readonly M[]; readonly on?: ConnectionName }
  /** Waits until the criterion holds, the connection is gone, or the deadline has come. */
  | {
      readonly do: 'until'
      readonly criterion: C
      readonly on?: ConnectionName
      readonly patience?: Patience
      readonly unless?: Unless<C>
    }
  /** Lets time pass, in which the target may act. */
  | { readonly do: 'pause'; readonly patience: Patience }
  /** Waits until a client target has ended, or says how its task went. */
  | { readonly do: 'exit'; readonly patience?: Patience }
  /** Half-closes: we will send nothing more (FIN). */
  | { readonly do: 'end'; readonly on?: ConnectionName }
  /** Closes the connection, or resets it (RST). */
  | { readonly do: 'close'; readonly on?: ConnectionName; readonly abruptly?: true }
  /** Does the steps a number of times; messages see the round as the value `round` (0, 1, …). */
  | {
      readonly do: 'repeat'
      readonly times: number
      readonly steps: readonly Step<M, C>[]
      readonly on?: ConnectionName
    }
  /** Asks for a renegotiation of TLS 1.2 and waits until it is over; it is met when the handshake was made again. */
  | { readonly do: 'renegotiate'; readonly on?: ConnectionName }
  /** Turns automatic answers (acknowledgements, window updates) on or off from here on. */
  | { readonly do: 'automate'; readonly set: Automation; readonly on?: ConnectionName }

/**
 * request: one request without content. several: three of them, on one connection as far as the target can.
 * upload: one request with content (UPLOAD_OCTETS in lab/clients/task.ts). websocket: a WebSocket over HTTP/2 (RFC 8441).
 */
export type Task = 'request' | 'several' | 'upload' | 'websocket'

/**
 * What ends a wait in vain: the criterion holds on another connection, or that is gone. An intermediary that answers by
 * itself will not ask the origin any more.
 */
export interface Unless<C = unknown> {
  readonly on: ConnectionName
  readonly criterion: C
  /** The wait outlasts that connection: only the criterion ends it. */
  readonly outlasts?: true
}

/** What our side of a TLS connection allows; whatever is left out is as usual (TLS 1.2 and 1.3, ALPN as the dialect says). */
export interface TlsTerms {
  /** Protocols that ALPN can select; empty when we do not know ALPN. */
  readonly alpn?: readonly string[]
  readonly least?: TlsVersion
  readonly most?: TlsVersion
  /** Cipher suites of TLS 1.2 and before, as OpenSSL names them, between colons. */
  readonly ciphers?: string
  /** Groups for (EC)DHE, between colons. */
  readonly groups?: string
  /** As a server: the bits of the group for DHE (RFC 3526); none unless said. */
  readonly dhBits?: 2048 | 4096
  /** The key of our certificate; P-256 unless said otherwise. */
  readonly key?: 'ec' | 'rsa'
  /** The name that our server_name extension gives; that of the target's URL unless said otherwise. */
  readonly servername?: string
  /** The records of the connection stay in the trace. */
  readonly records?: true
  /** We speak no TLS: the script says it, octet by octet, and what the target answers stands in the trace as records. */
  readonly raw?: true
}
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** What the lab answers by itself, so that scripts hold only what matters. The dialect says which names exist. */
export type Automation = Readonly<Record<string, boolean>>

/**
 * How long a wait may take; the numbers come from the measured round trip (see patience.ts).
 * `answer`: the target is expected to answer. `quiet`: nothing is expected; long enough that silence means something.
 * `own`: the target's own time-outs may have to pass.
 */
export type Patience = 'answer' | 'quiet' | 'own'
