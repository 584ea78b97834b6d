import type { Core } from '../../impl/core.ts'
import { Http1ServerConnection } from '../../impl/http1/server-connection.ts'
import { http1Rules, type Http1RuleSet, type RuleName } from '../../impl/http1/rules.ts'
import { mutantsOf } from '../../impl/rules.ts'
import type { Role } from '../../lab/case.ts'
import { playInMemory } from '../../lab/exchange/memory.ts'
import { http1Dialect } from '../../lab/http1/dialect.ts'
import { judgeCase, type Http1Case } from '../../lab/http1/judge-case.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { createApplication } from '../../lab/reference/application.ts'
import { http1ServerSaboteurs } from '../../lab/saboteurs/http1-server-saboteurs.ts'
import { find } from '../requirements/index.ts'
import { http1VariantOf } from './http1-variants.ts'
import type { Mutant } from './mutation.ts'
import type { PlayedCase } from './played-case.ts'

/** What scripts of HTTP/1 fill in when the target is a core in memory. */
export const HTTP1_VALUES: Readonly<Record<string, string>> = {
  scheme: 'http',
  authority: 'zyphos.test',
  path: '/',
  upload: '/upload',
  large: '/large',
  unread: '/unread',
  echo: '/echo-head',
  file: '/resource',
  ranges: '/resource',
  negotiated: '/negotiated',
  protocol: 'echo'
}

const DEADLINES = deadlinesFor(1)
/** The clock of the virtual exchanges begins here: 25 November 2026, 00:00:00 GMT. */
const BEGINNING = Date.UTC(2026, 10, 25)

/** Our HTTP/1 server in memory, with some rules read otherwise. */
export const http1ReferenceServer = (rules: Http1RuleSet = {}, rule?: RuleName): Core =>
  new Http1ServerConnection({
    handler: createApplication({ now: () => BEGINNING }),
    clock: () => BEGINNING,
    ...(rule === undefined ? {} : http1VariantOf(rule)),
    rules
  })

/** Plays a case on an HTTP/1 server in memory, under a virtual clock: the same each time. */
export function playHttp1Case(one: Http1Case, create: () => Core): PlayedCase {
  const play = (script: Http1Case['control'], required: number) =>
    playInMemory(create, {
      script,
      dialect: http1Dialect,
      context: { side: 'client', values: HTTP1_VALUES },
      deadlines: DEADLINES,
      required
    })
  const control = play(one.control, Infinity)
  const probe = play(one.probe, one.mark)
  return { control, probe, finding: judgeCase(one, control, probe) }
}

/** Plays a case on our server. */
export const playHttp1ReferenceServer = (one: Http1Case): PlayedCase =>
  playHttp1Case(one, () => http1ReferenceServer())

/** Every mutant of the HTTP/1 server: one misreading of one rule; and the saboteurs, for what no rule has a reading for. */
export const http1ServerMutants: readonly Mutant[] = [
  ...mutantsOf(http1Rules).map(({ rule, reading, rules }): Mutant => ({
    name: `${rule}: ${reading}`,
    requirements: http1Rules[rule].requirements,
    play: (one) => playHttp1Case(one as Http1Case, () => http1ReferenceServer(rules, rule)),
    ...(http1VariantOf(rule) === undefined
      ? {}
      : { sound: (one) => playHttp1Case(one as Http1Case, () => http1ReferenceServer({}, rule)) })
  })),
  ...http1ServerSaboteurs.map((saboteur): Mutant => ({
    name: `saboteur: ${saboteur.name}`,
    requirements: saboteur.requirements,
    play: (one) => playHttp1Case(one as Http1Case, () => saboteur.create(() => http1ReferenceServer()))
  }))
]

/** Whether no requirement of a mutant's rule can be tested on that role. */
export const isForeignToHttp1 =
  (role: Role) =>
  ({ name, requirements }: Mutant): boolean =>
    !name.startsWith('saboteur: ') &&
    requirements.every((id) => {
      const testability = find(id)?.testable[role]
      return testability === undefined || !('by' in testability)
    })
