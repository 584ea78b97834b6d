import type { Need } from '../../lab/case.ts'
import type { Expectation } from '../../lab/http1/expectation.ts'
import type { Http1Case } from '../../lab/http1/judge-case.ts'
import { closing, get, message, open, send, until, untilQuiet, type Step } from '../../lab/http1/steps.ts'
import { strongest } from '../strongest.ts'

/** What differs between control and probe: octets of one write, or a step; left out when undefined. */
export type Part = string | Step | undefined

/** A case against a server, as it is written down. The rest follows from it: opening, waits, canary. */
export interface ServerCase {
  readonly id: string
  readonly title: string
  /** Requirement ids; the first one's section is where the case is filed. */
  readonly requirements: readonly string[]
  /** What comes before the difference, in place of the opening of a connection. */
  readonly given?: readonly Step[]
  readonly control?: Part
  readonly probe?: Part
  /** What comes after the difference, in place of the response and the canary. */
  readonly then?: readonly Step[]
  readonly expect: Expectation
  /** The control is lawful and yet refused, as the case means it to be. */
  readonly refusedToo?: true
  readonly needs?: readonly Need[]
  readonly why?: string
  readonly slow?: true
  readonly alone?: true
}

/** The probe is unlawful and must be refused as the specification says; the control is its lawful neighbour. */
export const offence = (parts: ServerCase): Http1Case => serverCase('offence', parts)
/** Control and probe are both lawful, and the probe must be accepted. */
export const tolerance = (parts: ServerCase): Http1Case => serverCase('tolerance', parts)
/** At the probe the target must do something that it has no reason to do at the control. */
export const obligation = (parts: ServerCase): Http1Case => serverCase('obligation', parts)

function serverCase(kind: Http1Case['kind'], parts: ServerCase): Http1Case {
  const {
    id,
    title,
    requirements,
    given = [open()],
    then = epilogue(given.filter(isMessageWait).length),
    needs = [],
    expect,
    why,
    slow,
    alone
  } = parts
  const script = (part: Part) => ({ steps: [...given, ...stepsOf(part), ...then] })
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
    mark: given.length,
    expect,
    ...(parts.refusedToo === undefined ? {} : { refusedToo: parts.refusedToo }),
    ...(why === undefined ? {} : { why }),
    ...(slow === undefined ? {} : { slow }),
    ...(alone === undefined ? {} : { alone })
  }
}

function stepsOf(part: Part): Step[] {
  if (part === undefined) return []
  return typeof part === 'string' ? [send(part)] : [part]
}

const isMessageWait = (step: Step): boolean => step.do === 'until' && step.criterion.until === 'message'

/**
 * What follows the difference unless a case says otherwise: the response; a request on the same connection, by whose answer a
 * connection shows that it goes on, and where the one before ended; and our half-close, on which a target that waits for more
 * has to decide. `before`: responses that came before the difference.
 */
export const epilogue = (before = 0): readonly Step[] => [
  until({ until: 'any', of: [message(before + 1), closing] }),
  send(get()),
  untilQuiet({ until: 'any', of: [message(before + 2), closing] }),
  { do: 'end' },
  untilQuiet(closing)
]

/** What follows where nothing need be answered: a wait, and our half-close. */
export const patiently: readonly Step[] = [
  untilQuiet({ until: 'any', of: [message(), closing] }),
  { do: 'end' },
  untilQuiet(closing)
]
