/**
 * What an HTTP/1 script can send: octets as text (one character an octet, with placeholders such as {authority} filled in)
 * or in hexadecimal. Well-formed messages are texts like any other, so that a probe can differ from its control in one octet.
 */
export type Message = {
  /** Said so many times, for what is long; 1 unless said otherwise. In a repeat `{round}` stands for the round. */
  readonly times?: number
} & ({ readonly text: string } | { readonly hex: string })

export const CRLF = '\r\n'
