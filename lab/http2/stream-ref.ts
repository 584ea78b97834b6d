/** A stream that an expectation speaks of: its identifier, or the target's n-th request (client targets), from 0. */
export type StreamRef = number | { readonly request: number }

/** The stream as a clause names it. */
export const streamText = (stream: StreamRef): string =>
  typeof stream === 'number' ? `stream ${stream}` : `the stream of request ${stream.request + 1}`
