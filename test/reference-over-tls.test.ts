import { expect, test } from '@jest/globals'
import { startReference } from '../cli/reference-server.ts'
import { http2Server } from '../conformance/http2/server-suite.ts'
import { runSuite } from '../lab/run/run-suite.ts'
import { serverTarget } from '../lab/server-target.ts'
import type { Suite } from '../lab/suite.ts'

test('sound over TLS: our server, as the command line starts it, conforms to every case that needs TLS', async () => {
  const running = await startReference('http2', { port: 0, host: '127.0.0.1', tls: true })
  const cases = http2Server.cases.filter(({ needs }) => needs.includes('tls'))
  const verdicts: string[] = []
  await runSuite(
    http2Server as unknown as Suite,
    serverTarget(new URL(`https://127.0.0.1:${running.port}`)),
    {
      cases,
      emit(line) {
        if (line.type === 'verdict' && line.kind !== 'invariant')
          verdicts.push(`${line.case}: ${line.verdict}`)
      }
    }
  )
  await running.stop()
  expect(cases.length).toBeGreaterThan(4)
  expect(verdicts.toSorted()).toEqual(cases.map(({ id }) => `${id}: conforms`).toSorted())
})
