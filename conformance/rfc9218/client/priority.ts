import { accepted, anyOf, connectionError } from '../../../lab/http2/expectation.ts'
import { settings } from '../../../lab/http2/steps.ts'
import { FIRST, head } from '../../../lab/http2/steps-client.ts'
import { offence, tolerance } from '../../http2/client-case.ts'

const needs = ['priorities'] as const

export const cases = [
  offence({
    id: 'http2/client/no-rfc7540-priorities-of-2',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES of 2',
    requirements: ['rfc9218-2.1-2'],
    needs,
    control: settings(['NO_RFC7540_PRIORITIES', 0]),
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
