import { conforms, inconclusive, violates, type Finding } from '../verdict.ts'
import { codeFits, isLimit } from './codes.ts'
import { describe, type Expectation } from './expectation.ts'
import { codeIn, codeTextIn, has, isType, type FrameEvent, type Http2Event } from './reading.ts'
import type { ErrorName } from './registry.ts'
import { streamText, type StreamRef } from './stream-ref.ts'
import type { View } from './view.ts'

type Exit = Extract<Http2Event, { event: 'exit' }>

/** Signals of a program that broke down, which is no way to refuse anything. */
const CRASHES: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE'])

/** The streams of the target's requests on the first connection, in their order, with where they began. */
export function requestsOf(view: View): FrameEvent[] {
  const seen = new Set<number>()
  return view.frames(view.events).filter(({ by, on, frame }) => {
    if (by !== 'target' || on !== 'main' || !isType(frame, 'HEADERS') || seen.has(frame.stream)) return false
    seen.add(frame.stream)
    return true
  })
}

/** The identifier of a stream that an expectation speaks of; undefined when the target never opened it. */
export const idOf = (view: View, stream: StreamRef): number | undefined =>
  typeof stream === 'number' ? stream : requestsOf(view)[stream.request]?.frame.stream

/**
 * The end of the first connection by the target while it had no complete answer: a rejection. A client that closes once
 * everything was answered has just finished.
 */
export function rejectionByClose(view: View): Http2Event | undefined {
  const close = view.events.find(
    (event) =>
      event.by === 'target' && event.on === 'main' && (event.event === 'fin' || event.event === 'rst')
  )
  return close === undefined || answeredBefore(view, close.entry) ? undefined : close
}

/** Whether all requests that had come were answered to the end, or given up by either side. */
function answeredBefore(view: View, entry: number): boolean {
  const requests = requestsOf(view).filter((event) => event.entry < entry)
  const over = new Set(
    view
      .frames(view.events)
      .filter((event) => event.on === 'main' && event.entry < entry && ends(event))
      .map(({ frame }) => frame.stream)
  )
  return requests.length > 0 && requests.every(({ frame }) => over.has(frame.stream))
}

const ends = ({ by, frame }: FrameEvent): boolean =>
  isType(frame, 'RST_STREAM') ||
  (by === 'lab' && (isType(frame, 'DATA') || isType(frame, 'HEADERS')) && has(frame, 'END_STREAM'))

/** RST_STREAM frames of the target on a stream, or on any, and whether our side had ended it before. */
function resetsOf(view: View, id?: number): { reset: FrameEvent; late: boolean }[] {
  return view
    .frames()
    .filter(
      ({ on, frame }) =>
        on === 'main' && isType(frame, 'RST_STREAM') && (id === undefined || frame.stream === id)
    )
    .map((reset) => ({
      reset,
      late: view
        .frames(view.events)
        .some(
          ({ by, on, entry, frame }) =>
            by === 'lab' &&
            on === 'main' &&
            entry < reset.entry &&
            frame.stream === reset.frame.stream &&
            has(frame, 'END_STREAM') &&
            (isType(frame, 'DATA') || isType(frame, 'HEADERS'))
        )
    }))
}

/** How the target said that its task went, at or after the mark. */
export const exitOf = (view: View): Exit | undefined =>
  view.after.find((event): event is Exit => event.event === 'exit')

const failed = ({ signal, status }: Exit): boolean => signal !== null || (status !== null && status !== 0)
const succeeded = ({ status }: Exit): boolean => status === 0
const crash = (exit: Exit | undefined): Finding | undefined =>
  exit?.signal !== null && exit !== undefined && CRASHES.has(exit.signal)
    ? violates(`the client broke down (${exit.signal})`, [exit.entry])
    : undefined

