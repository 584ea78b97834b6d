import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Frame } from '../../../lab/http2/message.ts'

import type { Value } from '../../../lab/http2/values.ts'
import { flood, type Flood } from './flood-case.ts'
import { ROUND, shortGet, shortPost } from './requests.ts'

const cancel: Frame = { frame: 'RST_STREAM', stream: ROUND, code: 'CANCEL' }

/** What makes the target reset a stream whose request was whole, or is unfinished (RFC 9113, section 5.4.2). */
const PROVOCATIONS: readonly {
  readonly id: string
  readonly by: string
  readonly request: (stream: Value) => Frame
  readonly offence: Frame
}[] = [
  {
    id: 'zero-window-updates',
    by: 'a WINDOW_UPDATE of 0',
    request: shortGet,
    offence: { frame: 'WINDOW_UPDATE', stream: ROUND, increment: 0 }
  },
  {
    id: 'window-overflows',
    by: 'a WINDOW_UPDATE beyond the largest window',
    request: shortGet,
    offence: { frame: 'WINDOW_UPDATE', stream: ROUND, increment: 0x7fffffff }
  },
  {
    id: 'short-priorities',
    by: 'a PRIORITY frame of 4 octets',
    request: shortGet,
    offence: { frame: 'PRIORITY', stream: ROUND, priority: { dependency: 0 }, cut: 4 }
  },
  {
    id: 'self-dependencies',
    by: 'a PRIORITY frame that makes the stream depend on itself',
    request: shortGet,
    offence: { frame: 'PRIORITY', stream: ROUND, priority: { dependency: ROUND } }
  },
  {
    id: 'late-data',
    by: 'a DATA frame behind END_STREAM',
    request: shortGet,
    offence: { frame: 'DATA', stream: ROUND, data: 'x' }
  },
  {
    id: 'late-headers',
    by: 'HEADERS behind END_STREAM',
    request: shortGet,
    offence: shortGet(ROUND)
  },
  {
    id: 'unannounced-trailers',
    by: 'HEADERS without END_STREAM behind a request',
    request: shortPost,
    offence: shortPost(ROUND)
  }
]

const madeReset = PROVOCATIONS.map(({ id, by, request, offence }): Flood => ({
  id: `http2/reset-provoked-by-${id}`,
  title: `thousands of requests, each followed by ${by}`,
  requirements: ['cve-2025-8671', 'rfc9113-10.5-2'],
  messages: [request(ROUND), offence],
  few: 0,
  many: 4000
}))

const malformedFloods: Flood[] = [
  {
    id: 'http2/malformed-request-flood',
    title: 'thousands of requests with a field name in upper case',
    requirements: ['cve-2019-9514', 'cve-2022-2048', 'rfc9113-10.5-2'],
    messages: [shortGet(ROUND, ['X-Loud', '1'])],
    few: 0,
    many: 8000
  },
  {
    id: 'http2/empty-name-flood',
    title: 'many requests of field lines with empty name and empty value',
    requirements: ['cve-2019-9516', 'rfc9113-10.5-2'],
    messages: [shortGet(ROUND, ...Array.from({ length: 500 }, () => ['', ''] as const))],
    few: 0,
    many: 400
  },
  {
    id: 'http2/empty-field-section-flood',
    title: 'thousands of HEADERS frames without content',
    requirements: ['cve-2019-9518', 'rfc9113-10.5-2'],
    messages: [{ frame: 'HEADERS', stream: ROUND, block: [], endStream: true }],
    few: 0,
    many: 8000
  },
  {
    id: 'http2/invalid-priority-flood',
    title: 'many requests with a Priority field that is no structured field',
    requirements: ['cve-2025-31650', 'rfc9113-10.5-2'],
    messages: [shortGet(ROUND, ['priority', 'u=,i=;;?']), cancel],
    many: 4000
  }
]

export const manyStreams: readonly Http2Case[] = [
  flood({
    id: 'http2/rapid-reset',
    title: 'thousands of requests that are cancelled at once',
    requirements: ['cve-2023-44487', 'rfc9113-10.5-2'],
    messages: [shortGet(ROUND), cancel],
    many: 4_000
  }),
  flood({
    id: 'http2/rapid-reset-of-uploads',
    title: 'thousands of requests that are cancelled before their content comes',
    requirements: ['cve-2023-44487', 'cve-2026-23918', 'rfc9113-10.5-2'],
    needs: ['upload'],
    messages: [shortPost(ROUND), cancel],
    many: 4_000
  }),
  ...[...madeReset, ...malformedFloods].map(flood),
  flood({
    id: 'http2/request-flood',
    title: 'thousands of requests at once, far beyond any limit on concurrent streams',
    requirements: ['rfc9113-10.5-2'],
    messages: [shortGet(ROUND)],
    many: 8000
  })
]
