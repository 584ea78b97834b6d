import { accepted, anyOf, connectionError, that } from '../../lab/http2/expectation.ts'
import type { Message } from '../../lab/http2/message.ts'
import { any, get, goaway, opening, send, settings, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { getLarge } from '../http2/get-large.ts'
import { closedWindow, INITIAL_WINDOW, opened, sharesIn, sharesText } from '../http2/held-back.ts'
import { obligation, offence, tolerance } from '../http2/server-case.ts'

/** Less than half of what is left in the window of each stream, so that none runs out of its own. */
const OPENED = 32_000
/** Puts one of streams 3 and 5 above the other, as RFC 7540 has it. */
const above = (stream: 3 | 5): Message => ({
  frame: 'PRIORITY',
  stream,
  priority: { dependency: 0, weight: 256, exclusive: true }
})
const after = (value: number) => settings(['NO_RFC7540_PRIORITIES', value])

export const cases = [
  ...[0, 1].map((value) =>
    tolerance({
      id: `http2/no-rfc7540-priorities-of-${value}`,
      title: `SETTINGS_NO_RFC7540_PRIORITIES of ${value}, repeated with the same value`,
      requirements: ['rfc9218-2.1-2', 'rfc9113-6.5.2-13'],
      opening: opening(['NO_RFC7540_PRIORITIES', value]),
      control: [settings(), get(1)],
      probe: [after(value), get(1)],
      expect: accepted(1)
    })
  ),
  offence({
    id: 'http2/no-rfc7540-priorities-of-2',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES of 2',
    requirements: ['rfc9218-2.1-2'],
    needs: ['priorities'],
    opening: opening(['NO_RFC7540_PRIORITIES', 1]),
    control: after(1),
    probe: after(2),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    id: 'http2/no-rfc7540-priorities-changed',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES with another value than at first',
    requirements: ['rfc9218-2.1-5'],
    needs: ['priorities'],
    opening: opening(['NO_RFC7540_PRIORITIES', 1]),
    control: [after(1), get(1)],
    probe: [after(0), get(1)],
    expect: anyOf(accepted(1), connectionError('PROTOCOL_ERROR')),
    why: 'It may be a connection error or be passed over; no other code fits.'
  }),
  tolerance({
    id: 'http2/priority-after-no-rfc7540-priorities',
    title: 'a PRIORITY frame after SETTINGS_NO_RFC7540_PRIORITIES of 1',
    requirements: ['rfc9218-2.1-6', 'rfc9113-5.1+1'],
    opening: opening(['NO_RFC7540_PRIORITIES', 1]),
    control: [get(3)],
    probe: [
      { frame: 'PRIORITY', stream: 3, priority: { dependency: 1, weight: 256, exclusive: true } },
      get(3)
    ],
    expect: accepted(3)
  }),
  tolerance({
    id: 'http2/headers-with-priority-after-no-rfc7540-priorities',
    title: 'HEADERS with priority fields after SETTINGS_NO_RFC7540_PRIORITIES of 1',
    requirements: ['rfc9218-2.1-6', 'rfc9113-6.2+1'],
    opening: opening(['NO_RFC7540_PRIORITIES', 1]),
    control: get(1),
    probe: { ...get(1), priority: { dependency: 0, weight: 1 } } as ReturnType<typeof get>,
    expect: accepted(1)
  }),
  obligation({
    id: 'http2/priority-used-after-no-rfc7540-priorities',
    title:
      'a PRIORITY frame that puts one of two responses above the other, after SETTINGS_NO_RFC7540_PRIORITIES of 1',
    requirements: ['rfc9218-2.1-6'],
    needs: ['large'],
    opening: closedWindow(['NO_RFC7540_PRIORITIES', 1]),
    given: [send(getLarge(3), getLarge(5)), ...opened(OPENED, 3, 5)],
    control: above(3),
    probe: above(5),
    then: [
      send({ frame: 'WINDOW_UPDATE', stream: 0, increment: OPENED }),
      until(any({ until: 'data', stream: 0, octets: INITIAL_WINDOW + 2 * OPENED }, goaway))
    ],
    expect: that('what was sent first to go on', (view) => {
      const [before, after] = [sharesIn(view.before), sharesIn(view.after)]
      if (before.total < OPENED || after.total < OPENED)
        return inconclusive(`the window was opened by ${OPENED} octets twice, and they did not come`)
      const said = `${sharesText(before.shares)}; with PRIORITY: ${sharesText(after.shares)}`
      const [first = 0, then = 0] = [before.shares.get(5), after.shares.get(5)]
      return first * 2 < OPENED && then * 10 > 9 * OPENED
        ? violates(`stream 5 was put above stream 3: ${said}`, [after.last])
        : conforms('exact', said, [after.last])
    }),
    why: 'Who took turns before, or served one response after the other, goes on so.'
  })
]
