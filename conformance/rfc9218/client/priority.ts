import { accepted, anyOf, connectionError, that, type Expectation } from '../../../lab/http2/expectation.ts'
import { acceptedByClient } from '../../../lab/http2/judge-client.ts'
import { has, isType } from '../../../lab/http2/reading.ts'
import type { WireFrame } from '../../../lab/http2/split.ts'
import { settings } from '../../../lab/http2/steps.ts'
import { clientBarrier, finish, FIRST, head, listening } from '../../../lab/http2/steps-client.ts'
import { conforms, inconclusive, unsupported, violates } from '../../../lab/verdict.ts'
import { obligation, offence, tolerance, unfinished } from '../../http2/client-case.ts'
import { acknowledgement, framesAfter } from '../../http2/client-expectations.ts'

const needs = ['priorities'] as const

const firstSettings = {
  opening: [{ do: 'open', task: 'several' }] as const,
  given: [],
  then: [...listening().slice(2), ...unfinished('several'), ...clientBarrier(), ...finish('several', 1)]
}

/** After the first acknowledgement nothing of a kind comes. */
const without = (says: string, kind: (frame: WireFrame) => boolean): Expectation =>
  that(says, (view) => {
    const from = acknowledgement(view, 1)
    if (from === undefined) return inconclusive('the SETTINGS were not acknowledged')
    const found = framesAfter(view).find(({ entry, frame }) => entry > from && kind(frame))
    if (found !== undefined) return violates('one came after the acknowledgement', [found.entry])
    return acceptedByClient(view)
  })

/** Whether a client's requests say something in the scheme of RFC 7540, and in that of RFC 9218. */
const bothSchemes = that('signals of RFC 7540 and of RFC 9218 before SETTINGS have come', (view) => {
  const first = view.events.find(({ event, by }) => event === 'frame' && by === 'lab')?.entry ?? Infinity
  const early = view.events.filter(({ by, entry }) => by === 'target' && entry < first)
  const request = early.find((event) => event.event === 'fields')
  if (request?.event !== 'fields') return unsupported('the client makes no request before SETTINGS have come')
  const frames = view.frames(early)
  const old = frames.some(
    ({ frame }) => isType(frame, 'PRIORITY') || (isType(frame, 'HEADERS') && has(frame, 'PRIORITY'))
  )
  const fresh =
    frames.some(({ frame }) => isType(frame, 'PRIORITY_UPDATE')) ||
    request.fields.some(({ name }) => name === 'priority')
  if (!old && !fresh) return unsupported('the client gives its request no priority')
  return old && fresh
    ? conforms('exact', 'both came', [request.entry])
    : violates(`only a signal of RFC ${old ? '7540' : '9218'} came`, [request.entry])
})

export const cases = [
  obligation({
    id: 'http2/client/one-priority-scheme-before-settings',
    title: 'SETTINGS that are held back',
    requirements: ['rfc9218-2.1.1-1'],
    needs,
    opening: [{ do: 'open' }],
    given: [],
    probe: { do: 'pause', patience: 'quiet' },
    then: [...listening().slice(1), ...unfinished(), ...clientBarrier(), ...finish()],
    expect: bothSchemes
  }),
  offence({
    id: 'http2/client/no-rfc7540-priorities-of-2',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES of 2',
    requirements: ['rfc9218-2.1-2'],
    needs,
    // Of the same truth as before, for whoever takes it so.
    settings: [['NO_RFC7540_PRIORITIES', 1]],
    control: settings(['NO_RFC7540_PRIORITIES', 1]),
    probe: settings(['NO_RFC7540_PRIORITIES', 2]),
    expect: connectionError('PROTOCOL_ERROR')
  }),
  tolerance({
    id: 'http2/client/no-rfc7540-priorities-changed',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES with another value than before',
    requirements: ['rfc9218-2.1-5'],
    needs,
    settings: [['NO_RFC7540_PRIORITIES', 0]],
    control: settings(['NO_RFC7540_PRIORITIES', 0]),
    probe: settings(['NO_RFC7540_PRIORITIES', 1]),
    expect: anyOf(accepted(), connectionError('PROTOCOL_ERROR'))
  }),
  offence({
    id: 'http2/client/priority-update-from-server',
    title: 'a PRIORITY_UPDATE frame from a server',
    requirements: ['rfc9218-7.1-11'],
    needs,
    probe: { frame: 'PRIORITY_UPDATE', prioritized: FIRST, value: 'u=1' },
    expect: connectionError('PROTOCOL_ERROR')
  }),
  obligation({
    id: 'http2/client/old-priority-signals',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES of 1 in the server preface',
    requirements: ['rfc9218-2.1.1-2'],
    needs,
    task: 'several',
    ...firstSettings,
    control: settings(['NO_RFC7540_PRIORITIES', 0]),
    probe: settings(['NO_RFC7540_PRIORITIES', 1]),
    expect: without(
      'no signal of RFC 7540 after it was read',
      (frame) => isType(frame, 'PRIORITY') || (isType(frame, 'HEADERS') && has(frame, 'PRIORITY'))
    )
  }),
  obligation({
    id: 'http2/client/priority-update-to-server-without',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES of 0 in the server preface',
    requirements: ['rfc9218-2.1.1-3'],
    needs,
    task: 'several',
    ...firstSettings,
    control: settings(['NO_RFC7540_PRIORITIES', 1]),
    probe: settings(['NO_RFC7540_PRIORITIES', 0]),
    expect: without('no PRIORITY_UPDATE after it was read', (frame) => isType(frame, 'PRIORITY_UPDATE'))
  }),
  tolerance({
    id: 'http2/client/priority-field-with-unknown-parameters',
    title: 'a Priority field with unknown parameters and values out of range in a response',
    requirements: ['rfc9218-4-2'],
    given: [],
    control: head(FIRST, ['priority', 'u=3, i']),
    probe: head(FIRST, ['priority', 'u=9, i=4, zyphos']),
    expect: accepted(FIRST)
  })
]
