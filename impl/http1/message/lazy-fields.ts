import type { FieldLine } from '../../application.ts'
import type { Readings } from '../rules.ts'
import { fieldLinesOf } from './field-lines.ts'

/** The field lines of a head, made into strings when they are first asked for: many an answer does not depend on them. */
export class LazyFields {
  #lines: readonly FieldLine[] | undefined = undefined
  #source: { readonly octets: Uint8Array; readonly base: number; readonly spans: Uint32Array } | undefined
  readonly #readings: Readings

  constructor(octets: Uint8Array, base: number, spans: Uint32Array, readings: Readings) {
    this.#source = { octets, base, spans }
    this.#readings = readings
  }

  /** The lines. Throws where they were not asked for while the head was there. */
  get lines(): readonly FieldLine[] {
    if (this.#lines !== undefined) return this.#lines
    if (this.#source === undefined) throw new Error('the request was answered, and its fields are gone')
    const { octets, base, spans } = this.#source
    return (this.#lines = fieldLinesOf(octets, base, spans, this.#readings))
  }

  /** The octets are about to go: keeps the lines where they may still be wanted. */
  settle(wanted: boolean): void {
    if (wanted) void this.lines
    this.#source = undefined
  }
}
