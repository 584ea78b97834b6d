import { readFileSync } from 'node:fs'
import { http2Client } from '../http2/client-suite.ts'
import { http2Server } from '../http2/server-suite.ts'
import { isForeign } from './foreign.ts'
import type { Role } from '../../lab/case.ts'
import { http1Server } from '../http1/server-suite.ts'
import { isForeignToHttp1, http1ServerMutants, playHttp1ReferenceServer } from './http1-reference.ts'
import { toothlessHttp1Servers, unnoticedOnHttp1Servers } from './http1-unnoticed.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import type { Mutant } from './mutation.ts'
import { clientMutants, playReferenceClient } from './reference-client.ts'
import { playReferenceServer, serverMutants } from './reference.ts'
import type { Ground, Teeth } from './teeth.ts'
import { toothlessOnClients, unnoticedOnClients } from './unnoticed-on-clients.ts'
import { toothlessOnServers, unnoticedOnServers, type Unnoticed } from './unnoticed.ts'

/** One role, with the teeth found, and what is known to have none. */
export interface ToothedGround extends Ground {
  readonly suite: string
  readonly role: Role
  /** The file, beside this one, in which its teeth are kept, by role. */
  readonly file: string
  readonly teeth: Teeth
  /** Mutants of rules that bind another role, or are of a specification without a suite: nobody need notice them. */
  foreign(mutant: Mutant): boolean
  /** Mutants that nothing can notice → why. */
  readonly unnoticed: ReadonlyMap<string, string>
  /** Cases and invariants that no mutant in memory violates → where it is shown that they can fail. */
  readonly toothless: Readonly<Record<string, string>>
}

/** How a reason begins where the case that would notice is yet to be written. */
export const OPEN = 'open: '
type TeethByRole = Readonly<Partial<Record<Role, Teeth>>>

/** Teeth as they are kept in a file beside this one. */
export const keptTeeth = (file: string): TeethByRole =>
  JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')) as TeethByRole
const NONE: Teeth = { mutants: {}, cases: {}, invariants: {} }
const HTTP2 = 'teeth.json'
const HTTP1 = 'teeth-http1.json'
const reasons = (listed: readonly Unnoticed[]): ReadonlyMap<string, string> =>
  new Map(
    listed.flatMap(({ mutants, why, open }) =>
      mutants.map((name): [string, string] => [name, open === true ? `${OPEN}${why}` : why])
    )
  )

const foreign =
  (role: 'server' | 'client') =>
  ({ name }: Mutant): boolean =>
    !/^(saboteur|application): /.test(name) && isForeign(name.slice(0, name.lastIndexOf(': ')), role)

/** Floods that a mutant is known by, and that take no time. */
const QUICK: readonly string[] = ['http2/hpack-bomb']

/** The suite of a role, with what cannot be played in memory. */
export const suiteOf = (role: Role) => (role === 'server' ? http2Server : http2Client)

/**
 * The grounds of the law. Cases over TLS are not played in memory, and floods take seconds each: that those can fail is
 * shown by servers that the flood wears out (10.5-denial-of-service.test.ts).
 */
export const grounds: readonly ToothedGround[] = [
  {
    suite: 'http2',
    role: 'server',
    file: HTTP2,
    cases: http2Server.cases.filter(
      ({ id, needs, alone }) => (!needs.includes('tls') && alone !== true) || QUICK.includes(id)
    ),
    invariants: http2Server.invariants,
    mutants: serverMutants,
    play: playReferenceServer,
    foreign: foreign('server'),
    teeth: keptTeeth(HTTP2).server ?? NONE,
    unnoticed: reasons(unnoticedOnServers),
    toothless: toothlessOnServers
  },
  {
    suite: 'http2',
    role: 'client',
    file: HTTP2,
    cases: http2Client.cases.filter(({ needs }) => !needs.includes('tls')),
    invariants: http2Client.invariants,
    mutants: clientMutants,
    play: (one: Http2Case) => playReferenceClient(one),
    foreign: foreign('client'),
    teeth: keptTeeth(HTTP2).client ?? NONE,
    unnoticed: reasons(unnoticedOnClients),
    toothless: toothlessOnClients
  },
  {
    suite: 'http1',
    role: 'server',
    file: HTTP1,
    cases: http1Server.cases.filter(({ needs, slow }) => !needs.includes('tls') && slow !== true),
    invariants: http1Server.invariants,
    mutants: http1ServerMutants,
    play: playHttp1ReferenceServer,
    foreign: isForeignToHttp1('server'),
    teeth: keptTeeth(HTTP1).server ?? NONE,
    unnoticed: reasons(unnoticedOnHttp1Servers),
    toothless: toothlessHttp1Servers
  }
]
