import { that, type Expectation } from '../../lab/http2/expectation.ts'
import {
  acceptedByClient,
  barrierOf,
  exitOf,
  idOf,
  rejectionByClose,
  requestsOf
} from '../../lab/http2/judge-client.ts'
import { codeIn, codeTextIn, has, isType, type FrameEvent } from '../../lab/http2/reading.ts'
import { errorName, type ErrorName } from '../../lab/http2/registry.ts'
import type { View } from '../../lab/http2/view.ts'
import { conforms, inconclusive, unsupported, violates, type Finding } from '../../lab/verdict.ts'

/** Frames of the client on the first connection, at or after the mark. */
export const framesAfter = (view: View): FrameEvent[] => view.frames().filter(({ on }) => on === 'main')

/** A GOAWAY with an error code, at or after the mark. */
export const complaint = (view: View): FrameEvent | undefined =>
  framesAfter(view).find(({ frame }) => isType(frame, 'GOAWAY') && codeIn(frame) !== 0)

/** Why the exchange cannot show what it is to show: the client ended it first, in a lawful way. Undefined when it did not. */
export function cutShort(view: View): Finding | undefined {
  const goaway = complaint(view)
  if (goaway !== undefined)
    return violates(`GOAWAY with ${codeTextIn(goaway.frame)} although the probe is lawful`, [goaway.entry])
  return undefined
}

/**
 * The server gave a stream up, or something like it: the client may fail its task or try again, but has no error to
 * report to the server, and does not break down.
 */
export const undisturbed = (): Expectation =>
  that('the request to end, with no error reported to the server', (view) => {
    const exit = exitOf(view)
    if (exit?.signal != null) return violates(`the client broke down (${exit.signal})`, [exit.entry])
    const bad = cutShort(view) ?? answeredReset(view)
    if (bad !== undefined) return bad
    if (exit !== undefined) return conforms('exact', 'the client ended, and reported no error', [exit.entry])
    const barrier = barrierOf(view)
    return barrier === undefined
      ? inconclusive('neither an end of the client nor an answer to PING frames')
      : conforms('exact', 'PING frames sent later were answered', [barrier.entry])
  })

/** RST_STREAM that came for ours; a client that cancels its request at the same time gives another code. */
function answeredReset(view: View): Finding | undefined {
  const ours = view
    .frames(view.events)
    .find(({ by, entry, frame }) => by === 'lab' && entry >= view.markEntry && isType(frame, 'RST_STREAM'))
  if (ours === undefined) return undefined
  const answer = framesAfter(view).find(
    ({ entry, frame }) =>
      entry > ours.entry &&
      isType(frame, 'RST_STREAM') &&
      frame.stream === ours.frame.stream &&
      !['NO_ERROR', 'CANCEL'].includes(errorName(codeIn(frame)) ?? '')
  )
  return (
    answer &&
    violates(`RST_STREAM was answered by RST_STREAM with ${codeTextIn(answer.frame)}`, [answer.entry])
  )
}

/**
 * Nothing is wrong with what was under way when the client reset the stream of a malformed response: it is passed over, or
 * the connection was ended for the response itself.
 */
export const passedOver = (): Expectation =>
  that('no error for what follows the refused response', (view) => {
    const id = idOf(view, { request: 0 })
    const reset = framesAfter(view).find(({ frame }) => isType(frame, 'RST_STREAM') && frame.stream === id)
    const error = complaint(view)
    if (error !== undefined) {
      const name = errorName(codeIn(error.frame))
      return reset !== undefined || name === 'STREAM_CLOSED' || name === 'COMPRESSION_ERROR'
        ? violates(`GOAWAY with ${codeTextIn(error.frame)} for frames that were under way`, [error.entry])
        : conforms('escalated', `GOAWAY with ${codeTextIn(error.frame)} for the malformed response itself`, [
            error.entry
          ])
    }
    const barrier = barrierOf(view)
    if (reset !== undefined && barrier !== undefined)
      return conforms('exact', 'the stream was reset, and PING frames sent later were answered', [
        reset.entry,
        barrier.entry
      ])
    const end = exitOf(view)
    return end === undefined
      ? inconclusive('neither an end of the client nor an answer to PING frames')
      : conforms('close only', 'the client ended', [end.entry])
  })

/** Content goes on for as long as there is more of it than windows, whose octets the client gives back. */
export const granted = (): Expectation =>
  that('window updates for what the client has read', (view) => {
    const mark = view.events.find(({ entry }) => entry >= view.markEntry)?.step
    const stop = view.events.find(
      (event) => event.event === 'deadline' && event.patience === 'answer' && event.step === mark
    )
    const found = acceptedByClient(view, { request: 0 })
    if (found.verdict !== 'conforms' || stop === undefined) return found
    const barrier = barrierOf(view)
    return barrier === undefined
      ? inconclusive('no window, and no answer to PING frames', [stop.entry])
      : violates('the client gave no window back, while PING frames were answered', [
          stop.entry,
          barrier.entry
        ])
  })

