import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Characters that are kept in memory before the piles go to files. */
const IN_MEMORY = 16 * 1024 * 1024
/** Piles on disk, a power of two: each is a small part of the whole, and is read by itself. */
const PILES = 256
/** Characters of a pile that are collected before they are written. */
const BATCH = 64 * 1024

/**
 * Deals items out by key, so that all items of a key can be looked at together although not all items fit into memory:
 * what is beyond a few megabytes waits in temporary files. Items are plain data (JSON).
 */
export class Piles<T> {
  #folder: string | undefined
  #size = 0
  readonly #waiting: string[][] = Array.from({ length: PILES }, () => [])
  readonly #lengths: number[] = Array.from({ length: PILES }, () => 0)

  put(key: string, item: T): void {
    const text = JSON.stringify([key, item])
    const pile = pileOf(key)
    this.#waiting[pile]?.push(text)
    this.#lengths[pile] = (this.#lengths[pile] ?? 0) + text.length
    this.#size += text.length
    if (this.#folder !== undefined) {
      if ((this.#lengths[pile] ?? 0) > BATCH) this.#write(pile)
    } else if (this.#size > IN_MEMORY) {
      this.#folder = mkdtempSync(join(tmpdir(), 'zyphos-piles-'))
      for (let each = 0; each < PILES; each++) this.#write(each)
    }
  }

  /** The items of each key, in the order in which they were put. */
  *groups(): Generator<readonly [key: string, items: readonly T[]]> {
    for (let pile = 0; pile < PILES; pile++) {
      const groups = new Map<string, T[]>()
      for (const text of this.#read(pile)) {
        const [key, item] = JSON.parse(text) as [string, T]
        const group = groups.get(key)
        if (group === undefined) groups.set(key, [item])
        else group.push(item)
      }
      yield* groups
    }
  }

  /** Removes the temporary files. */
  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
  }

  #write(pile: number): void {
    const lines = this.#waiting[pile] ?? []
    if (lines.length > 0) appendFileSync(this.#file(pile), `${lines.join('\n')}\n`)
    this.#waiting[pile] = []
    this.#lengths[pile] = 0
  }

  #read(pile: number): readonly string[] {
    if (this.#folder === undefined) return this.#waiting[pile] ?? []
    this.#write(pile)
    try {
      return readFileSync(this.#file(pile), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }

  readonly #file = (pile: number): string => join(this.#folder ?? '', String(pile))
}

/** The pile of a key: FNV-1a over its code units, folded to one octet. It only has to spread keys, and is asked for every line. */
function pileOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (PILES - 1)
}
