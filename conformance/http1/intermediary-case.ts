import type { Need } from '../../lab/case.ts'
import type { Expectation } from '../../lab/http1/expectation.ts'
import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { get, ok } from '../../lab/http1/intermediary/messages.ts'
import { gets, says, visit, visited } from '../../lab/http1/intermediary/steps.ts'
import { open, send, type Step } from '../../lab/http1/steps.ts'
import { strongest } from '../strongest.ts'

/** What one side says: the same in control and probe, or what differs between them. */
export type Said = string | { readonly control: string; readonly probe: string }

interface Common {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  readonly expect: Expectation
  readonly needs?: readonly Need[]
  readonly why?: string
  readonly slow?: true
}

/** A case in which a request goes to the origin and a response comes back; one of them differs. */
export interface ThroughCase extends Common {
  /** A lawful GET unless said otherwise. */
  readonly request?: Said
  /** A lawful response of five octets unless said otherwise. */
  readonly response?: Said
  /** What the origin does behind its response. */
  readonly behind?: readonly Step[]
  /** What the client does when it has its response. */
  readonly then?: readonly Step[]
}

/** A case that says step by step what happens; `mark` is the number of steps that control and probe have in common. */
export interface SteppedCase extends Common {
  readonly given: readonly Step[]
  readonly control: readonly Step[]
  readonly probe: readonly Step[]
  readonly then?: readonly Step[]
}

type Parts = ThroughCase | SteppedCase

/** Something unlawful comes, from the client or from the origin, and must not get through. */
export const offence = (parts: Parts): Http1Case => intermediaryCase('offence', parts)
/** What comes is lawful and must get through. */
export const tolerance = (parts: Parts): Http1Case => intermediaryCase('tolerance', parts)
/** At the probe the intermediary must do something that it has no reason to do at the control. */
export const obligation = (parts: Parts): Http1Case => intermediaryCase('obligation', parts)

function intermediaryCase(kind: Http1Case['kind'], parts: Parts): Http1Case {
  const { id, title, requirements, needs = [], expect, why, slow } = parts
  return {
    id: `http1/intermediary/${id}`,
    kind,
    role: 'intermediary',
    title,
    requirements,
    ...strongest(requirements),
    needs,
    ...('given' in parts ? stepped(parts) : through(parts)),
    expect,
    ...(why === undefined ? {} : { why }),
    ...(slow === undefined ? {} : { slow })
  }
}

type Scripts = Pick<Http1Case, 'control' | 'probe' | 'mark'>

const stepped = ({ given, control, probe, then = [] }: SteppedCase): Scripts => ({
  control: { steps: [...given, ...control, ...then] },
  probe: { steps: [...given, ...probe, ...then] },
  mark: given.length
})

function through({ request = get(), response = ok(), behind = [], then = [] }: ThroughCase): Scripts {
  const script = (part: 'control' | 'probe') => {
    const said = (one: Said) => (typeof one === 'string' ? one : one[part])
    return {
      steps: [
        open(),
        send(said(request)),
        visit(),
        visited(),
        says(said(response)),
        ...behind,
        gets(),
        ...then
      ]
    }
  }
  return {
    control: script('control'),
    probe: script('probe'),
    mark: typeof request === 'string' ? 4 : 1
  }
}
