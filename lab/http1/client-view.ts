import type { Trace } from '../trace.ts'
import type { Http1Event } from './reading.ts'
import { View, type Seen } from './view.ts'

/** How a client ended its task. Neither status nor signal: nobody can tell. */
export interface Exit {
  readonly entry: number
  readonly status: number | null
  readonly signal: string | null
  readonly output: string
}

/** An exchange with a client, with questions that its judges ask often. */
export class ClientView extends View {
  /** The exchange of the control, for comparison. */
  readonly control: ClientView | undefined

  constructor(trace: Trace, mark: number, control?: ClientView) {
    super(trace, mark, 'client')
    this.control = control
  }

  /** The heads of requests on a connection, in their order. */
  requests(on?: string): Seen[] {
    return this.heads('target', on)
  }

  get exit(): Exit | undefined {
    const entry = this.trace.entries.findIndex(({ kind }) => kind === 'exit')
    const found = this.trace.entries[entry]
    if (found?.kind !== 'exit') return undefined
    return { entry, status: found.status, signal: found.signal, output: found.output ?? '' }
  }

  /** Connections beyond the first on which the client said something, or that it opened. */
  get others(): readonly Http1Event[] {
    return this.events.filter(({ event, on }) => event === 'open' && on !== 'main')
  }

  /** The end of the first connection by the client, while we had yet to finish what we had begun to answer. */
  get earlyClose(): Http1Event | undefined {
    const close = this.closing()
    if (close === undefined) return undefined
    const { entries } = this.trace
    const later = entries.slice(close.entry).some((entry) => entry.kind === 'unsent' && entry.on === 'main')
    return later ? close : undefined
  }
}

/** Whether the client failed, ended well (`well`), or nobody can tell (`unseen`). */
export function outcomeOf(exit: Exit | undefined): 'failed' | 'well' | 'unseen' | 'none' {
  if (exit === undefined) return 'none'
  if (exit.signal !== null || (exit.status !== null && exit.status !== 0)) return 'failed'
  return exit.status === 0 ? 'well' : 'unseen'
}

/** Whether a text is in the output, with runs of whitespace as one space, and none around it. */
export const shows = (exit: Exit, text: string): boolean => evened(exit.output).includes(evened(text).trim())

const evened = (text: string): string => text.replaceAll(/[ \t\r\n]+/g, ' ')

export const exitText = ({ status, signal }: Exit): string => signal ?? `exit status ${status}`
