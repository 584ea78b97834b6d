import type { Role } from './case.ts'
import type { Exchange } from './exchange/exchange.ts'

/** What is tested: a name, what it speaks, its role, how to reach or drive it. */
export interface Target {
  readonly name: string
  readonly version?: string
  readonly role: Role
  readonly url?: string
  /** Reached over TLS, where that is known beforehand. */
  readonly tls: boolean
  /**
   * What scripts fill in for placeholders: authority, scheme, path, and where the target has them: large (path of a body
   * beyond 65,535 octets), upload (path that reads a request body before it answers).
   */
  readonly values: Readonly<Record<string, string>>
  readonly exchange: Exchange
  /** Exchanges that may run at the same time. */
  readonly parallel: number
}
