import type { Core } from '../../impl/core.ts'
import { concat } from '../http2/split.ts'

/** A trivial bad program, as a core: the control group of every suite. None may score. */
export interface Rogue {
  readonly name: string
  /** What it does, as a clause: "closes at anything but SETTINGS". */
  readonly does: string
  create(): Core
}

/** A core that answers what it receives by a function; undefined closes. It has no notion of time. */
export function reacting(
  greeting: Uint8Array | undefined,
  react: (octets: Uint8Array) => Uint8Array | 'close' | undefined,
  last?: Uint8Array
): Core {
  let output = greeting
  let finished = false
  const say = (octets: Uint8Array) => (output = output === undefined ? octets : concat([output, octets]))
  return {
    receive(octets) {
      if (finished) return
      const answer = react(octets)
      if (answer === 'close') {
        if (last !== undefined) say(last)
        finished = true
      } else if (answer !== undefined && answer.length > 0) say(answer)
    },
    end() {
      finished = true
    },
    advance() {},
    deadline: () => undefined,
    output() {
      const octets = output
      output = undefined
      return octets
    },
    get finished() {
      return finished
    }
  }
}
