import type { Need } from '../../../lab/case.ts'
import type { Http2Case } from '../../../lab/http2/judge-case.ts'
import type { Message } from '../../../lab/http2/message.ts'
import type { SettingName } from '../../../lab/http2/registry.ts'
import {
  any,
  get,
  goaway,
  opening,
  over,
  response,
  send,
  until,
  type Step
} from '../../../lab/http2/steps.ts'
import type { Value } from '../../../lab/http2/values.ts'
import { obligation, type Part } from '../../http2/server-case.ts'
import { bounded, MAIN_CANARY, WITNESSES, type Excess } from './bounded.ts'

interface Parts {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  readonly settings?: readonly (readonly [SettingName | number, Value])[]
  readonly opening?: readonly Step[]
  /** What comes before the strain on its connection. */
  readonly given?: readonly Step[]
  /** Whatever else that connection has to say, once a second one was asked whether it is served. */
  readonly then?: readonly Step[]
  /** Nothing more can be said on that connection: whether it still serves is not asked. */
  readonly mute?: true
  readonly needs?: readonly Need[]
  readonly why?: string
}

/** A case about something that may wear a target out, as it is written down. */
export interface Strain extends Parts {
  readonly control: Part
  readonly probe: Part
  /** See Excess. */
  readonly excess?: Excess
}

/** A strain by repetition. */
export interface Flood extends Parts {
  /** What is sent over and over; messages see their round. */
  readonly messages: readonly Message[]
  /** Rounds of the control (3 unless said otherwise; 0 where what is repeated is an offence), and of the probe. */
  readonly few?: number
  readonly many: number
}

/**
 * On one connection something lawful or cheap is done a little (control) or to excess (probe). Lawful either way to end
 * the connection, to refuse streams, or to take it all; what the target must do is to go on serving others: a second
 * connection right behind it, and a new one at the end.
 */
export function strain({ given = [], then = [], mute, control, probe, excess, ...rest }: Strain): Http2Case {
  return obligation({
    ...rest,
    given: [...given, ...witness('other')],
    control,
    probe,
    then: [
      ...asked('other', WITNESSES.other),
      ...then,
      ...(mute === true ? [] : MAIN),
      ...witness('new', WITNESSES.new)
    ],
    expect: bounded(excess),
    alone: true
  })
}

/** A strain by repetition: the same few times, or thousands of times. */
export function flood({ messages, few = 3, many, ...rest }: Flood): Http2Case {
  const repeated = (times: number): Step => ({ do: 'repeat', times, steps: [send(...messages)] })
  return strain({ ...rest, control: repeated(few), probe: repeated(many) })
}

/** Another connection that is served. */
export function witness(on: string, stream = 1): Step[] {
  return [...opening().map((step) => ({ ...step, on }) as Step), ...asked(on, stream)]
}

/** A request on a connection, and a wait for its answer so long that it shows that there is none. */
export function asked(on: string, stream: number): Step[] {
  return [
    { ...send(get(stream)), on } as Step,
    { do: 'until', criterion: any(response(stream), over(stream), goaway), on, patience: 'own' }
  ]
}

/** The flood's own connection, where it is still there. */
const MAIN: readonly Step[] = [
  send(get(MAIN_CANARY)),
  until(any(response(MAIN_CANARY), over(MAIN_CANARY), goaway))
]
