import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { parseLine, textOf } from '../../lab/log/reader.ts'
import type { TraceLine } from '../../lab/log-line.ts'

/** A trace as its line names it, and the number under which its entries are kept. */
export interface StoredTrace {
  readonly line: Omit<TraceLine, 'entries'>
  readonly number: number
}

/** A compressed chunk: the number of its first trace, and base64 of a raw deflate stream of a JSON list of entry lists. */
export interface Chunk {
  readonly first: number
  readonly count: number
  readonly base64: string
}

const BEGIN = Buffer.from('{"type":"trace"')
const ENTRIES = Buffer.from('"entries":[')
/** How far into a line its entries are looked for without reading the whole. */
const HEAD = 4096
/** Octets of JSON text in a chunk: small enough to be opened at once, large enough to be compressed well. */
const CHUNK = 320 * 1024
/** Chunks that are being compressed at the same time. */
const AHEAD = 16

const compress = promisify(deflateRaw)

/** Keeps the entries of traces, equal ones once, in compressed chunks. */
export class TraceStore {
  readonly #numbers = new Map<string, number>()
  readonly #compressing: Promise<Chunk>[] = []
  #texts: Buffer[] = []
  #size = 0
  #next = 0

  /**
   * Takes a line of a run log when it is a trace; undefined when it is something else, or nothing that can be read, which
   * the caller has to find out. A line whose entries are octet for octet those of an earlier one is not read again.
   */
  take(octets: Buffer): StoredTrace | undefined {
    if (!octets.subarray(0, BEGIN.length).equals(BEGIN)) return undefined
    const at = octets.subarray(0, HEAD).indexOf(ENTRIES)
    if (at === -1) return this.#whole(octets)
    // In a JSON string the quotes would be escaped: this is a member's name. That it is the trace's shows when what
    // stands before it reads as a trace without entries.
    const start = at + ENTRIES.length - 1
    const head = parseLine(`${octets.toString('utf8', 0, start)}[]}`)
    if (!('line' in head) || head.line.type !== 'trace') return this.#whole(octets)
    const tail = octets.subarray(start)
    const key = digest(tail)
    const known = this.#numbers.get(key)
    if (known !== undefined) return { line: head.line, number: known }
    const read = parseLine(textOf(octets))
    if (!('line' in read) || read.line.type !== 'trace') return undefined
    const last = Object.keys(read.line).at(-1) === 'entries'
    const text = last
      ? tail.subarray(0, tail.lastIndexOf(0x7d))
      : Buffer.from(JSON.stringify(read.line.entries))
    return { line: head.line, number: this.#keep(key, text) }
  }

  /** A line that is not written as ours are. */
  #whole(octets: Buffer): StoredTrace | undefined {
    const read = parseLine(textOf(octets))
    if (!('line' in read) || read.line.type !== 'trace') return undefined
    const text = Buffer.from(JSON.stringify(read.line.entries))
    const key = digest(text)
    return { line: read.line, number: this.#numbers.get(key) ?? this.#keep(key, text) }
  }

  #keep(key: string, text: Buffer): number {
    // What is large is opened, or left out, by itself.
    if (text.length >= CHUNK) this.#close()
    const number = this.#next++
    this.#numbers.set(key, number)
    this.#texts.push(text)
    this.#size += text.length
    if (this.#size >= CHUNK) this.#close()
    return number
  }

  #close(): void {
    if (this.#texts.length === 0) return
    const count = this.#texts.length
    const first = this.#next - count
    const json = Buffer.concat(
      this.#texts
        .flatMap((text, index) => [Buffer.from(index === 0 ? '[' : ','), text])
        .concat(Buffer.from(']'))
    )
    this.#texts = []
    this.#size = 0
    this.#compressing.push(
      compress(json, { level: 5 }).then((octets) => ({ first, count, base64: octets.toString('base64') }))
    )
  }

  /** Waits until compressing is not far behind. */
  async settle(): Promise<void> {
    await this.#compressing.at(-AHEAD)
  }

  /** Every chunk, in order. */
  chunks(): Promise<Chunk[]> {
    this.#close()
    return Promise.all(this.#compressing)
  }
}

const digest = (octets: Uint8Array): string => createHash('sha1').update(octets).digest('base64')
