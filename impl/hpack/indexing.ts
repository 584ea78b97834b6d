/**
 * How a literal is written when no table has the whole field line (RFC 7541, 6.2): into the table, past the table, or
 * marked so that no hop ever indexes it.
 */
export type Indexing = 'incremental' | 'without' | 'never'

/** Chooses for a field line; undefined leaves it to `SPECIAL_NAMES`. */
export type IndexingPolicy = (name: string, value: string) => Indexing | undefined

// Octets below which a cookie may hold too little entropy to withstand guesses (RFC 7541, 7.1.3).
const GUESSABLE_COOKIE = 20

/** Names with an answer other than `incremental`; values that are new each time would only evict useful entries. */
export const SPECIAL_NAMES: ReadonlyMap<string, Indexing | 'cookie'> = new Map<string, Indexing | 'cookie'>([
  ['authorization', 'never'],
  ['proxy-authorization', 'never'],
  ['cookie', 'cookie'],
  [':path', 'without'],
  ['age', 'without'],
  ['content-length', 'without'],
  ['etag', 'without'],
  ['if-none-match', 'without'],
  ['set-cookie', 'without']
])

/** Short cookies are never indexed. */
export function cookieIndexing(value: string): Indexing {
  return value.length < GUESSABLE_COOKIE ? 'never' : 'incremental'
}
