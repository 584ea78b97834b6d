import { accepted, anyOf, connectionError } from '../../lab/http2/expectation.ts'
import { get, opening, settings } from '../../lab/http2/steps.ts'
import { offence, tolerance } from '../http2/server-case.ts'

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
  })
]
