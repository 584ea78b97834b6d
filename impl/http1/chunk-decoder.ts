import type { CompiledRules } from './compiled-rules.ts'
import { Refusal } from './refusal.ts'
import type { Readings, RuleName } from './rules.ts'

/** Before the first digit of a size; in it; after CR of its line. */
const SIZE_START = 0
const SIZE = 1
const SIZE_LF = 2
/** In whitespace after a size or an extension: only ";" may follow. */
const BEFORE_EXTENSION = 3
const NAME_START = 4
const NAME = 5
const AFTER_NAME = 6
const VALUE_START = 7
const VALUE = 8
const QUOTED = 9
const QUOTED_PAIR = 10
const AFTER_QUOTED = 11
/** In a line whose rest is not looked at. */
const ANYTHING = 12
const DATA = 13
const DATA_END = 14
const DATA_LF = 15
/** Behind the last chunk: a trailer section follows. */
const TRAILERS = 16

const [HTAB, LF, CR, SP, QUOTE, PLUS, ZERO, SEMICOLON, EQUALS, BACKSLASH, UNDERSCORE] = [
  0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2b, 0x30, 0x3b, 0x3d, 0x5c, 0x5f
]

/** Octets of chunk extensions in one message, and of digits beyond what a number needs. */
const MOST_EXTENSION_OCTETS = 16_384
const DIGITS_OF_A_NUMBER = 16

/** Takes content from octets: called with a piece that is valid during the call. False asks to stop there. */
export type OnContent = (octets: Uint8Array) => boolean

/** Decodes the chunked transfer coding (RFC 9112, section 7.1) from octets that are cut anywhere. */
export class ChunkDecoder {
  /** Why the content was refused, with an offset from its first octet. */
  refusal: Refusal | undefined = undefined
  readonly #readings: Readings
  #state = SIZE_START
  // Octets of content before those of this call.
  #before = 0
  #high = 0
  #low = 0
  #digits = 0
  #overflow = false
  #left = 0
  #extensionOctets = 0
  // The last octet of the line was whitespace.
  #spaced = false

  constructor({ readings }: CompiledRules) {
    this.#readings = readings
  }

  /** Starts with the first octet of a message's content. */
  begin(): void {
    this.refusal = undefined
    this.#state = SIZE_START
    this.#before = 0
    this.#extensionOctets = 0
    this.#startSize()
  }

  /** All chunks are read. */
  get complete(): boolean {
    return this.#state === TRAILERS
  }

  /** Whether the line of the last chunk ends the content (lastChunkEnd read as `missing`). */
  get endsWithoutTrailers(): boolean {
    return this.#readings.lastChunkEnd === 'missing'
  }

