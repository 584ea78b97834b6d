import type { Level } from '../impl/rules.ts'
import type { Script } from './script.ts'

/**
 * Two scripts, a control and a probe, that differ in one thing, and what is expected of the target at the probe.
 *
 * offence: the probe is unlawful and must be refused as the specification says. tolerance: both are lawful and the
 * probe must be accepted. obligation: both are lawful and at the probe the target must do something.
 */
export interface Case<M = unknown, C = unknown, X = unknown> {
  /** Says what is wrong, never a number, never reused: `http2/settings-ack-with-payload`. */
  readonly id: string
  readonly kind: 'offence' | 'tolerance' | 'obligation'
  /** The target's role. */
  readonly role: Role
  readonly title: string
  readonly requirements: readonly string[]
  /** The strongest level of the requirements. */
  readonly level: Level
  /** Section of the specification that the case is filed under: `rfc9113 6.5`. */
  readonly section: string
  /** What the target must offer for the case to be possible. */
  readonly needs: readonly Need[]
  readonly control: Script<M, C>
  readonly probe: Script<M, C>
  /** Index of the first top-level step in which the two scripts differ. */
  readonly mark: number
  readonly expect: X
  /** Why it is expected, where the requirement's gist does not say it. */
  readonly why?: string
  /** Waits for the target's own time-outs: left out unless asked for. */
  readonly slow?: true
  /** Not run beside other cases of the same target. */
  readonly alone?: true
}

export type Role = 'server' | 'client' | 'intermediary'

/**
 * What a case requires of a target. Probed, or supplied by the user.
 * body: the page has a body. large: a body longer than 65,535 octets. upload: a path that reads a request body before it
 * answers. unread: a path that takes a request body and does not read it. frame-limit, stream-window, connection-window: the
 * SETTINGS_MAX_FRAME_SIZE, the initial window of a stream, that of the connection is at most 1 MiB, so that a script can
 * go beyond it. tls / cleartext: how the target is reached. push: the target pushes. connect: extended CONNECT is on
 * offer; no-extended-connect: it is not.
 * echo: a path whose response shows the request that was understood. shutdown: a path that makes the server end the
 * connection gracefully. tunnel: an extended CONNECT is answered with a 2xx status.
 * priority-update: it shows that it knows the PRIORITY_UPDATE frame.
 * connect: a lawful CONNECT request is not found malformed, whatever its status. trailers: a request may end with a trailer section. priorities: SETTINGS_NO_RFC7540_PRIORITIES of 1 is announced.
 * file: a resource with an entity tag and a modification date; ranges: it can be had in parts; negotiated: a resource with several
 * representations.
 * keep-alive: a second request on a connection is answered. chunked: content in chunks is taken where `upload` is.
 *
 * Of clients: several-requests: three requests on one connection; parallel-requests: all at once. client-upload: a
 * request with content. websocket: a WebSocket by extended CONNECT. push: it allows push; push-disabled: it does not. exit-status: it shows whether its task succeeded. small-table,
 * small-window: it announces less than the initial SETTINGS_HEADER_TABLE_SIZE, SETTINGS_INITIAL_WINDOW_SIZE.
 * shows-refusal: it shows that it refuses a response, by its exit status or by closing. shows-content, shows-fields: its
 * output has the content, the field values of responses. redirect: it follows a redirection. expects: its upload waits
 * for 100 (Continue). next-connection: it goes on with another connection where one has ended.
 * Of intermediaries: proxy: its client names the origin in each request; gateway: it has one origin.
 * header-limit: it announces SETTINGS_MAX_HEADER_LIST_SIZE. priorities: it shows that it knows RFC 9218.
 */
export type Need =
  | 'body'
  | 'large'
  | 'upload'
  | 'unread'
  | 'frame-limit'
  | 'stream-window'
  | 'connection-window'
  | 'tls'
  | 'cleartext'
  | 'push'
  | 'extended-connect'
  | 'no-extended-connect'
  | 'concurrency-limit'
  | 'trailers'
  | 'connect'
  | 'priorities'
  | 'priority-update'
  | 'h2c-upgrade'
  | 'several-requests'
  | 'client-upload'
  | 'websocket'
  | 'parallel-requests'
  | 'exit-status'
  | 'shows-refusal'
  | 'shows-content'
  | 'shows-fields'
  | 'redirect'
  | 'expects'
  | 'next-connection'
  | 'push-disabled'
  | 'small-table'
  | 'small-window'
  | 'header-limit'
  | 'echo'
  | 'shutdown'
  | 'tunnel'
  | 'keep-alive'
  | 'file'
  | 'ranges'
  | 'negotiated'
  | 'chunked'
  | 'proxy'
  | 'gateway'
