/** One line as it crossed the wire, without its end. */
export interface WireLine {
  /** One character an octet. */
  readonly text: string
  readonly ending: '\r\n' | '\n'
}

export interface WireField {
  readonly name: string
  /** Without the whitespace around it; folds are kept as they came. */
  readonly value: string
}

/** How the end of content is found. */
export type Framing = 'none' | 'length' | 'chunked' | 'close' | 'tunnel'

/** A message as it was read from one direction of a connection. It grows while it comes. */
export interface WireMessage {
  readonly start: WireLine
  /** Field lines as they stand, folded ones included. */
  readonly lines: readonly WireLine[]
  readonly fields: readonly WireField[]
  /** Empty lines that stood before the start-line. */
  readonly before: number
  readonly version: { readonly major: number; readonly minor: number }
  /** Of a request. */
  readonly method?: string
  readonly target?: string
  /** Of a response. */
  readonly status?: number
  framing: Framing
  /** Octets of content; only so many of them are kept in `pieces`. */
  length: number
  readonly pieces: Uint8Array[]
  /** Lines that announced chunks, and what stood behind the data where that was no line end. */
  readonly chunks: { readonly size: WireLine; behind?: string }[]
  trailers: readonly WireField[]
  /** Complete by its own framing, or (framed by the connection's end) when that came. */
  over: boolean
  /** Why the rest of the direction cannot be read. */
  broken?: string
}

/** The values of a field, line by line. */
export function valuesOf(message: Pick<WireMessage, 'fields'>, name: string): string[] {
  const wanted = name.toLowerCase()
  return message.fields.filter((field) => field.name.toLowerCase() === wanted).map(({ value }) => value)
}

/** The members of a list field, in lower case. */
export function membersOf(message: Pick<WireMessage, 'fields'>, name: string): string[] {
  return valuesOf(message, name)
    .flatMap((value) => value.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '')
}

/** What is kept of the content, one character an octet. */
export const contentOf = ({ pieces }: Pick<WireMessage, 'pieces'>): string =>
  Buffer.concat(pieces).toString('latin1')