  /** Takes octets from `start` to before `end`; gives the offset before which it has taken all. */
  decode(octets: Uint8Array, start: number, end: number, onContent: OnContent): number {
    let at = start
    while (at < end && this.#state !== TRAILERS && this.refusal === undefined) {
      if (this.#state === DATA) {
        const taken = Math.min(this.#left, end - at)
        this.#left -= taken
        if (this.#left === 0) this.#state = DATA_END
        const goesOn = onContent(octets.subarray(at, at + taken))
        at += taken
        if (!goesOn) break
      } else if (this.#take(octets[at]!, this.#before + at - start)) at++
    }
    this.#before += at - start
    return at
  }

  /** Takes one octet that is no content. False where it belongs to what comes next. */
  #take(octet: number, offset: number): boolean {
    switch (this.#state) {
      case SIZE_START:
        return this.#takeFirst(octet, offset)
      case SIZE:
        return this.#takeDigit(octet, offset)
      case SIZE_LF:
        if (octet !== LF && this.#readings.chunkLineEnd !== 'cr')
          return this.#refuse('chunkLineEnd', offset, 'a carriage return without a line feed')
        this.#endLine(offset)
        return octet === LF
      case DATA_END:
      case DATA_LF:
        return this.#takeDataEnd(octet, offset)
      default:
        return this.#takeExtension(octet, offset)
    }
  }

  #startSize(): void {
    this.#spaced = false
    this.#high = this.#low = this.#digits = 0
    this.#overflow = false
  }

  #takeFirst(octet: number, offset: number): boolean {
    const reading = this.#readings.chunkSizeSyntax
    if (isBlank(octet) && reading === 'leadingSpace') return true
    this.#state = SIZE
    return (octet === PLUS && reading === 'sign') || this.#takeDigit(octet, offset)
  }

  #takeDigit(octet: number, offset: number): boolean {
    const { chunkSizeSyntax: reading, chunkSizeZeros } = this.#readings
    const value = hexadecimal(octet)
    if (value !== -1) {
      if (chunkSizeZeros === 'refused' && this.#digits > 0 && this.#high === 0 && this.#low === 0)
        return this.#refuse('chunkSizeZeros', offset, 'a chunk size with a leading zero')
      if (this.#digits >= DIGITS_OF_A_NUMBER && !this.#countsExtensionOctet(offset)) return true
      this.#overflow ||= this.#high > 0x0fff_ffff
      this.#high = ((this.#high << 4) | (this.#low >>> 28)) >>> 0
      this.#low = ((this.#low << 4) | value) >>> 0
      this.#digits++
      return true
    }
    if (reading === 'underscores' && octet === UNDERSCORE && this.#digits > 0) return true
    if (reading === 'prefix0x' && (octet | 0x20) === 0x78 && this.#digits === 1 && this.#low === 0) {
      this.#digits = 0
      return true
    }
    if (this.#digits === 0 && !(reading === 'empty' && (octet === CR || octet === SEMICOLON)))
      return this.#refuse('chunkSizeSyntax', offset, 'a chunk size without digits')
    if (octet === CR || octet === LF || octet === SEMICOLON || isBlank(octet)) {
      this.#state = BEFORE_EXTENSION
      return this.#takeExtension(octet, offset)
    }
    if (reading !== 'longestPrefix')
      return this.#refuse('chunkSizeSyntax', offset, 'an octet that is no digit')
    this.#state = ANYTHING
    return true
  }

  /** After size or extension: whitespace, another extension, or the end of the line. */
  #takeExtension(octet: number, offset: number): boolean {
    const { chunkExtensionSyntax: reading, chunkExtension, chunkSizeSyntax } = this.#readings
    const state = this.#state
    if (octet !== CR && octet !== LF && !this.#countsExtensionOctet(offset)) return true
    if (state === ANYTHING) return this.#takeAnything(octet, offset)
    if (state === QUOTED || state === QUOTED_PAIR) return this.#takeQuoted(octet, offset)
    if (chunkExtension === 'refused' && octet === SEMICOLON)
      return this.#refuse('chunkExtension', offset, 'a chunk extension')
    const ended = state === NAME || state === VALUE || state === AFTER_QUOTED
    if (octet === CR || octet === LF) {
      // Whitespace after a size is the beginning of an extension that did not come.
      const space = state === BEFORE_EXTENSION && this.#spaced
      if (!ended && (state !== BEFORE_EXTENSION || (space && chunkSizeSyntax !== 'trailingSpace')))
        return this.#refuse(
          space ? 'chunkSizeSyntax' : 'chunkExtensionSyntax',
          offset,
          'a chunk size line that ends too early'
        )
      return this.#takeLineEnd(octet, offset)
    }
    if (isBlank(octet)) {
      if (state === NAME) this.#state = AFTER_NAME
      else if (state === VALUE || state === AFTER_QUOTED) this.#state = BEFORE_EXTENSION
      this.#spaced = true
      return true
    }
    this.#spaced = false
    if (octet === SEMICOLON && (ended || state === BEFORE_EXTENSION || state === AFTER_NAME)) {
      this.#state =
        reading === 'enforce' || reading === 'quotedLines' || reading === 'silent' ? NAME_START : ANYTHING
      return true
    }
    if (octet === EQUALS && (state === NAME || state === AFTER_NAME)) this.#state = VALUE_START
    else if (octet === QUOTE && state === VALUE_START) this.#state = QUOTED
    else if (isToken(octet) && (state === NAME_START || state === NAME)) this.#state = NAME
    else if (isToken(octet) && (state === VALUE_START || state === VALUE)) this.#state = VALUE
    else if (state === BEFORE_EXTENSION && chunkSizeSyntax === 'longestPrefix') this.#state = ANYTHING
    else if (state === BEFORE_EXTENSION)
      return this.#refuse('chunkSizeSyntax', offset, 'something after a chunk size that is no extension')
    else
      return this.#refuse(
        'chunkExtensionSyntax',
        offset,
        'an octet that does not belong to a chunk extension'
      )
    return true
  }

  #takeQuoted(octet: number, offset: number): boolean {
    if ((octet === CR || octet === LF) && this.#readings.chunkExtensionSyntax === 'quotedLines')
      return this.#countsExtensionOctet(offset)
    if ((octet < SP && octet !== HTAB) || octet === 0x7f)
      return this.#refuse('chunkExtensionSyntax', offset, 'a control octet in a chunk extension')
    if (this.#state === QUOTED_PAIR) this.#state = QUOTED
    else if (octet === BACKSLASH) this.#state = QUOTED_PAIR
    else if (octet === QUOTE) this.#state = AFTER_QUOTED
    return true
  }

  #takeAnything(octet: number, offset: number): boolean {
    const reading = this.#readings.chunkExtensionSyntax
    if (octet === LF && reading === 'crPassed') {
      this.#endLine(offset)
      return true
    }
    if (octet === CR && reading !== 'crPassed') this.#state = SIZE_LF
    else if (octet === LF && reading !== 'lfPassed') return this.#takeLineEnd(octet, offset)
    return true
  }

  #takeLineEnd(octet: number, offset: number): boolean {
    if (octet === CR) this.#state = SIZE_LF
    else if (this.#readings.chunkLineEnd !== 'lf')
      return this.#refuse('chunkLineEnd', offset, 'a line feed without a carriage return')
    else this.#endLine(offset)
    return true
  }

  #endLine(offset: number): void {
    const size = this.#size(offset)
    if (size === undefined) return
    this.#left = size
    this.#state = size === 0 ? TRAILERS : DATA
  }

  #size(offset: number): number | undefined {
    const { chunkSizeOverflow } = this.#readings
    if (chunkSizeOverflow === 'wraps32') return this.#low
    const size = this.#high * 0x1_0000_0000 + this.#low
    if (chunkSizeOverflow === 'wraps64') return size
    if (!this.#overflow && size <= Number.MAX_SAFE_INTEGER) return size
    this.refusal = new Refusal('chunkSizeOverflow', offset, 'a chunk size above 2^53 - 1')
    return undefined
  }

  #takeDataEnd(octet: number, offset: number): boolean {
    const reading = this.#readings.chunkDataEnd
    const first = this.#state === DATA_END
    if (first && (octet === CR || reading === 'anyTwo')) {
      this.#state = DATA_LF
      return true
    }
    const ended = first ? octet === LF && reading === 'lf' : octet === LF || reading === 'anyTwo'
    if (!ended && !(first && reading === 'missing'))
      return this.#refuse('chunkDataEnd', offset, 'chunk data that does not end where it should')
    this.#state = SIZE_START
    this.#startSize()
    return ended
  }

  #countsExtensionOctet(offset: number): boolean {
    this.#extensionOctets++
    if (this.#extensionOctets <= MOST_EXTENSION_OCTETS || this.#readings.chunkExtensionLength === 'ignored')
      return true
    return !this.#refuse('chunkExtensionLength', offset, 'too many chunk extensions')
  }

  #refuse(rule: RuleName, offset: number, text: string): true {
    this.refusal = new Refusal(rule, offset, text)
    return true
  }
}

const isBlank = (octet: number): boolean => octet === SP || octet === HTAB

function hexadecimal(octet: number): number {
  if (octet >= ZERO && octet <= 0x39) return octet - ZERO
  const letter = octet | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]$/
const tokens = Uint8Array.from({ length: 256 }, (_, octet) =>
  TOKEN.test(String.fromCharCode(octet)) ? 1 : 0
)
const isToken = (octet: number): boolean => tokens[octet] === 1
