import type { Need } from '../../lab/case.ts'
import type { ClientExpectation } from '../../lab/http1/client-expectation.ts'
import type { Http1ClientCase } from '../../lab/http1/judge-client.ts'
import { send, type Step } from '../../lab/http1/steps.ts'
import { called, finished } from '../../lab/http1/steps-client.ts'
import type { Task } from '../../lab/script.ts'
import { strongest } from '../strongest.ts'
import type { Part } from './server-case.ts'

/** A case against a client, as it is written down. The rest follows from it: the request, the end of the response and of the client. */
export interface ClientCase {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  /** What the client is asked to do: one request unless said otherwise. */
  readonly task?: Task
  /** What comes between the request and the difference. */
  readonly given?: readonly Step[]
  /** The client's request is not waited for before the difference. */
  readonly opening?: readonly Step[]
  readonly control?: Part
  readonly probe?: Part
  /** What comes after the difference, in place of the rest of the content and the client's end. */
  readonly then?: readonly Step[]
  readonly expect: ClientExpectation
  /** The client may fail at the control. */
  readonly failsToo?: true
  readonly needs?: readonly Need[]
  readonly why?: string
  readonly slow?: true
}

/** The probe is unlawful and must be refused as the specification says; the control is its lawful neighbour. */
export const offence = (parts: ClientCase): Http1ClientCase => clientCase('offence', parts)
/** Control and probe are both lawful, or the specification leaves it open, and the probe must be read as it says. */
export const tolerance = (parts: ClientCase): Http1ClientCase => clientCase('tolerance', parts)
/** At the probe the client must do something that it has no reason to do at the control. */
export const obligation = (parts: ClientCase): Http1ClientCase => clientCase('obligation', parts)

const OF_TASKS: Readonly<Record<Task, readonly Need[]>> = {
  request: [],
  several: ['several-requests', 'keep-alive'],
  upload: ['client-upload'],
  websocket: ['websocket']
}

function clientCase(kind: Http1ClientCase['kind'], parts: ClientCase): Http1ClientCase {
  const { id, title, requirements, task, given = [], then = finished, expect, failsToo, why, slow } = parts
  const before = [...(parts.opening ?? called(task === undefined ? {} : { task })), ...given]
  const script = (part: Part) => ({ steps: [...before, ...stepsOf(part), ...then] })
  const needs = new Set([...OF_TASKS[task ?? 'request'], ...ofExpectation(expect), ...(parts.needs ?? [])])
  return {
    id: `http1/client/${id}`,
    kind,
    role: 'client',
    title,
    requirements,
    ...strongest(requirements),
    needs: [...needs],
    control: script(parts.control),
    probe: script(parts.probe),
    mark: before.length,
    expect,
    ...(failsToo === undefined ? {} : { failsToo }),
    ...(why === undefined ? {} : { why }),
    ...(slow === undefined ? {} : { slow })
  }
}

/** What a client must show, so that the expectation can be judged. */
function ofExpectation(expectation: ClientExpectation): Need[] {
  switch (expectation.expect) {
    case 'refused':
      return ['shows-refusal']
    case 'accepted':
    case 'refused or read':
      return ['exit-status', ...(expectation.shows === undefined ? [] : (['shows-content'] as const))]
    case 'as the control':
      return ['exit-status']
    case 'left':
    case 'that':
      return []
  }
}

function stepsOf(part: Part): Step[] {
  if (part === undefined) return []
  return typeof part === 'string' ? [send(part)] : [part]
}
