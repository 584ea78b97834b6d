import type { Need } from '../../lab/case.ts'
import type { Expectation } from '../../lab/http2/expectation.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Message } from '../../lab/http2/message.ts'
import type { SettingName } from '../../lab/http2/registry.ts'
import { send, type Step } from '../../lab/http2/steps.ts'
import {
  clientBarrier,
  finish,
  FIRST,
  head,
  listening,
  requested,
  request,
  whole
} from '../../lab/http2/steps-client.ts'
import type { Value } from '../../lab/http2/values.ts'
import type { Task, TlsTerms } from '../../lab/script.ts'
import { strongest } from '../strongest.ts'
import type { Part } from './server-case.ts'

/** A case against a client, as it is written down. The rest follows from it: opening, an unfinished response, barrier, end. */
export interface ClientCase {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  /** What the client is asked to do: one request unless said otherwise. */
  readonly task?: Task
  readonly tls?: TlsTerms
  /** Our SETTINGS at the start. */
  readonly settings?: readonly (readonly [SettingName | number, Value])[]
  /** How the connection begins, when it does not begin with both sides' settings coming into force. */
  readonly opening?: readonly Step[]
  /**
   * What comes before the difference; the header section of an unfinished response unless said otherwise (for `several`:
   * a whole response to the first request, an unfinished one to the second).
   */
  readonly given?: readonly Step[]
  readonly control?: Part
  readonly probe?: Part
  /** What comes after the difference, in place of the barrier and the end. */
  readonly then?: readonly Step[]
  readonly expect: Expectation
  readonly needs?: readonly Need[]
  readonly why?: string
  readonly slow?: true
  readonly alone?: true
}

/** The probe is unlawful and must be refused as the specification says; the control is its lawful neighbour. */
export const offence = (parts: ClientCase): Http2Case => clientCase('offence', parts)
/** Control and probe are both lawful, and the probe must be accepted. */
export const tolerance = (parts: ClientCase): Http2Case => clientCase('tolerance', parts)
/** At the probe the client must do something that it has no reason to do at the control. */
export const obligation = (parts: ClientCase): Http2Case => clientCase('obligation', parts)

const NEEDS: Readonly<Record<Task, readonly Need[]>> = {
  request: [],
  several: ['several-requests'],
  upload: ['client-upload'],
  websocket: ['websocket']
}

/** What is answered before the difference, unless a case says otherwise. */
export const unfinished = (task: Task = 'request'): Step[] =>
  task === 'several' ? [send(...whole(FIRST)), requested(2), send(head(request(1)))] : [send(head(FIRST))]

function clientCase(kind: Http2Case['kind'], parts: ClientCase): Http2Case {
  const { id, title, requirements, task, tls, settings, needs = [], expect, why, slow, alone } = parts
  const begin = {
    ...(task === undefined ? {} : { task }),
    ...(tls === undefined ? {} : { tls }),
    ...(settings === undefined ? {} : { settings })
  }
  const before = [...(parts.opening ?? listening(begin)), ...(parts.given ?? unfinished(task))]
  const after = parts.then ?? [...clientBarrier(), ...finish(task, task === 'several' ? 1 : 0)]
  const script = (part: Part) => ({ steps: [...before, ...stepsOf(part), ...after] })
  return {
    id,
    kind,
    role: 'client',
    title,
    requirements,
    ...strongest(requirements),
    needs: [
      ...new Set([...NEEDS[task ?? 'request'], ...(tls === undefined ? [] : ['tls' as const]), ...needs])
    ],
    control: script(parts.control),
    probe: script(parts.probe),
    mark: before.length,
    expect,
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
