import type { Finding } from '../verdict.ts'
import type { View } from './view.ts'

/** What is expected of a server (or an intermediary, on its front) at the probe. */
export type Expectation =
  /**
   * The request is refused: answered with one of the statuses (exact), with another status that says it was at fault (generic
   * code), or the connection is closed on it. `closes`: the connection must be closed after the answer.
   */
  | { readonly expect: 'refused'; readonly statuses: readonly number[]; readonly closes?: true }
  /**
   * The request is not served as the control was: it is refused, or the server waits for more octets. For requests of whose
   * octets a lawful reading is never complete.
   */
  | { readonly expect: 'not served'; readonly statuses: readonly number[] }
  /** The probe is taken as the lawful request that it is: answered as the control was, and the connection goes on as there. */
  | { readonly expect: 'accepted' }
  /** Exactly these statuses will do, and nothing else. */
  | { readonly expect: 'status'; readonly statuses: readonly number[] }
  /** The connection is closed after the response, whatever it is. */
  | { readonly expect: 'closed' }
  /** Something that is judged by a function of its own. */
  | { readonly expect: 'that'; readonly says: string; readonly judge: (view: View) => Finding }
  | { readonly expect: 'any'; readonly of: readonly Expectation[] }

export const refused = (...statuses: number[]): Expectation => ({ expect: 'refused', statuses })
export const refusedAndClosed = (...statuses: number[]): Expectation => ({
  expect: 'refused',
  statuses,
  closes: true
})
export const notServed = (...statuses: number[]): Expectation => ({ expect: 'not served', statuses })
export const accepted = (): Expectation => ({ expect: 'accepted' })
export const status = (...statuses: number[]): Expectation => ({ expect: 'status', statuses })
export const closed = (): Expectation => ({ expect: 'closed' })
export const that = (says: string, judge: (view: View) => Finding): Expectation => ({
  expect: 'that',
  says,
  judge
})
export const anyOf = (...of: Expectation[]): Expectation => ({ expect: 'any', of })

/** The expectation as a clause: "a response with status 400, and the connection closed". */
export function describe(expectation: Expectation): string {
  switch (expectation.expect) {
    case 'refused':
      return `a response with status ${expectation.statuses.join(' or ')}${expectation.closes === true ? ', and the connection closed behind it' : ''}`
    case 'not served':
      return `the request not to be served: a response with status ${expectation.statuses.join(' or ')}, or a wait for the rest of it`
    case 'accepted':
      return 'the request to be answered as the control was'
    case 'status':
      return `a response with status ${expectation.statuses.join(' or ')}`
    case 'closed':
      return 'the connection to be closed after the response'
    case 'that':
      return expectation.says
    case 'any':
      return expectation.of.map(describe).join(', or ')
  }
}
