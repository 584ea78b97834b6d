import { accepted, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import { any, barrier, canary, goaway, until, type Step } from '../../lab/http2/steps.ts'
import { conforms, violates } from '../../lab/verdict.ts'

/** Every SETTINGS frame that we sent from the mark on is acknowledged once. Goes with `untilAcknowledged`. */
export const acknowledged = (): Expectation =>
  that('each SETTINGS frame to be acknowledged once and the connection to go on', (view) => {
    const finding = judgeProbe(accepted(), view)
    if (finding.verdict !== 'conforms') return finding
    const settings = view.frames(view.events).filter(({ frame }) => isType(frame, 'SETTINGS'))
    const sent = settings.filter(
      ({ by, frame, entry }) => by === 'lab' && !has(frame, 'ACK') && entry >= view.markEntry
    )
    const answers = settings.filter(
      ({ by, frame, entry }) => by === 'target' && has(frame, 'ACK') && entry >= view.markEntry
    )
    const entries = answers.map(({ entry }) => entry)
    return answers.length === sent.length
      ? conforms('exact', `${answers.length} of ${sent.length} SETTINGS frames were acknowledged`, entries)
      : violates(`${answers.length} acknowledgements of ${sent.length} SETTINGS frames`, [
          ...entries,
          view.barrier?.entry ?? 0
        ])
  })

/** Waits until everything is acknowledged, as it should be at once, then shows that the target still serves. */
export const untilAcknowledged = (): Step[] => [
  until(any({ until: 'settings acknowledged' }, goaway)),
  ...barrier(),
  ...canary()
]
