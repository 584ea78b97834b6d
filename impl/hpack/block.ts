import { huffmanEncode, huffmanLength } from './huffman.ts'
import type { Integer, Literal, Representation, Text } from './representation.ts'

/** Pattern and prefix of the representations (RFC 7541, 6): the bits before the prefix, and the prefix all ones. */
const INDEXED = [0x80, 0x7f] as const
const SIZE_UPDATE = [0x20, 0x1f] as const
const LITERAL = { incremental: [0x40, 0x3f], without: [0x00, 0x0f], never: [0x10, 0x0f] } as const

/** The octets of a field block made of `representations`, in their order. Nothing is checked: offences are the point. */
export function block(representations: readonly Representation[]): Uint8Array {
  return Uint8Array.from(representations.flatMap(octetsOf))
}

function octetsOf(representation: Representation): number[] {
  switch (representation.kind) {
    case 'indexed':
      return integer(INDEXED, representation.index)
    case 'sizeUpdate':
      return integer(SIZE_UPDATE, representation.size)
    case 'raw':
      return octetsOfHex(representation.hex)
    case 'literal':
      return literalOctets(representation)
  }
}

function literalOctets({
  name = '',
  value,
  indexing,
  nameIndex,
  huffmanName,
  huffmanValue
}: Literal): number[] {
  return [
    ...integer(LITERAL[indexing], nameIndex ?? 0),
    ...(nameIndex === undefined ? text(name, huffmanName) : []),
    ...text(value, huffmanValue)
  ]
}

function text(string: Text, huffman = false): number[] {
  if (typeof string !== 'string') {
    const octets = octetsOfHex(string.hex)
    return [...integer([string.huffman ? 0x80 : 0, 0x7f], string.length ?? octets.length), ...octets]
  }
  const length = huffman ? huffmanLength(string) : string.length
  const octets = new Uint8Array(length)
  if (huffman) huffmanEncode(string, octets, 0)
  else for (let at = 0; at < length; at++) octets[at] = string.charCodeAt(at)
  return [...integer([huffman ? 0x80 : 0, 0x7f], length), ...octets]
}

function integer([pattern, full]: readonly [number, number], number: Integer): number[] {
  const { value, octets } = typeof number === 'number' ? { value: number, octets: undefined } : number
  if (value < full) return [pattern | value]
  const written: number[] = []
  for (
    let rest = value - full;
    octets === undefined || written.length < octets;
    rest = Math.floor(rest / 128)
  ) {
    const last = octets === undefined ? rest < 128 : written.length === octets - 1
    written.push((rest % 128) + (last ? 0 : 128))
    if (last) break
  }
  return [pattern | full, ...written]
}

function octetsOfHex(hex: string): number[] {
  return Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}
