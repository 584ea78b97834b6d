import type { Field } from './field.ts'

/** What an entry adds to the size of its table over the octets of its name and value (RFC 7541, 4.1). */
export const ENTRY_OVERHEAD = 32

/**
 * A decoded field line, and at the same time the entry of a table when it is in one. An indexed representation
 * decodes to the entry itself, so whoever validates or converts field lines can keep what it found in `memo` and
 * meets it again at the next reference.
 */
export class TableEntry implements Field {
  readonly name: string
  readonly value: string
  readonly neverIndexed: boolean
  /** Size in octets as the table counts it. */
  readonly size: number
  /** Belongs to the consumer of decoded field lines; never read or written here. */
  memo: unknown = undefined

  constructor(name: string, value: string, neverIndexed: boolean, size: number) {
    this.name = name
    this.value = value
    this.neverIndexed = neverIndexed
    this.size = size
  }
}
