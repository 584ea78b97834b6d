import { playCase } from '../../conformance/laws/play-case.ts'
import { referenceServer } from '../../conformance/laws/reference.ts'
import { variantFor } from '../../conformance/laws/variants.ts'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import type { Criterion, Limit } from './criterion.ts'
import { figure } from './findings.ts'
import { matches } from './glob.ts'

/**
 * A criterion about cases of the HTTP/2 server suite: they are played on our server in memory, under a virtual clock. Cases
 * that need TLS are left out, and counted.
 */
export function byCases(globs: readonly string[], limits: readonly Limit[]): Criterion {
  return {
    how: `npm run conformance http2 -- ${globs.map((glob) => `--case '${glob}'`).join(' ')}`,
    limits,
    measure() {
      const chosen = http2Server.cases.filter(({ id }) => globs.some((glob) => matches(glob, id)))
      const played = chosen.filter(({ needs }) => !needs.includes('tls'))
      const verdicts = played.map((one) => ({
        id: one.id,
        verdict: playCase(one, () => referenceServer({}, {}, variantFor(one))).finding.verdict
      }))
      const other = verdicts.filter(({ verdict }) => verdict !== 'conforms')
      return Promise.resolve({
        figures: [
          figure('cases that our server conforms to', verdicts.length - other.length),
          figure('cases that it does not conform to', other.length),
          figure('cases left out, as they need TLS', chosen.length - played.length)
        ],
        missing: other.map(({ id, verdict }) => `${id}: ${verdict}`)
      })
    }
  }
}
