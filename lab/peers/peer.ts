/** How a connection to a peer begins: TLS with ALPN, or cleartext (for HTTP/2: with prior knowledge). */
export type Mode = 'tls' | 'cleartext'

/** What a peer speaks on the one port it is started on, in one mode. */
export type ModeEntry = {
  /** ALPN names that it selects when offered (`h2`, `http/1.1`), in cleartext `h2c` (prior knowledge) and `http/1.1`. */
  readonly protocols: readonly string[]
  /** Placeholders that differ between the modes, by name; they may themselves contain placeholders. */
  readonly values: Readonly<Record<string, string>>
  /** Arguments that follow those of the command in this mode. */
  readonly arguments: readonly string[]
  /** Tasks that a client has a command for but cannot do in this mode. */
  readonly cannot: readonly string[]
}

/** How a peer gets onto the machine. */
export type Install = {
  /** Debian packages. */
  readonly apt: readonly string[]
  /** Programs that must be there first and that the lab does not install (`go`, `mvn`). */
  readonly programs: readonly string[]
  /** Commands run in the peer's folder after that, e.g. a build into `{install}`. */
  readonly steps: readonly (readonly string[])[]
  /** Files that exist only when the peer is installed as this catalogue needs it (modules, built programs). */
  readonly provides: readonly string[]
}

/** How a peer tells its version: the first group of `pattern` in what `command` prints. */
export type VersionQuery = { readonly command: readonly string[]; readonly pattern: string }

/** Paths that a server answers, for cases that need them. Those that it cannot serve are left out. */
export type Fixtures = {
  /** A small page. */
  readonly path: string
  /** A body of at least 1 MiB. */
  readonly large?: string
  /** Accepts POST, reads the whole body and answers. */
  readonly upload?: string
  /** True when `upload` is refused (411) unless the request states its content-length. */
  readonly uploadNeedsLength?: boolean
  /** Accepts POST and leaves the body unread, while the rest of the connection goes on; answers only when the client ends the stream or a minute has passed. */
  readonly unread?: string
  /** Its body shows the header section of the request as the server, or the application on it, understood it. */
  readonly echo?: string
  /** Makes the server end the connection gracefully. */
  readonly shutdown?: string
}

type Common = {
  readonly name: string
  readonly description: string
  /** The folder that holds peer.json. */
  readonly folder: string
  readonly install: Install
  readonly version: VersionQuery
  readonly modes: { readonly [mode in Mode]?: ModeEntry }
  readonly env: Readonly<Record<string, string>>
}

/** A server, or an intermediary in front of the lab's backend. */
export type ServerPeer = Common & {
  readonly role: 'server' | 'intermediary'
  /** The program in the foreground, without a shell. */
  readonly command: readonly string[]
  /** The signal that asks it to stop; SIGKILL follows when it does not. */
  readonly stop: NodeJS.Signals
  /** True when its configuration forwards to the lab's small HTTP/1.1 backend at 127.0.0.1:{backend}. */
  readonly backend: boolean
  readonly fixtures: Fixtures
}

/** A client: one command for each thing that it can be made to do. */
export type ClientPeer = Common & {
  readonly role: 'client'
  /** How it is made to speak HTTP/1.1, where that takes other modes or commands. */
  readonly http1?: {
    readonly modes: { readonly [mode in Mode]?: ModeEntry }
    readonly commands?: ClientCommands
  }
  readonly commands: ClientCommands
}

/** One command for each thing that a client can be made to do. */
export type ClientCommands = {
  /** One GET; `{url}` is the target. */
  readonly get: readonly string[]
  /** Several GETs on one connection where the program can; the item `{urls}` becomes one argument for each URL. */
  readonly getMany?: readonly string[]
  /** One POST of the file `{upload}` to `{url}`. */
  readonly upload?: readonly string[]
  /** A WebSocket over HTTP/2 (RFC 8441) at `{url}`, ended when the server ends it. */
  readonly websocket?: readonly string[]
}

/** A real program of the catalogue. */
export type Peer = ServerPeer | ClientPeer
