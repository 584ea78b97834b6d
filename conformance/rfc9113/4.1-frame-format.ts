import { accepted } from '../../lab/http2/expectation.ts'
import type { Frame } from '../../lab/http2/message.ts'
import { get, ping, REQUEST, settings } from '../../lab/http2/steps.ts'
import { acknowledged, untilAcknowledged } from '../http2/acknowledged.ts'
import { pingAnswered } from '../http2/ping-answered.ts'
import { tolerance, type ServerCase } from '../http2/server-case.ts'
import { halfClosed, idle, open, type Situation } from '../http2/stream-states.ts'
import { undisturbed } from '../http2/undisturbed.ts'

/** A lawful frame of each type that a client can send, a stream state that it is lawful in, and its unused flags. */
interface Row extends Pick<ServerCase, 'expect'>, Partial<Pick<ServerCase, 'then'>> {
  readonly name: string
  readonly frame: Frame
  /** The frame before it in the same write, where it does not stand alone. */
  readonly before?: Frame
  readonly unused: number
  readonly at: Situation
}

const OPAQUE = '7a79 7068 6f73 0003'
const BODY = { frame: 'DATA', stream: 1, data: 'content' } as const

const rows: readonly Row[] = [
  {
    name: 'data',
    frame: { ...BODY, endStream: true },
    unused: 0xf6,
    at: { ...open, holds: [] },
    expect: accepted(1)
  },
  { name: 'headers', frame: get(1), unused: 0xd2, at: idle, expect: accepted(1) },
  {
    name: 'priority',
    frame: { frame: 'PRIORITY', stream: 1, priority: { dependency: 0 } },
    unused: 0xff,
    at: halfClosed,
    expect: undisturbed(1)
  },
  {
    name: 'rst-stream',
    frame: { frame: 'RST_STREAM', stream: 1, code: 'CANCEL' },
    unused: 0xff,
    at: { ...halfClosed, holds: [] },
    expect: accepted()
  },
  {
    name: 'settings',
    frame: settings(['MAX_CONCURRENT_STREAMS', 100]),
    unused: 0xfe,
    at: idle,
    then: untilAcknowledged(),
    expect: acknowledged()
  },
  { name: 'ping', frame: ping(OPAQUE), unused: 0xfe, at: idle, expect: pingAnswered(OPAQUE) },
  {
    name: 'window-update',
    frame: { frame: 'WINDOW_UPDATE', stream: 1, increment: 1000 },
    unused: 0xff,
    at: { ...open, holds: [] },
    expect: undisturbed(1)
  },
  {
    name: 'continuation',
    before: {
      frame: 'HEADERS',
      stream: 1,
      block: { part: REQUEST, to: 5 },
      endStream: true,
      endHeaders: false
    },
    frame: { frame: 'CONTINUATION', stream: 1, block: { part: REQUEST, from: 5 } },
    unused: 0xfb,
    at: idle,
    expect: accepted(1)
  }
]

const family = (
  id: string,
  title: (name: string) => string,
  requirement: string,
  alter: (row: Row) => Frame
) =>
  rows.map((row) => {
    const { name, before, frame, at, then, expect } = row
    const around = (inner: Frame) => (before === undefined ? [inner] : [before, inner])
    return tolerance({
      ...at,
      id: `http2/${id}-in-${name}`,
      title: title(name.toUpperCase().replace('-', '_')),
      requirements: [requirement],
      control: around(frame),
      probe: around(alter(row)),
      ...(then === undefined ? {} : { then }),
      expect
    })
  })

export const cases = [
  ...family(
    'unused-flags',
    (name) => `a ${name} frame with all flags set that it does not define`,
    'rfc9113-4.1-3',
    ({ frame, unused }) => ({ ...frame, flags: [...(frame.flags ?? []), unused] })
  ),
  ...family(
    'reserved-bit',
    (name) => `a ${name} frame with the reserved bit set`,
    'rfc9113-4.1-4',
    ({ frame }) => ({ ...frame, reserved: true })
  )
]