/** The answer to the second PING after the mark, by which everything sent before the first was handled. */
export function barrierOf(view: View): Http2Event | undefined {
  const acks = view
    .frames()
    .filter(({ on, frame }) => on === 'main' && isType(frame, 'PING') && has(frame, 'ACK'))
    .filter(
      ({ frame }, index, all) => all.findIndex((one) => same(one.frame.payload, frame.payload)) === index
    )
  return acks[1]
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((octet, index) => octet === b[index])

/** Judges what a client did at the probe; any expectation but `that` and `any`. */
export function judgeClient(
  expectation: Exclude<Expectation, { expect: 'that' | 'any' }>,
  view: View
): Finding {
  const broken = crash(exitOf(view))
  if (broken !== undefined) return broken
  switch (expectation.expect) {
    case 'connection error':
      return connectionError(expectation.codes, view, describe(expectation))
    case 'stream error':
      return streamError(expectation.stream, expectation.codes, view, describe(expectation))
    case 'malformed':
      return streamError(expectation.stream, ['PROTOCOL_ERROR'], view, describe(expectation))
    case 'connection closed':
      return connectionClosed(view)
    case 'accepted':
      return acceptedByClient(view, expectation.stream)
  }
}

/** A connection error that the target reported, or the end of the connection; undefined when there is neither. */
function ended(codes: readonly ErrorName[], view: View, what: string): Finding | undefined {
  const goaway = view.goaways.find(({ on, frame }) => on === 'main' && codeIn(frame) !== 0)
  if (goaway !== undefined) {
    const manner = codeFits(codeIn(goaway.frame), codes, 'connection')
    const said = `GOAWAY with ${codeTextIn(goaway.frame)}`
    return manner === undefined
      ? violates(`${said}, where ${what} is asked for`, [goaway.entry])
      : conforms(manner, said, [goaway.entry])
  }
  const close = rejectionByClose(view)
  if (close === undefined) return undefined
  const polite = view.goaways.length > 0 ? ' after GOAWAY with NO_ERROR' : ' without GOAWAY'
  return conforms(
    'close only',
    `the connection was ${close.event === 'rst' ? 'reset' : 'closed'}${polite}, before the response was complete`,
    [close.entry]
  )
}

function connectionError(codes: readonly ErrorName[], view: View, what: string): Finding {
  const end = ended(codes, view, what)
  if (end !== undefined) return end
  const barrier = barrierOf(view)
  const exit = exitOf(view)
  if (barrier !== undefined) {
    const reset = resetsOf(view).find(({ reset, late }) => !late && codeIn(reset.frame) !== 0)?.reset
    return reset === undefined
      ? violates('the client went on: PING frames sent later were answered, with no error', [barrier.entry])
      : violates(
          `RST_STREAM with ${codeTextIn(reset.frame)} where ${what} is asked for, and the connection went on`,
          [reset.entry, barrier.entry]
        )
  }
  const given = resetsOf(view).find(({ reset, late }) => !late && codeIn(reset.frame) !== 0)?.reset
  if (given !== undefined)
    return inconclusive(
      `RST_STREAM with ${codeTextIn(given.frame)} where ${what} is asked for; then the client had nothing more to do on the connection`,
      [given.entry]
    )
  if (exit !== undefined && failed(exit))
    return conforms('exit status', `the client failed: ${exitText(exit)}`, [exit.entry])
  if (exit !== undefined && succeeded(exit))
    return violates('the client ended as if all were well', [exit.entry])
  return inconclusive(`neither ${what} nor an answer to the PING frames sent later`)
}

function streamError(stream: StreamRef, codes: readonly ErrorName[], view: View, what: string): Finding {
  const id = idOf(view, stream)
  if (id === undefined) return inconclusive(`the client did not open ${streamText(stream)}`)
  for (const { reset, late } of resetsOf(view, id)) {
    const manner = codeFits(codeIn(reset.frame), codes)
    const said = `RST_STREAM with ${codeTextIn(reset.frame)}`
    if (manner !== undefined) return conforms(manner, said, [reset.entry])
    // Some clients reset every stream once they are through with it: that is no answer to anything.
    if (!late) return violates(`${said}, where ${what} is asked for`, [reset.entry])
  }
  const end = ended(codes, view, what)
  if (end !== undefined)
    return end.verdict === 'conforms' && end.manner !== 'close only' ? { ...end, manner: 'escalated' } : end
  const exit = exitOf(view)
  if (exit !== undefined && failed(exit))
    return conforms('exit status', `the client failed: ${exitText(exit)}`, [exit.entry])
  const barrier = barrierOf(view)
  if (exit !== undefined && succeeded(exit))
    return violates('the client went on to the end of the response and took it as good', [exit.entry])
  if (barrier !== undefined)
    return violates('the client went on: PING frames sent later were answered, with no error on the stream', [
      barrier.entry
    ])
  return inconclusive(`neither ${what} nor an answer to the PING frames sent later`)
}

function connectionClosed(view: View): Finding {
  const goaway = view.goaways.find(({ on }) => on === 'main')
  const close = view.after.find(({ event, on }) => on === 'main' && (event === 'fin' || event === 'rst'))
  const stayed = goaway && wentOn(view, goaway, close?.entry ?? Infinity)
  if (stayed !== undefined) return stayed
  if (close !== undefined)
    return goaway === undefined
      ? conforms('close only', 'the connection was closed', [close.entry])
      : conforms('exact', 'GOAWAY, then the connection was closed', [goaway.entry, close.entry])
  const barrier = barrierOf(view)
  if (barrier !== undefined)
    return violates('the client went on: PING frames sent later were answered', [barrier.entry])
  if (goaway !== undefined) return inconclusive('GOAWAY came, but the connection stayed open', [goaway.entry])
  return inconclusive('the connection stayed open, with no answer to what was sent later')
}

/** The client told of an error and went on: a PING sent later was answered, and a wait for the end was in vain. */
function wentOn(view: View, goaway: FrameEvent, end: number): Finding | undefined {
  const barrier = barrierOf(view)
  const vain = view.events.find(({ event, entry }) => event === 'deadline' && entry > goaway.entry)
  if (codeIn(goaway.frame) === 0 || barrier === undefined || vain === undefined) return undefined
  return barrier.entry > goaway.entry && end > vain.entry
    ? violates(
        `GOAWAY with ${codeTextIn(goaway.frame)}, but the connection stayed open and PING was answered`,
        [goaway.entry, barrier.entry]
      )
    : undefined
}

/** The client took the probe for what it is: no error, no early end, PINGs answered or a good end. */
export function acceptedByClient(view: View, stream?: StreamRef): Finding {
  const broken = crash(exitOf(view))
  if (broken !== undefined) return broken
  const goaway = view.goaways.find(({ on, frame }) => on === 'main' && codeIn(frame) !== 0)
  if (goaway !== undefined) return refusal(goaway, 'the connection ended')
  const id = stream === undefined ? undefined : idOf(view, stream)
  const reset = resetsOf(view, id).find(({ reset, late }) => !late && codeIn(reset.frame) !== 0)?.reset
  if (reset !== undefined) return refusal(reset, `stream ${reset.frame.stream} reset`)
  const close = rejectionByClose(view)
  if (close !== undefined)
    return violates('the client closed the connection although the probe is lawful', [close.entry])
  const exit = exitOf(view)
  if (exit !== undefined && failed(exit))
    return violates(`the client failed although the probe is lawful: ${exitText(exit)}`, [exit.entry])
  if (exit !== undefined && succeeded(exit)) return conforms('exact', 'the client ended well', [exit.entry])
  const barrier = barrierOf(view)
  return barrier === undefined
    ? inconclusive('neither an end of the client nor an answer to PING frames')
    : conforms('exact', 'PING frames sent later were answered', [barrier.entry])
}

const exitText = ({ status, signal }: Exit): string => (signal === null ? `exit status ${status}` : signal)

function refusal(event: FrameEvent, what: string): Finding {
  const said = `${what} with ${codeTextIn(event.frame)}`
  return isLimit(codeIn(event.frame))
    ? inconclusive(`refused by a limit: ${said}`, [event.entry])
    : violates(`${said} although the probe is lawful`, [event.entry])
}
