import { that } from '../../lab/http2/expectation.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { PREFACE } from '../../lab/http2/registry.ts'
import { all, barrier, send, settings, until } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { tolerance } from '../http2/server-case.ts'

export const cases = [
  tolerance({
    id: 'http2/settings-never-acknowledged',
    title: 'SETTINGS of the server that stay without acknowledgement',
    requirements: ['rfc9113-6.5.3-5'],
    opening: [{ do: 'open' }],
    control: { do: 'automate', set: { acknowledge: true } },
    probe: { do: 'automate', set: { acknowledge: false } },
    then: [
      send({ text: PREFACE }, settings()),
      until(all({ until: 'settings' }, { until: 'settings acknowledged' })),
      { do: 'pause', patience: 'own' },
      ...barrier()
    ],
    slow: true,
    expect: that('SETTINGS_TIMEOUT, or nothing', (view) => {
      const error = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (error !== undefined) {
        const code = codeTextIn(error.frame)
        return ['SETTINGS_TIMEOUT', 'PROTOCOL_ERROR', 'INTERNAL_ERROR'].includes(code)
          ? conforms(code === 'SETTINGS_TIMEOUT' ? 'exact' : 'generic code', `GOAWAY with ${code}`, [
              error.entry
            ])
          : violates(`GOAWAY with ${code}, which is not what is wrong`, [error.entry])
      }
      const answer = view.barrier ?? view.closing
      return answer === undefined
        ? inconclusive('no answer to what was sent later')
        : conforms('exact', 'no error in answer', [answer.entry])
    }),
    why: 'To wait is the choice of whoever sent them; but if it is an error, then SETTINGS_TIMEOUT.'
  })
]
