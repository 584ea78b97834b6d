import type { Core } from '../../impl/core.ts'
import type { Errand } from '../clients/driver.ts'
import type { Subject } from '../exchange/memory-client.ts'

/** A trivial bad client. */
export interface Http1ClientRogue {
  readonly name: string
  /** What it does, as a clause. */
  readonly does: string
  create(errand: Errand): Subject
}

/** What it says as soon as it is connected, whether it ends the connection then, and how it exits. */
interface Habit {
  readonly says?: string
  readonly closes?: true
  /** How it exits at once; or, with `answered`, when something has come. */
  readonly exits?: number
  readonly answered?: true
  /** Says it again on new connections, so many times. */
  readonly retries?: number
}

const GET = 'GET /page HTTP/1.1\r\nHost: localhost:8080\r\n\r\n'

const rogue = (name: string, does: string, habit: Habit): Http1ClientRogue => ({
  name,
  does,
  create: () => play(habit)
})

/** Bad clients, none of which may score. */
export const http1ClientRogues: readonly Http1ClientRogue[] = [
  rogue('mute', 'connects and says nothing', {}),
  rogue('gone', 'connects, says nothing and exits with 0', { exits: 0 }),
  rogue('failing', 'makes a request and exits with 1, whatever comes', {
    says: GET,
    exits: 1,
    answered: true
  }),
  rogue('content', 'makes a request and exits with 0, whatever comes', {
    says: GET,
    exits: 0,
    answered: true
  }),
  rogue('hasty', 'makes a request and exits with 0 at once', { says: GET, exits: 0 }),
  rogue('closing', 'makes a request, closes and exits with 0', { says: GET, closes: true, exits: 0 }),
  rogue('asking', 'makes a request and never ends', { says: GET }),
  rogue('garbage', 'sends what is no HTTP and exits with 0', {
    says: '\x16\x03\x01\x00\r\n\r\n',
    exits: 0,
    answered: true
  }),
  rogue('pipelining', 'sends three requests at once and exits with 0 when something has come', {
    says: GET.repeat(3),
    exits: 0,
    answered: true
  }),
  rogue('retrying', 'makes its request again and again on new connections', { says: GET, retries: 50 }),
  rogue('breaking', 'makes a request and breaks down when something has come', {
    says: GET,
    exits: -1,
    answered: true
  })
]

function play({ says = '', closes, exits, answered, retries = 0 }: Habit): Subject {
  let heard = false
  let left = retries
  const connect = (): Core => {
    let said = says
    return {
      receive: () => void (heard = true),
      end: () => undefined,
      advance: () => undefined,
      deadline: () => undefined,
      output: () => {
        if (said === '') return undefined
        const octets = Buffer.from(said, 'latin1')
        said = ''
        return octets
      },
      get finished() {
        return closes === true && said === ''
      }
    }
  }
  return {
    core: connect(),
    further: () => (heard && left-- > 0 ? connect() : undefined),
    outcome: () => {
      if (exits === undefined || (answered === true && !heard)) return undefined
      return exits === -1 ? 'SIGSEGV' : exits
    }
  }
}
