/** What a wait waits for, as observed on one connection. Counts are from 1, and 1 unless said otherwise. */
export type Criterion =
  /** The head of the n-th final response (of a request, where the lab is the server) came. */
  | { readonly until: 'head'; readonly count?: number }
  /** The n-th final response (or request) is complete. */
  | { readonly until: 'message'; readonly count?: number }
  /** The n-th informational response came (of that status). */
  | { readonly until: 'interim'; readonly status?: number; readonly count?: number }
  /** A whole request came that we, the server, have not begun to answer. */
  | { readonly until: 'asked' }
  /** At least so many octets of content came, of all messages. */
  | { readonly until: 'content'; readonly octets: number }
  /** Nothing but the end of the connection ends this wait. */
  | { readonly until: 'closed' }
  | { readonly until: 'any' | 'all'; readonly of: readonly Criterion[] }
