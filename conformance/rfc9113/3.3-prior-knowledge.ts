import { isType } from '../../lab/http2/reading.ts'
import { accepted, that } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import { any, barrier, canary, get, goaway, over, response, settings, until } from '../../lab/http2/steps.ts'
import { conforms, violates } from '../../lab/verdict.ts'
import { obligation } from '../http2/server-case.ts'

/** The server's first frame is a SETTINGS frame that is no acknowledgement. */
const prefaced = that('a SETTINGS frame as the first frame of the server', (view) => {
  const first = view.frames(view.events).find(({ by }) => by === 'target')
  if (first === undefined) return judgeProbe(accepted(), view)
  return isType(first.frame, 'SETTINGS') && (first.frame.flags & 1) === 0
    ? conforms('exact', 'the first frame is SETTINGS', [first.entry])
    : violates(`the first frame is of type ${first.frame.type}, with flags ${first.frame.flags}`, [
        first.entry
      ])
})

const parts = {
  opening: [{ do: 'open' }],
  given: [],
  // The settings of the preface are what a server might wait for: they differ, its own preface is due with either.
  control: [{ text: PREFACE }, settings(['MAX_CONCURRENT_STREAMS', 100]), get(1)],
  probe: [{ text: PREFACE }, settings(), get(1)],
  then: [until(any(response(1), over(1), goaway)), ...barrier(), ...canary()],
  expect: prefaced
} as const

export const cases = [
  obligation({
    ...parts,
    id: 'http2/no-server-preface-over-tls',
    title: 'the preface of a client over TLS, which the server answers with its own',
    requirements: ['rfc9113-3.2-2'],
    needs: ['tls']
  }),
  obligation({
    ...parts,
    id: 'http2/no-server-preface-with-prior-knowledge',
    title:
      'the preface of a client with prior knowledge over cleartext, which the server answers with its own',
    requirements: ['rfc9113-3.3-2'],
    needs: ['cleartext']
  })
]
