import type { Task, TlsTerms } from '../script.ts'
import type { Criterion } from './criterion.ts'
import { closing, message, octets, send, until, untilQuiet, type FieldLine, type Step } from './steps.ts'

/** The content of responses: what a client that shows content is to show. */
export const CONTENT = 'zyphos reads on\n'
/** How much of it stands in the first write. */
export const BEGUN = 6

/** Waits until the target has ended, or said how its task went. */
export const exit: Step = { do: 'exit' }
/** A whole request that is not answered. */
export const asked: Criterion = { until: 'asked' }

/** Waits for the target's connection and its first request. */
export const called = ({ task, tls }: { task?: Task; tls?: TlsTerms } = {}): Step[] => [
  { do: 'open', ...(task === undefined ? {} : { task }), ...(tls === undefined ? {} : { tls }) },
  until(message())
]

const TYPE: FieldLine = ['Content-Type', 'text/plain']
const LENGTH: FieldLine = ['Content-Length', String(CONTENT.length)]

/** A response as text: a status-line, fields and what follows them. */
export const response = (start: string, fields: readonly FieldLine[], content = ''): string =>
  octets(start, fields, content)
/** A whole lawful response. */
export const whole = (...fields: FieldLine[]): string =>
  response('HTTP/1.1 200 OK', [TYPE, LENGTH, ...fields], CONTENT)
/** A lawful response whose content has begun. */
export const begun = (...fields: FieldLine[]): string =>
  response('HTTP/1.1 200 OK', [TYPE, LENGTH, ...fields], CONTENT.slice(0, BEGUN))
/** A response of which only the lines are given, and the beginning of its content. */
export const lines = (...text: string[]): string => `${text.join('\r\n')}\r\n\r\n${CONTENT.slice(0, BEGUN)}`
/** A response with content in chunks; `chunked`: the octets behind the head. */
export const inChunks = (chunked: string, coding = 'chunked'): string =>
  response('HTTP/1.1 200 OK', [TYPE, ['Transfer-Encoding', coding]], chunked)
/** A response whose content ends with the connection. */
export const untilClose = (...fields: FieldLine[]): string =>
  response('HTTP/1.1 200 OK', [TYPE, ['Connection', 'close'], ...fields], CONTENT)

/** One chunk with all of the content, and the last chunk. */
export const CHUNK = CONTENT.length.toString(16)

/**
 * What follows a response that has begun: time to refuse it, in which an end of the connection can only be that; the rest of
 * its content; and the end of the client.
 */
export const finished: readonly Step[] = [untilQuiet(closing), send(CONTENT.slice(BEGUN)), exit]
/** What follows a response that ends with the connection. */
export const ended: readonly Step[] = [{ do: 'end' }, exit]
/** Where the next request goes: on the first connection, or on another. */
export const next: readonly Step[] = [
  { do: 'open', on: 'second', unless: { on: 'main', criterion: message(2), outlasts: true } }
]

/** The next request, read to its end wherever it goes, and not answered: the client ends as it can. */
export const unanswered: readonly Step[] = [
  ...next,
  { do: 'until', on: 'second', criterion: message(), patience: 'quiet' },
  { do: 'close' },
  { do: 'close', on: 'second' },
  exit
]
