import type { Task } from '../script.ts'

/** Makes a client target do its task: starts a program, or tells one that runs. */
export interface Driver {
  readonly name: string
  /** Somebody starts the client: an exchange begins when it comes, not when it is asked for. */
  readonly byHand?: ByHand
  /** Why it cannot do a task; undefined when it can. */
  cannot(task: Task): string | undefined
  /** Sets the client to work. Rejects, with one sentence, when it cannot be started at all. */
  start(errand: Errand): Promise<Errant>
}

export interface ByHand {
  /** The port to listen on, the same for all exchanges; 0 is a free one for each. */
  readonly port: number
  /** Milliseconds that the client may take to come. */
  readonly patience: number
}

/** What a client is to do in one exchange. */
export interface Errand {
  readonly task: Task
  /** One URL; for `several` as many as requests are to be made. All have one scheme and one authority. */
  readonly urls: readonly string[]
}

/** A client at work. */
export interface Errant {
  /** How the task went: an exit status, or a signal; neither when nobody can tell. */
  readonly ended: Promise<Ending>
  /** The script waits for the end now; only for clients whose end nobody can see. */
  conclude?(): void
  /** Takes the client away, with all that it started. To be called after `ended`, too. */
  stop(): Promise<void>
}

export interface Ending {
  readonly status: number | null
  readonly signal: string | null
  /** The end of what the client printed. */
  readonly output: string
}
