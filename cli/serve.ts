import type { ExitCode } from './exit-code.ts'
import { usage } from './failure.ts'
import type { Terminal } from './terminal.ts'

export interface ServeOptions {
  readonly port: string
  readonly host: string
  readonly tls?: true
  readonly root?: string
}

/** `zyphos serve PROTOCOL`. */
export function serve(protocol: string, _options: ServeOptions, _terminal: Terminal): Promise<ExitCode> {
  throw usage(`The reference server for ${protocol} is not available yet.`)
}
