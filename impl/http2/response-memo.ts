import type { FieldLine } from '../application.ts'

const SLOTS = 8
/** Longer field blocks, and longer lists, are not remembered. */
const LONGEST = 512
const MOST_LINES = 16

interface Remembered {
  readonly status: number
  readonly lines: readonly { readonly name: string; readonly value: string; readonly neverIndexed: boolean }[]
  readonly block: Uint8Array
}

/**
 * What responses were encoded to. While our dynamic table has not changed, equal heads have equal field blocks.
 * Field lines are compared, not lists: an application may change its list.
 */
export class ResponseMemo {
  readonly #slots = new Array<Remembered | undefined>(SLOTS).fill(undefined)
  #used = 0

  find(status: number, fields: readonly FieldLine[]): Uint8Array | undefined {
    const entry = this.#slots[slotOf(status, fields)]
    if (entry === undefined || entry.status !== status) return undefined
    const { lines } = entry
    if (lines.length !== fields.length) return undefined
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!
      const field = fields[i]!
      if (
        line.name !== field.name ||
        line.value !== field.value ||
        line.neverIndexed !== (field.neverIndexed === true)
      )
        return undefined
    }
    return entry.block
  }

  /** Remembers a block that the table was not changed by. */
  keep(status: number, fields: readonly FieldLine[], block: Uint8Array): void {
    if (block.length > LONGEST || fields.length > MOST_LINES) return
    const lines = fields.map(({ name, value, neverIndexed }) => ({
      name,
      value,
      neverIndexed: neverIndexed === true
    }))
    this.#slots[slotOf(status, fields)] = { status, lines, block: block.slice() }
    this.#used++
  }

  forget(): void {
    if (this.#used === 0) return
    this.#slots.fill(undefined)
    this.#used = 0
  }
}

function slotOf(status: number, fields: readonly FieldLine[]): number {
  const last = fields.length === 0 ? 0 : fields[fields.length - 1]!.value.length
  return (status + fields.length * 3 + last) & (SLOTS - 1)
}
