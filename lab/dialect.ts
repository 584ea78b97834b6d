import type { Automation } from './script.ts'

/**
 * How a protocol's messages and criteria are understood. One observer watches one connection of one exchange: it turns
 * messages into octets, says which answers automation owes, and whether a criterion holds.
 */
export interface Dialect<M, C> {
  readonly name: string
  /** ALPN protocol id offered over TLS. */
  readonly alpn: string
  observe(context: Context): Observer<M, C>
}

export interface Observer<M, C> {
  /**
   * Octets of a message in a round of a repeat (0, 1, …; 0 outside). Throws Unresolved when a value that it refers to
   * cannot be had. Octets that were given are not changed any more, by either side.
   */
  resolve(message: M, round?: number): Uint8Array
  sent(octets: Uint8Array): void
  received(octets: Uint8Array): void
  /** Octets that automation answers to what was received since the last call, or undefined. */
  answers(automation: Automation): Uint8Array | undefined
  met(criterion: C): boolean
}

/** Facts that messages may refer to. */
export interface Context {
  /** Which side of the connection the lab is. */
  readonly side: 'client' | 'server'
  /** Placeholder → value: authority, scheme, path, large, upload, … */
  readonly values: Readonly<Record<string, string>>
}

/** A message refers to something that the target did not supply. */
export class Unresolved extends Error {}
