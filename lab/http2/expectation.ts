import type { Finding } from '../verdict.ts'
import type { ErrorName } from './registry.ts'
import { streamText, type StreamRef } from './stream-ref.ts'
import type { View } from './view.ts'

/** What is expected of the target at the probe. Reads as the object of "expect": connectionError('FRAME_SIZE_ERROR'). */
export type Expectation =
  /** The connection is ended with an error: a GOAWAY with one of the codes or a generic one, or just closed. */
  | { readonly expect: 'connection error'; readonly codes: readonly ErrorName[] }
  /** The stream is reset with one of the codes or a generic one; or the connection ended instead. */
  | { readonly expect: 'stream error'; readonly stream: StreamRef; readonly codes: readonly ErrorName[] }
  /** The message is treated as malformed: a stream error, or (by a server) an error response. */
  | { readonly expect: 'malformed'; readonly stream: StreamRef }
  /** The connection is terminated, with or without a report. */
  | { readonly expect: 'connection closed' }
  /** The probe is taken as lawful: the stream, where one is named, is answered; the connection lives on. */
  | { readonly expect: 'accepted'; readonly stream?: StreamRef }
  /** Something that is judged by a function of its own. */
  | { readonly expect: 'that'; readonly says: string; readonly judge: (view: View) => Finding }
  | { readonly expect: 'any'; readonly of: readonly Expectation[] }

export const connectionError = (...codes: ErrorName[]): Expectation => ({ expect: 'connection error', codes })
export const streamError = (stream: StreamRef, ...codes: ErrorName[]): Expectation => ({
  expect: 'stream error',
  stream,
  codes
})
export const malformed = (stream: StreamRef): Expectation => ({ expect: 'malformed', stream })
export const connectionClosed = (): Expectation => ({ expect: 'connection closed' })
export const accepted = (stream?: StreamRef): Expectation => ({
  expect: 'accepted',
  ...(stream === undefined ? {} : { stream })
})
export const that = (says: string, judge: (view: View) => Finding): Expectation => ({
  expect: 'that',
  says,
  judge
})
export const anyOf = (...of: Expectation[]): Expectation => ({ expect: 'any', of })

/** The expectation as a clause: "a connection error of type FRAME_SIZE_ERROR". */
export function describe(expectation: Expectation): string {
  switch (expectation.expect) {
    case 'connection error':
      return `a connection error of type ${expectation.codes.join(' or ')}`
    case 'stream error':
      return `a stream error of type ${expectation.codes.join(' or ')} on ${streamText(expectation.stream)}`
    case 'malformed':
      return `the message on ${streamText(expectation.stream)} treated as malformed (a stream error of type PROTOCOL_ERROR, or an error response)`
    case 'connection closed':
      return 'the connection terminated'
    case 'accepted':
      return expectation.stream === undefined
        ? 'the connection to go on'
        : `${streamText(expectation.stream)} to be answered and the connection to go on`
    case 'that':
      return expectation.says
    case 'any':
      return expectation.of.map(describe).join(', or ')
  }
}
