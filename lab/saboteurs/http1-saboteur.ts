import type { Core } from '../../impl/core.ts'

/** Stands between a sound HTTP/1 server and its peer, and does one thing wrong that no reading of a rule does. */
export interface Http1Saboteur {
  readonly name: string
  /** What it does, as a clause. */
  readonly does: string
  /** Requirements of which it breaks one. */
  readonly requirements: readonly string[]
  create(sound: () => Core): Core
}

/** Rewrites octets that the server sends (one character an octet), and those that it is sent. */
export function rewriting(
  name: string,
  does: string,
  requirements: readonly string[],
  outgoing: (text: string) => string,
  incoming: (text: string) => string = (text) => text
): Http1Saboteur {
  return {
    name,
    does,
    requirements,
    create(sound) {
      const core = sound()
      return {
        receive: (octets, now) => core.receive(Buffer.from(incoming(latin1(octets)), 'latin1'), now),
        end: (now) => core.end(now),
        advance: (now) => core.advance(now),
        deadline: () => core.deadline(),
        output() {
          const octets = core.output()
          return octets === undefined ? undefined : Buffer.from(outgoing(latin1(octets)), 'latin1')
        },
        get finished() {
          return core.finished
        }
      }
    }
  }
}

const latin1 = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1')

/** Puts field lines into every head that is sent. */
export const adding = (name: string, line: string, ...requirements: readonly string[]): Http1Saboteur =>
  rewriting(name, `adds "${line}" to every response`, requirements, (text) =>
    text.replaceAll(/^(HTTP\/1\.1 \d{3}[^\r\n]*\r\n)/gm, `$1${line}\r\n`)
  )
