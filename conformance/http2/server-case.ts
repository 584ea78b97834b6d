import type { Need } from '../../lab/case.ts'
import type { Expectation } from '../../lab/http2/expectation.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import type { SettingName } from '../../lab/http2/registry.ts'
import {
  any,
  barrier,
  canary,
  goaway,
  opening,
  over,
  response,
  send,
  until,
  type Step
} from '../../lab/http2/steps.ts'
import type { Value } from '../../lab/http2/values.ts'
import { strongest } from '../strongest.ts'

/** What differs between control and probe: a message, messages of one write, or a step; left out when undefined. */
export type Part = Message | readonly Message[] | Step | undefined

/** A case against a server, as it is written down. The rest follows from it: opening, waits, canary. */
export interface ServerCase {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  /** Our SETTINGS at the start. */
  readonly settings?: readonly (readonly [SettingName | number, Value])[]
  /** How the connection begins, when it does not begin with both sides' settings coming into force. */
  readonly opening?: readonly Step[]
  /** What comes before the difference. */
  readonly given?: readonly Step[]
  readonly control?: Part
  readonly probe?: Part
  /** What comes after the difference, in place of the barrier and the canary. */
  readonly then?: readonly Step[]
  readonly expect: Expectation
  /** Streams that the target must not be able to finish before it reacts. */
  readonly holds?: readonly number[]
  /** Streams that control and probe alike make the target refuse. */
  readonly refused?: readonly number[]
  readonly needs?: readonly Need[]
  readonly why?: string
  readonly slow?: true
  readonly alone?: true
}

/** The probe is unlawful and must be refused as the specification says; the control is its lawful neighbour. */
export const offence = (parts: ServerCase): Http2Case => serverCase('offence', parts)
/** Control and probe are both lawful, and the probe must be accepted. */
export const tolerance = (parts: ServerCase): Http2Case => serverCase('tolerance', parts)
/** At the probe the target must do something that it has no reason to do at the control. */
export const obligation = (parts: ServerCase): Http2Case => serverCase('obligation', parts)

function serverCase(kind: Http2Case['kind'], parts: ServerCase): Http2Case {
  const before = [...(parts.opening ?? opening(...(parts.settings ?? []))), ...(parts.given ?? [])]
  const after = parts.then ?? epilogue(parts.expect)
  const script = (part: Part) => ({ steps: [...before, ...stepsOf(part), ...after] })
  const { id, title, requirements, needs = [], expect, holds, refused, why, slow, alone } = parts
  return {
    id,
    kind,
    role: 'server',
    title,
    requirements,
    ...strongest(requirements),
    needs,
    control: script(parts.control),
    probe: script(parts.probe),
    mark: before.length,
    expect,
    ...(holds === undefined ? {} : { holds }),
    ...(refused === undefined ? {} : { refused }),
    ...(why === undefined ? {} : { why }),
    ...(slow === undefined ? {} : { slow }),
    ...(alone === undefined ? {} : { alone })
  }
}

function stepsOf(part: Part): Step[] {
  if (part === undefined) return []
  if ('do' in part) return [part]
  return [send(...(Array.isArray(part) ? (part as readonly Message[]) : [part as Message]))]
}

/**
 * What follows the difference unless a case says otherwise. Where a message on a stream is judged, its answer is waited
 * for first; then the barriers show that everything before them was handled, and the canary that the target still serves.
 */
export function epilogue(expect: Expectation): Step[] {
  const stream = expect.expect === 'malformed' || expect.expect === 'accepted' ? expect.stream : undefined
  const answer = stream === undefined ? [] : [until(any(response(stream), over(stream), goaway))]
  return [...answer, ...barrier(), ...canary()]
}
