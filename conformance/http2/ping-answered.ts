import { accepted, that, type Expectation } from '../../lab/http2/expectation.ts'
import { judgeProbe } from '../../lab/http2/judge-probe.ts'
import { has, isType } from '../../lab/http2/reading.ts'
import { conforms, violates } from '../../lab/verdict.ts'

const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')

/** PING frames with this opaque data are answered so many times, and the connection goes on. */
export const pingAnswered = (opaque: string, times = 1): Expectation =>
  that(
    `PING with opaque data ${opaque} to be answered ${times} times and the connection to go on`,
    (view) => {
      const finding = judgeProbe(accepted(), view)
      if (finding.verdict !== 'conforms') return finding
      const answers = view
        .frames()
        .filter(
          ({ frame }) =>
            isType(frame, 'PING') && has(frame, 'ACK') && hexOf(frame.payload) === opaque.replaceAll(' ', '')
        )
      const entries = answers.map(({ entry }) => entry)
      return answers.length === times
        ? conforms('exact', `it was answered ${times} times`, entries)
        : violates(`it was answered ${answers.length} times`, [...entries, view.barrier?.entry ?? 0])
    }
  )
