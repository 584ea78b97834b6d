import type { View, Seen } from '../view.ts'

/** Requests that the intermediary made to the origin, in their order, on all of its connections. */
export const forwarded = (view: View): Seen[] =>
  view.heads('target').filter(({ message }) => message.method !== undefined)

/** The final responses that the intermediary gave its client. */
export const relayed = (view: View, on = 'main'): Seen[] => view.heads('target', on)

/** Requests that the client made, as they stand in the trace. */
export const asked = (view: View, on = 'main'): Seen[] => view.heads('lab', on)

/** Responses of the origin. */
export const answered = (view: View): Seen[] =>
  view.heads('lab').filter(({ message }) => message.status !== undefined)
