/**
 * A field line: a name and a value as octets, one character (U+0000 to U+00FF) for one octet.
 * `neverIndexed` marks a field line that came, or is to go, as a Literal Header Field Never Indexed (RFC 7541, 6.2.3).
 */
export interface Field {
  readonly name: string
  readonly value: string
  readonly neverIndexed?: boolean
}