/** At least so many acknowledgements of SETTINGS, at or after the mark. */
export const acknowledges = (count: number): Expectation =>
  that(`${count} SETTINGS ${count === 1 ? 'acknowledgement' : 'acknowledgements'}`, (view) => {
    const acks = framesAfter(view).filter(({ frame }) => isType(frame, 'SETTINGS') && has(frame, 'ACK'))
    if (acks.length === count) return conforms('exact', `${count} came`, [acks.at(-1)?.entry ?? 0])
    const found = acceptedByClient(view)
    if (found.verdict !== 'conforms') return found
    return violates(`${acks.length} came`, acks.length > 0 ? acks.map(({ entry }) => entry) : found.entries)
  })

/** Octets of DATA payload that the client sent from one entry on, up to another. */
export const contentBetween = (view: View, from: number, to: number): FrameEvent[] =>
  view
    .frames(view.events)
    .filter(
      ({ by, on, entry, frame }) =>
        by === 'target' &&
        on === 'main' &&
        entry > from &&
        entry < to &&
        isType(frame, 'DATA') &&
        frame.payload.length > 0
    )

export const octetsOf = (frames: readonly FrameEvent[]): number =>
  frames.reduce((sum, { frame }) => sum + frame.payload.length, 0)

/** Entry of the client's n-th SETTINGS acknowledgement, from 1. */
export const acknowledgement = (view: View, count: number): number | undefined =>
  view
    .frames(view.events)
    .filter(
      ({ by, on, frame }) =>
        by === 'target' && on === 'main' && isType(frame, 'SETTINGS') && has(frame, 'ACK')
    )
    .at(count - 1)?.entry

/** Entry of our n-th WINDOW_UPDATE that the script sent, from 1; the trace's end when there is none. */
export const grant = (view: View, count: number): number =>
  view
    .frames(view.events)
    .filter(
      ({ by, auto, on, frame }) => by === 'lab' && !auto && on === 'main' && isType(frame, 'WINDOW_UPDATE')
    )
    .at(count - 1)?.entry ?? Infinity

/**
 * The client's stream is reset with one of the codes, or the connection ended; whatever else a lawful client may have
 * done to the stream first makes the case impossible.
 */
export const lateFrame = (request: number, codes: readonly ErrorName[]): Expectation =>
  that(`a stream error of type ${codes.join(' or ')}, or a connection error`, (view) => {
    const id = idOf(view, { request })
    const goaway = complaint(view)
    if (goaway !== undefined) return byCode(goaway, codes, 'escalated')
    const resets = framesAfter(view).filter(({ frame }) => isType(frame, 'RST_STREAM') && frame.stream === id)
    const reset = resets.find(({ frame }) => !['NO_ERROR', 'CANCEL'].includes(errorName(codeIn(frame)) ?? ''))
    if (reset !== undefined) return byCode(reset, codes, 'exact')
    if (resets[0] !== undefined)
      return unsupported('the client gave its request up by itself, so that the stream was closed', [
        resets[0].entry
      ])
    const ended = framesAfter(view).find(({ frame }) => isType(frame, 'DATA') && has(frame, 'END_STREAM'))
    if (ended !== undefined) return inconclusive('the client ended the stream', [ended.entry])
    const barrier = barrierOf(view)
    if (barrier !== undefined)
      return violates('the client went on: PING frames sent later were answered, with no error', [
        barrier.entry
      ])
    const exit = exitOf(view)
    return unsupported(
      'the client ended once its response was complete',
      exit === undefined ? [] : [exit.entry]
    )
  })

function byCode(event: FrameEvent, codes: readonly ErrorName[], manner: 'exact' | 'escalated'): Finding {
  const name = errorName(codeIn(event.frame))
  const said = `${isType(event.frame, 'GOAWAY') ? 'GOAWAY' : 'RST_STREAM'} with ${codeTextIn(event.frame)}`
  if (name !== undefined && codes.includes(name)) return conforms(manner, said, [event.entry])
  if (name === 'PROTOCOL_ERROR' || name === 'INTERNAL_ERROR')
    return conforms('generic code', said, [event.entry])
  return violates(`${said}, where ${codes.join(' or ')} is asked for`, [event.entry])
}

/** Judged only while the client keeps a promise: one that it refused is a closed stream, where other rules hold. */
export const onPromise = (promised: number, judge: (view: View) => Finding, says: string): Expectation =>
  that(says, (view) => {
    const found = judge(view)
    if (found.verdict === 'conforms') return found
    const refused = view
      .frames(view.events)
      .find(
        ({ by, frame }) =>
          by === 'target' &&
          isType(frame, 'RST_STREAM') &&
          frame.stream === promised &&
          ['CANCEL', 'REFUSED_STREAM', 'NO_ERROR'].includes(errorName(codeIn(frame)) ?? '')
      )
    return refused === undefined ? found : unsupported('the client refused the promise', [refused.entry])
  })

export { barrierOf, exitOf, idOf, rejectionByClose, requestsOf }
