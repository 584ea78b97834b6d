import type { FieldLine } from '../application.ts'
import { ChunkDecoder } from './chunk-decoder.ts'
import type { CompiledRules } from './compiled-rules.ts'
import { COMPLETE, REFUSED, TRAILERS, type HeadParser } from './head/contract.ts'
import { fieldLinesOf } from './message/field-lines.ts'
import { BY_CHUNKS, BY_CLOSE, BY_LENGTH, type Framing } from './message/framing.ts'
import { Refusal } from './refusal.ts'

/** What reading content has come to. */
export type ContentStatus = 'more' | 'stopped' | 'complete' | 'refused'

/** Reads the content of one message after another, however it is framed. Heads and trailers go through the same parser. */
export class ContentReader {
  /** Where the call ended: octets before it are taken. */
  at = 0
  refusal: Refusal | undefined = undefined
  trailers: readonly FieldLine[] | undefined = undefined
  readonly #rules: CompiledRules
  readonly #parser: HeadParser
  readonly #decoder: ChunkDecoder
  #kind: Framing['kind'] = BY_LENGTH
  #left = 0
  #inTrailers = false

  constructor(rules: CompiledRules, parser: HeadParser) {
    this.#rules = rules
    this.#parser = parser
    this.#decoder = new ChunkDecoder(rules)
  }

  begin({ kind, length }: Framing): void {
    this.#kind = kind
    this.#left = length
    this.#inTrailers = false
    this.refusal = undefined
    this.trailers = undefined
    if (kind === BY_CHUNKS) this.#decoder.begin()
  }

  /** Octets of content that are still to come; without end where that is not known. */
  get left(): number {
    return this.#kind === BY_LENGTH ? this.#left : Infinity
  }

  /** Takes octets from `start` to before `end`. `onContent` is given pieces, and stops the reading by `false`. */
  read(
    octets: Uint8Array,
    start: number,
    end: number,
    onContent: (octets: Uint8Array) => boolean
  ): ContentStatus {
    this.at = start
    switch (this.#kind) {
      case BY_LENGTH:
        return this.#readLength(octets, end, onContent)
      case BY_CHUNKS:
        return this.#readChunks(octets, end, onContent)
      default:
        if (start === end) return 'more'
        this.at = end
        return onContent(octets.subarray(start, end)) ? 'more' : 'stopped'
    }
  }

  /** The other side has ended: whether that ends the content as it should. */
  get endsByClose(): boolean {
    return this.#kind === BY_CLOSE
  }

  #readLength(octets: Uint8Array, end: number, onContent: (octets: Uint8Array) => boolean): ContentStatus {
    const taken = Math.min(this.#left, end - this.at)
    const piece = octets.subarray(this.at, this.at + taken)
    this.at += taken
    this.#left -= taken
    const goesOn = taken === 0 || onContent(piece)
    if (this.#left === 0) return 'complete'
    return goesOn ? 'more' : 'stopped'
  }

  #readChunks(octets: Uint8Array, end: number, onContent: (octets: Uint8Array) => boolean): ContentStatus {
    if (!this.#inTrailers) {
      let goesOn = true
      this.at = this.#decoder.decode(octets, this.at, end, (piece) => (goesOn = onContent(piece)))
      this.refusal = this.#decoder.refusal
      if (this.refusal !== undefined) return 'refused'
      if (!this.#decoder.complete) return goesOn ? 'more' : 'stopped'
      if (this.#decoder.endsWithoutTrailers) return 'complete'
      this.#inTrailers = true
      this.#parser.begin(TRAILERS)
    }
    return this.#readTrailers(octets, end)
  }

  /** The caller holds the octets of an incomplete trailer section, as those of a head. */
  #readTrailers(octets: Uint8Array, end: number): ContentStatus {
    const status = this.#parser.parse(octets, this.at, end)
    if (status === REFUSED) {
      this.refusal = new Refusal(
        this.#parser.rule,
        this.#parser.offset,
        'a trailer section that cannot be read'
      )
      return 'refused'
    }
    if (status !== COMPLETE) return 'more'
    const { readings } = this.#rules
    const lines = fieldLinesOf(octets, this.at, this.#parser.spans, readings)
    this.at += this.#parser.length
    const allowed =
      readings.trailerForbidden === 'kept' ? lines : lines.filter(({ name }) => !FORBIDDEN.has(name))
    if (readings.trailerForbidden === 'refused' && allowed.length < lines.length) {
      this.refusal = new Refusal('trailerForbidden', 0, 'a trailer field that none may be')
      return 'refused'
    }
    this.trailers = readings.trailersApart === 'dropped' || allowed.length === 0 ? undefined : allowed
    return 'complete'
  }
}

/** Fields for framing, routing, authentication, the request's meaning and the connection (RFC 9110, section 6.5.1). */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'authorization',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'max-forwards',
  'proxy-authorization',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])
