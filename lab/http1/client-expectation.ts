import type { Finding } from '../verdict.ts'
import type { ClientView } from './client-view.ts'

/** What is expected of a client at the probe. Text that is to be shown is looked for with runs of whitespace as one space. */
export type ClientExpectation =
  /** The response is not taken for a good one: the client fails, or (where nobody sees how it ends) closes on it. */
  | { readonly expect: 'refused' }
  /** The client takes the response and ends well; where it prints what it got, `shows` is in it and `hides` is not. */
  | { readonly expect: 'accepted'; readonly shows?: string; readonly hides?: string }
  /** It is refused, or taken with that meaning. */
  | { readonly expect: 'refused or read'; readonly shows?: string; readonly hides?: string }
  /** The client ends as it did at the control, well or not. */
  | { readonly expect: 'as the control' }
  /** The connection is not used for another request. */
  | { readonly expect: 'left' }
  /** Something that is judged by a function of its own. */
  | { readonly expect: 'that'; readonly says: string; readonly judge: (view: ClientView) => Finding }

export const refused = (): ClientExpectation => ({ expect: 'refused' })
export const accepted = (): ClientExpectation => ({ expect: 'accepted' })
export const shown = (shows: string, hides?: string): ClientExpectation => ({
  expect: 'accepted',
  shows,
  ...(hides === undefined ? {} : { hides })
})
export const refusedOrRead = (shows?: string, hides?: string): ClientExpectation => ({
  expect: 'refused or read',
  ...(shows === undefined ? {} : { shows }),
  ...(hides === undefined ? {} : { hides })
})
export const asControl = (): ClientExpectation => ({ expect: 'as the control' })
export const left = (): ClientExpectation => ({ expect: 'left' })
export const that = (says: string, judge: (view: ClientView) => Finding): ClientExpectation => ({
  expect: 'that',
  says,
  judge
})

/** The expectation as a clause. */
export function describeForClient(expectation: ClientExpectation): string {
  switch (expectation.expect) {
    case 'refused':
      return 'the client to fail, or to close the connection'
    case 'accepted':
      return `the client to end well${meaning(expectation)}`
    case 'refused or read':
      return `the client to fail, or to end well${meaning(expectation)}`
    case 'as the control':
      return 'the client to end as it did at the control'
    case 'left':
      return 'no further request on the connection'
    case 'that':
      return expectation.says
  }
}

const meaning = ({ shows, hides }: { readonly shows?: string; readonly hides?: string }): string =>
  [
    ...(shows === undefined ? [] : [`, having read ${JSON.stringify(shows)}`]),
    ...(hides === undefined ? [] : [`, and not ${JSON.stringify(hides)}`])
  ].join('')
