import type { Step as KernelStep } from '../script.ts'
import type { Criterion } from './criterion.ts'
import { CRLF, type Message } from './message.ts'

export type Step = KernelStep<Message, Criterion>

export const open = (on?: string): Step => ({ do: 'open', ...(on === undefined ? {} : { on }) })
export const send = (...texts: string[]): Step => ({ do: 'send', messages: texts.map((text) => ({ text })) })
export const until = (criterion: Criterion): Step => ({ do: 'until', criterion })
/** Waits for something that may lawfully stay away. */
export const untilQuiet = (criterion: Criterion): Step => ({ do: 'until', criterion, patience: 'quiet' })

export const message = (count = 1): Criterion => ({ until: 'message', count })
export const head = (count = 1): Criterion => ({ until: 'head', count })
export const interim = (status?: number): Criterion => ({
  until: 'interim',
  ...(status === undefined ? {} : { status })
})
export const closing: Criterion = { until: 'closed' }

export type FieldLine = readonly [name: string, value: string]

/** Octets of a message: a start-line, field lines, an empty line, content. */
export const octets = (start: string, fields: readonly FieldLine[], content = ''): string =>
  `${start}${CRLF}${fields.map(([name, value]) => `${name}: ${value}${CRLF}`).join('')}${CRLF}${content}`

const HOST: FieldLine = ['Host', '{authority}']

/** A lawful request for the page. */
export const get = (...fields: FieldLine[]): string => octets('GET {path} HTTP/1.1', [HOST, ...fields])
/** A lawful request with content of a given length. */
export const post = (content: string, ...fields: FieldLine[]): string =>
  octets('POST {upload} HTTP/1.1', [HOST, ['Content-Length', String(content.length)], ...fields], content)
/** A lawful request with chunked content; `chunked`: the octets behind the head. */
export const postChunked = (chunked: string, ...fields: FieldLine[]): string =>
  octets('POST {upload} HTTP/1.1', [HOST, ['Transfer-Encoding', 'chunked'], ...fields], chunked)
