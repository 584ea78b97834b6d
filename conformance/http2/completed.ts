import { that, accepted, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { isType, type Http2Event } from '../../lab/http2/reading.ts'
import { any, barrier, canary, goaway, over, until, type Step } from '../../lab/http2/steps.ts'
import type { View } from '../../lab/http2/view.ts'
import { inconclusive, violates, type Finding } from '../../lab/verdict.ts'

/** The stream is answered up to END_STREAM, and the connection goes on. Goes with `untilCompleted`. */
export const completed = (stream: number): Expectation =>
  that(`stream ${stream} to be answered to its end and the connection to go on`, (view) => {
    const finding = judgeProbe(accepted(stream), view)
    // A system resets a connection that is closed before all was read, and a GOAWAY that speaks of a limit is lost with it.
    if (finding.verdict === 'violates' && view.closing?.event === 'rst' && view.goaways.length === 0)
      return inconclusive('the connection was reset, by which a GOAWAY may have been lost', finding.entries)
    if (finding.verdict !== 'conforms') return finding
    const stop = stoppedAt(view)
    if (stop !== undefined) return stopped(stop, view)
    if (view.endedBefore(stream, Infinity)) return finding
    return violates(`the response on stream ${stream} did not end, while what was sent later was answered`, [
      view.barrier?.entry ?? 0
    ])
  })

/** Where a step of several rounds waited in vain, so that the rest of them was left out. */
function stoppedAt(view: View): Http2Event | undefined {
  const mark = view.events.find(({ entry }) => entry >= view.markEntry)?.step
  return view.events.find(
    (event) => event.event === 'deadline' && event.patience === 'answer' && event.step === mark
  )
}

/** What was to be sent in full stopped for want of window, while what was sent later was answered. */
function stopped({ entry }: Http2Event, view: View): Finding {
  const late = view
    .frames()
    .find((event) => event.by === 'target' && event.entry > entry && isType(event.frame, 'WINDOW_UPDATE'))
  if (late !== undefined) return inconclusive('there was room for the upload only later', [late.entry])
  const { barrier } = view
  return barrier === undefined
    ? inconclusive('no room for the upload, and no answer to what was sent later')
    : violates('there was no more room for the upload, while what was sent later was answered', [
        entry,
        barrier.entry
      ])
}

/** Waits for the end of the stream, then shows that the target still serves. */
export const untilCompleted = (stream: number): Step[] => [
  until(any(over(stream), goaway)),
  ...barrier(),
  ...canary()
]
