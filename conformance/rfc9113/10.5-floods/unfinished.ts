import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Frame } from '../../../lab/http2/message.ts'
import { PREFACE } from '../../../lab/http2/registry.ts'
import { opening, post, send, type Step } from '../../../lab/http2/steps.ts'
import { strain } from './flood-case.ts'
import { SHORT_REQUEST } from './requests.ts'

const request = (whole: boolean): Frame => ({
  frame: 'HEADERS',
  stream: 1,
  block: { representations: SHORT_REQUEST },
  endStream: true,
  ...(whole ? {} : { endHeaders: false })
})

/** Connections that are opened and cut, one after the other. */
const cuts = (times: number, ...messages: Frame[]): Step => ({
  do: 'repeat',
  times,
  steps: [
    ...opening().map((step) => ({ ...step, on: 'cut' }) as Step),
    { ...send(...messages), on: 'cut' } as Step,
    { do: 'close', on: 'cut', abruptly: true }
  ]
})

/** Connections that stop in the middle of something, or end there. */
export const unfinished: readonly Http2Case[] = [
  strain({
    id: 'http2/half-preface',
    title: 'a connection preface of which the end never comes',
    requirements: ['rfc9113-10.5-2'],
    // An acknowledgement must not stand in the middle of the preface.
    opening: [{ do: 'open' }, { do: 'automate', set: { acknowledge: false } }],
    control: { text: `${PREFACE}\0\0\0\u0004\0\0\0\0\0` },
    probe: { text: PREFACE.slice(0, 10) },
    mute: true
  }),
  strain({
    id: 'http2/stalled-field-block',
    title: 'a field block of which the end never comes',
    requirements: ['cve-2024-27316', 'rfc9113-10.5-2'],
    control: request(true),
    probe: request(false),
    mute: true
  }),
  strain({
    id: 'http2/reset-in-field-block',
    title: 'connections that are reset in the middle of a field block',
    requirements: ['cve-2024-27983', 'rfc9113-10.5-2'],
    control: cuts(0, request(false)),
    probe: cuts(30, request(false))
  }),
  strain({
    id: 'http2/reset-behind-upload',
    title: 'connections that are reset right behind a request with content to come',
    requirements: ['cve-2024-27983', 'rfc9113-10.5-2'],
    needs: ['upload'],
    control: cuts(0, post(1), { frame: 'DATA', stream: 1, data: 'x' }),
    probe: cuts(30, post(1), { frame: 'DATA', stream: 1, data: 'x' })
  })
]
