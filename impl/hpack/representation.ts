/** A header field representation or size update as it is to be written, lawful or not. Plain data, fit for JSON. */
export type Representation =
  | { readonly kind: 'indexed'; readonly index: Integer }
  | ({ readonly kind: 'literal' } & Literal)
  | { readonly kind: 'sizeUpdate'; readonly size: Integer }
  | { readonly kind: 'raw'; readonly hex: string }

/** An integer; in the long form with the number of octets that follow the prefix, padded with zeros or cut short. */
export type Integer = number | { readonly value: number; readonly octets: number }

/** A string; in the long form with its octets, H bit and length as they are to be on the wire. */
export type Text = string | { readonly hex: string; readonly huffman?: boolean; readonly length?: Integer }

export interface Literal {
  /** The name; not written when there is a `nameIndex`. */
  readonly name?: Text
  readonly value: Text
  readonly indexing: 'incremental' | 'without' | 'never'
  readonly nameIndex?: Integer
  /** Whether name and value are Huffman-coded, where they are plain strings; false by default. */
  readonly huffmanName?: boolean
  readonly huffmanValue?: boolean
}

/** Indexed header field (RFC 7541, 6.1). */
export function indexed(index: Integer): Representation {
  return { kind: 'indexed', index }
}

/** Literal header field (RFC 7541, 6.2). */
export function literal(fields: Literal): Representation {
  return { kind: 'literal', ...fields }
}

/** Dynamic table size update (RFC 7541, 6.3). */
export function sizeUpdate(size: Integer): Representation {
  return { kind: 'sizeUpdate', size }
}

/** Octets, written as they are. */
export function raw(octets: Uint8Array | readonly number[]): Representation {
  return { kind: 'raw', hex: Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('') }
}
