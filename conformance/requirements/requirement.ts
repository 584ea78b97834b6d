import type { Level } from '../../impl/rules.ts'

/**
 * One normative sentence of a specification, or a rule of ours that binds without a keyword (its id has a `+`),
 * or a class of attack that a CVE made known. Whether it is covered is not stored: see status.ts.
 */
export interface Requirement {
  /** `rfc9113-6.5-3`: specification, section, running number. `rfc9113-8.1.1+1`: ours. `cve-2023-44487`. */
  readonly id: string
  /** Section of the specification; for a CVE class the kind of harm (`flood`, `crash`, `leak`, `smuggling`). */
  readonly section: string
  readonly level: Level
  /** Who must act on it; for a sender's MAY, the receiver that has to put up with it. */
  readonly party: readonly Party[]
  /** What an implementation must do, in our own words. */
  readonly gist: string
  /** One entry for each party that is a role of a target. */
  readonly testable: Testable
  /** Why it binds: for ids of ours and CVE classes only. */
  readonly binds?: string
  /** Where two sentences conflict: which one is followed, and why. */
  readonly conflict?: string
}

/**
 * `server` and `client` bind an intermediary too, on its front and on its back: `intermediary` stands only where
 * a sentence binds it as such. `specification` binds the authors of extensions and registries, never a program.
 */
export type Party = Role | 'specification'

export type Role = 'server' | 'client' | 'intermediary'

export type Testable = Readonly<Partial<Record<Role, Testability>>>

export type Testability =
  | {
      /** `case`: a script provokes it. `invariant`: what the target sends shows it, in any trace. */
      readonly by: 'case' | 'invariant'
      /** Set where one half of the sentence is a case's and the other half an invariant's: both have to cite it. */
      readonly also?: 'invariant'
      /** What shows it on the wire, where that does not go without saying. */
      readonly shows?: string
      /** What a target must offer for it to be shown at all. */
      readonly needs?: Precondition
      /**
       * Set where the sentence binds over that version of HTTP only: no exchange over another one can meet or break it, so
       * that suites of other versions neither owe it a test nor count it.
       */
      readonly over?: 'HTTP/3'
    }
  | {
      readonly untestable: Untestable
      /** The observation that no wire, close, timing barrier, liveness probe or process exit can give. */
      readonly missing: string
    }

/** The closed list of reasons for which no observation can tell whether a requirement is met. */
export const untestableReasons = [
  'internal state',
  'TLS library',
  "application's choice",
  'other party'
] as const

export type Untestable = (typeof untestableReasons)[number]

export type Precondition =
  | 'push' // a server that pushes, or a client that enables push
  | 'TLS' // reached over TLS, with certificate and cipher suites under our control where the target is a client
  | 'upload' // a request with content
  | 'large body' // a response larger than any buffer on the way
  | 'echo' // a resource whose content shows the request that the server understood
  | 'tunnel' // a proxy that accepts CONNECT, or a client told to use one
  | 'extended CONNECT' // a server that sets SETTINGS_ENABLE_CONNECT_PROTOCOL, or a client told to use it
  | 'shutdown' // a way to make the target end its connections gracefully
  | 'small table' // a target that advertises SETTINGS_HEADER_TABLE_SIZE below 4,096
  | 'small window' // a target that advertises SETTINGS_INITIAL_WINDOW_SIZE below 65,535
  | 'priorities' // a target known to implement RFC 9218: to any other, its frame and its setting are unknown
  | 'HTTP/2 upstream' // an intermediary that speaks HTTP/2 to its origin
  | 'proxy' // an intermediary that takes absolute-form targets and CONNECT, or a client told to use one
  | 'shows fields' // a client that shows the field values that it read
  | 'exit status' // a client that shows whether its task succeeded
  | 'pipelining' // a client that sends requests before responses have come
  | 'file' // a resource with validators
  | 'ranges' // a resource that can be had in parts
  | 'writable' // a resource that PUT and DELETE change
  | 'negotiated' // a resource with several representations
  | 'auth' // a resource that needs credentials, or a client that has some
  | 'redirect' // a client that follows redirections
  | 'resume' // a client that asks for the rest of a partial download
  | 'compression' // content codings are applied, or understood
  | 'trace' // TRACE is allowed
  | 'upgrade' // a protocol to switch to
