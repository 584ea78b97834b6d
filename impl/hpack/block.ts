import { huffmanEncode, huffmanLength } from './huffman.ts'
import type { Integer, Literal, Representation, Text } from './representation.ts'

/** Pattern and prefix of the representations (RFC 7541, 6): the bits before the prefix, and the prefix all ones. */
const INDEXED = [0x80, 0x7f] as const
const SIZE_UPDATE = [0x20, 0x1f] as const
const LITERAL = { incremental: [0x40, 0x3f], without: [0x00, 0x0f], never: [0x10, 0x0f] } as const

/** The octets of a field block made of `representations`, in their order. Nothing is checked: offences are the point. */
export function block(representations: readonly Representation[]): Uint8Array {
  const written = new Octets()
  for (const representation of representations) write(written, representation)
  return written.taken()
}

/** Octets that grow as they are written. */
class Octets {
  #octets = new Uint8Array(256)
  #length = 0

  push(octet: number): void {
    this.#room(1)
    this.#octets[this.#length++] = octet
  }

  append(octets: Uint8Array): void {
    this.#room(octets.length)
    this.#octets.set(octets, this.#length)
    this.#length += octets.length
  }

  taken(): Uint8Array {
    return this.#octets.slice(0, this.#length)
  }

  #room(more: number): void {
    if (this.#length + more <= this.#octets.length) return
    const larger = new Uint8Array(Math.max(this.#octets.length * 2, this.#length + more))
    larger.set(this.#octets)
    this.#octets = larger
  }
}

function write(to: Octets, representation: Representation): void {
  switch (representation.kind) {
    case 'indexed':
      return writeInteger(to, INDEXED, representation.index)
    case 'sizeUpdate':
      return writeInteger(to, SIZE_UPDATE, representation.size)
    case 'raw':
      return to.append(octetsOfHex(representation.hex))
    case 'literal':
      return writeLiteral(to, representation)
  }
}

function writeLiteral(
  to: Octets,
  { name = '', value, indexing, nameIndex, huffmanName, huffmanValue }: Literal
): void {
  writeInteger(to, LITERAL[indexing], nameIndex ?? 0)
  if (nameIndex === undefined) writeText(to, name, huffmanName)
  writeText(to, value, huffmanValue)
}

function writeText(to: Octets, string: Text, huffman = false): void {
  if (typeof string !== 'string') {
    const octets = octetsOfHex(string.hex)
    writeInteger(to, [string.huffman === true ? 0x80 : 0, 0x7f], string.length ?? octets.length)
    return to.append(octets)
  }
  const octets = new Uint8Array(huffman ? huffmanLength(string) : string.length)
  if (huffman) huffmanEncode(string, octets, 0)
  else for (let at = 0; at < octets.length; at++) octets[at] = string.charCodeAt(at)
  writeInteger(to, [huffman ? 0x80 : 0, 0x7f], octets.length)
  to.append(octets)
}

function writeInteger(to: Octets, [pattern, full]: readonly [number, number], number: Integer): void {
  const { value, octets } = typeof number === 'number' ? { value: number, octets: undefined } : number
  if (value < full) return to.push(pattern | value)
  to.push(pattern | full)
  let rest = value - full
  for (let written = 1; octets === undefined || written <= octets; written++) {
    const last = octets === undefined ? rest < 128 : written === octets
    to.push((rest % 128) + (last ? 0 : 128))
    if (last) return
    rest = Math.floor(rest / 128)
  }
}

function octetsOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}
