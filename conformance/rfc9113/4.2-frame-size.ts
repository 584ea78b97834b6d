import { accepted, connectionError, streamError, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import type { Block, Frame, Message } from '../../lab/http2/message.ts'
import { codeIn } from '../../lab/http2/reading.ts'
import { ERROR_CODES } from '../../lab/http2/registry.ts'
import { all, REQUEST, until } from '../../lab/http2/steps.ts'
import type { Value } from '../../lab/http2/values.ts'
import { inconclusive } from '../../lab/verdict.ts'
import { epilogue, offence, tolerance } from '../http2/server-case.ts'
import { open } from '../http2/stream-states.ts'

/** The size that every implementation has to receive. */
const COMMON = 16_384
const TOO_LONG: Value = { peer: 'MAX_FRAME_SIZE', plus: 1 }
const UNKNOWN = 0xfa

const headers = (octets: Value): Message[] => [
  { frame: 'HEADERS', stream: 1, block: { lines: REQUEST, octets }, endStream: true }
]
/** A HEADERS frame with the first octets of a request, and a CONTINUATION frame of the given length with the rest. */
const continuation = (octets: Value): Message[] => {
  const lines = [...REQUEST]
  // The first line is `:method: GET`: a literal of 1 + 1 + 7 + 1 + 3 octets, left to HEADERS.
  const [first, ...rest] = lines
  const begin: Block = first === undefined ? [] : [first]
  return [
    { frame: 'HEADERS', stream: 1, block: begin, endStream: true, endHeaders: false },
    { frame: 'CONTINUATION', stream: 1, block: { lines: rest, octets } }
  ]
}
const data = (octets: Value): Frame => ({ frame: 'DATA', stream: 1, data: { octets } })
const unknown = (octets: Value): Frame => ({ frame: UNKNOWN, stream: 0, fill: octets })

const FIELDS =
  'The section may be larger than the server is willing to handle, for which it may end the connection (section 10.5.1); that the frame is too long it must not find.'
/** The answer to a request whose frame has the common size: other errors than that of the frame may be for the size of its section. */
const receivable = that('stream 1 to be answered, or the field section to be found too large', (view) => {
  const finding = judgeProbe(accepted(1), view)
  const found = [...view.goaways, ...view.resets(1)].some(
    ({ frame }) => codeIn(frame) === ERROR_CODES.FRAME_SIZE_ERROR
  )
  const ended = view.goaways.length > 0 || view.resets(1).length > 0 || view.closing !== undefined
  return finding.verdict === 'violates' && ended && !found
    ? inconclusive(`perhaps for the size of the field section: ${finding.reason}`, finding.entries)
    : finding
})

/** Stream 1 open, with windows that take a frame of the given size. */
const roomFor = (octets: Value) => ({
  ...open,
  given: [
    ...open.given,
    until(all({ until: 'window', stream: 0, octets }, { until: 'window', stream: 1, octets }))
  ]
})

export const cases = [
  tolerance({
    ...roomFor(COMMON),
    id: 'http2/data-of-common-frame-size',
    title: 'a DATA frame with a payload of 16,384 octets',
    requirements: ['rfc9113-4.2-1'],
    control: { ...data(1000), endStream: true } as Frame,
    probe: { ...data(COMMON), endStream: true } as Frame,
    holds: [],
    expect: accepted(1)
  }),
  tolerance({
    ...roomFor(COMMON),
    id: 'http2/padded-data-of-common-frame-size',
    title: 'a DATA frame with a payload of 16,384 octets, padding included',
    requirements: ['rfc9113-4.2-1'],
    control: { frame: 'DATA', stream: 1, data: { octets: 1000 }, padding: 255, endStream: true },
    probe: { frame: 'DATA', stream: 1, data: { octets: COMMON - 256 }, padding: 255, endStream: true },
    holds: [],
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/headers-of-common-frame-size',
    title: 'a HEADERS frame with a payload of 16,384 octets',
    requirements: ['rfc9113-4.2-1'],
    control: headers(1000),
    probe: headers(COMMON),
    then: epilogue(accepted(1)),
    expect: receivable,
    why: FIELDS
  }),
  tolerance({
    id: 'http2/continuation-of-common-frame-size',
    title: 'a CONTINUATION frame with a payload of 16,384 octets',
    requirements: ['rfc9113-4.2-1'],
    control: continuation(1000),
    probe: continuation(COMMON),
    then: epilogue(accepted(1)),
    expect: receivable,
    why: FIELDS
  }),
  tolerance({
    id: 'http2/unknown-frame-of-common-frame-size',
    title: 'a frame of unknown type with a payload of 16,384 octets',
    requirements: ['rfc9113-4.2-1', 'rfc9113-4.1-2'],
    control: unknown(1000),
    probe: unknown(COMMON),
    expect: accepted()
  }),
  offence({
    ...roomFor(TOO_LONG),
    id: 'http2/data-beyond-max-frame-size',
    title: "a DATA frame longer than the server's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-2'],
    needs: ['upload', 'frame-limit'],
    control: data({ peer: 'MAX_FRAME_SIZE' }),
    probe: data(TOO_LONG),
    expect: streamError(1, 'FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/headers-beyond-max-frame-size',
    title: "a HEADERS frame longer than the server's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: headers({ peer: 'MAX_FRAME_SIZE' }),
    probe: headers(TOO_LONG),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/continuation-beyond-max-frame-size',
    title: "a CONTINUATION frame longer than the server's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: continuation({ peer: 'MAX_FRAME_SIZE' }),
    probe: continuation(TOO_LONG),
    expect: connectionError('FRAME_SIZE_ERROR')
  }),
  offence({
    id: 'http2/unknown-frame-beyond-max-frame-size',
    title: "a frame of unknown type, longer than the server's SETTINGS_MAX_FRAME_SIZE",
    requirements: ['rfc9113-4.2-3', 'rfc9113-4.2-2'],
    needs: ['frame-limit'],
    control: unknown({ peer: 'MAX_FRAME_SIZE' }),
    probe: unknown(TOO_LONG),
    expect: connectionError('FRAME_SIZE_ERROR'),
    why: 'Frames of unknown type are ignored (section 4.1), but not whatever their length: section 4.2 is about every frame.'
  })
]
