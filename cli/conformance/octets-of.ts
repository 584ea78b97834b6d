import { Unresolved } from '../../lab/dialect.ts'
import type { Script } from '../../lab/script.ts'
import type { Suite } from '../../lab/suite.ts'
import { hex } from '../../reports/octets/hex.ts'
import { http1Lines } from '../../reports/octets/http1-lines.ts'

/** What stands in for the placeholders of a script when it is shown and no target is there. */
export interface Sample {
  readonly values: Readonly<Record<string, string>>
}

/** Keys of values that are taken from what was observed on the connection. */
const OBSERVED = ['peer', 'window', 'request', 'promise', 'round']

/** For each top-level send step the octets of its messages, as far as they can be known without a target. */
export function octetsOf(
  suite: Suite,
  script: Script,
  { values }: Sample
): (readonly string[] | undefined)[] {
  const side = suite.role === 'client' ? 'server' : 'client'
  const observer = suite.dialect.observe({ side, values })
  return script.steps.map((step) =>
    step.do === 'send'
      ? step.messages.map((message) => (observed(message) ? LATER : resolved(message)))
      : undefined
  )

  function resolved(message: unknown): string {
    try {
      const octets = observer.resolve(message)
      if (suite.dialect.name !== 'http1') return hex(octets, 48)
      const lines = http1Lines(octets).map(({ text }) => text)
      return lines.length > 24 ? [...lines.slice(0, 24), '…'].join(BREAK) : lines.join(BREAK)
    } catch (error) {
      if (error instanceof Unresolved) return LATER
      throw error
    }
  }
}

/** Between lines of octets of a text protocol, as they are shown below one another. */
const BREAK = '\n           '

const LATER = 'octets depend on what the target says'

function observed(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false
  if (Array.isArray(part)) return part.some(observed)
  return Object.entries(part).some(
    ([name, inner]) =>
      (OBSERVED.includes(name) && name !== 'round') || (name === 'round' && inner === true) || observed(inner)
  )
}
