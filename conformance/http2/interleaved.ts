import { connectionError } from '../../lab/http2/expectation.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Frame, Message } from '../../lab/http2/message.ts'
import { get, ping, post, REQUEST, send, settings } from '../../lab/http2/steps.ts'
import { offence } from './server-case.ts'

/** Stream whose field block is interrupted; stream 1 is open for frames that need a stream of their own. */
const STREAM = 3

/** What must not stand in a field block, by the name that ids use: each is lawful elsewhere. */
const intruders: readonly (readonly [name: string, title: string, frame: Frame, more?: string])[] = [
  ['data', 'DATA', { frame: 'DATA', stream: 1, data: 'x' }],
  ['headers', 'HEADERS of another stream', get(5)],
  [
    'headers-of-same-stream',
    'HEADERS of the same stream',
    { ...get(STREAM), block: [['x-again', '1']] } as Frame
  ],
  ['priority', 'PRIORITY', { frame: 'PRIORITY', stream: STREAM, priority: { dependency: 0 } }],
  ['rst-stream', 'RST_STREAM of the same stream', { frame: 'RST_STREAM', stream: STREAM, code: 'CANCEL' }],
  ['settings', 'SETTINGS', settings()],
  ['ping', 'PING', ping('7a79 7068 6f73 0003')],
  ['goaway', 'GOAWAY', { frame: 'GOAWAY', last: 0, code: 'NO_ERROR' }],
  ['window-update', 'WINDOW_UPDATE', { frame: 'WINDOW_UPDATE', stream: 0, increment: 1 }],
  ['unknown', 'a frame of unknown type', { frame: 0xfa, stream: STREAM, payload: '7a79' }, 'rfc9113-5.5-3']
]

/** Each frame type in the place of the last frame of a field block: after its HEADERS, or after one of its CONTINUATION frames. */
export function interleaved(after: 'headers' | 'continuation', requirements: readonly string[]): Http2Case[] {
  const part = (from: number, to?: number) => ({ part: REQUEST, from, ...(to === undefined ? {} : { to }) })
  const headers: Frame = {
    frame: 'HEADERS',
    stream: STREAM,
    block: part(0, 5),
    endStream: true,
    endHeaders: false
  }
  const middle: Frame = { frame: 'CONTINUATION', stream: STREAM, block: part(5, 10), endHeaders: false }
  const last: Frame = {
    frame: 'CONTINUATION',
    stream: STREAM,
    block: after === 'headers' ? part(5) : part(10)
  }
  const before: Message[] = after === 'headers' ? [headers] : [headers, middle]
  const astray = offence({
    id: `http2/continuation-of-other-stream-after-unfinished-${after}`,
    title: `a CONTINUATION frame of another stream in the place of the one that ends the field block, after ${after.toUpperCase()}`,
    requirements,
    needs: ['upload'],
    given: [send(post(1))],
    control: [...before, last],
    probe: [...before, { ...last, stream: 1 }],
    expect: connectionError('PROTOCOL_ERROR')
  })
  const others = intruders.map(([name, title, frame, more]) =>
    offence({
      id: `http2/${name}-after-unfinished-${after}`,
      title: `${title} after ${after.toUpperCase()}, where CONTINUATION is due`,
      requirements: more === undefined ? requirements : [more, ...requirements],
      needs: frame.stream === 1 ? ['upload'] : [],
      given: frame.stream === 1 ? [send(post(1))] : [],
      control: [...before, last],
      // Whoever passes over the frame is found out only by a field block that goes on behind it.
      probe: name === 'unknown' ? [...before, frame, last] : [...before, frame],
      expect: connectionError('PROTOCOL_ERROR')
    })
  )
  return [...others, astray]
}
