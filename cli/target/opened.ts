import type { Target } from '../../lab/target.ts'

/** A target that can be talked to, and what it takes to leave nothing of it behind. */
export interface Opened {
  readonly target: Target
  /** Words of a command line that name the same target. */
  readonly words: readonly string[]
  /** Somebody is told, line by line, to start the client. */
  readonly byHand?: true
  stop(): Promise<void>
}

/** What the user said about how the target is reached, started and used. */
export interface TargetOptions {
  readonly exec?: string
  readonly execSeveral?: string
  readonly execUpload?: string
  readonly execWebsocket?: string
  readonly in?: string
  readonly tls?: true
  readonly cleartext?: true
  readonly port?: string
  /** An intermediary is a proxy, not a gateway. */
  readonly proxy?: true
  /** The port of the origin to which an intermediary forwards. */
  readonly origin?: string
  readonly path?: string
  readonly large?: string
  readonly upload?: string
  readonly unread?: string
  readonly echo?: string
  readonly file?: string
  readonly negotiated?: string
  readonly shutdown?: string
  readonly tunnel?: string
  readonly verify?: true
  readonly iMayTestThisTarget?: true
}
