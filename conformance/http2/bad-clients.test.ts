import { describe, expect, test } from '@jest/globals'
import { clientTarget } from '../../lab/client-target.ts'
import { commandDriver } from '../../lab/clients/command.ts'
import { deadlinesFor } from '../../lab/patience.ts'
import { runSuite } from '../../lab/run/run-suite.ts'
import { TargetFailed } from '../../lab/suite.ts'
import { http2Client } from './client-suite.ts'

/** Short, so that what never answers is given up soon; none of these clients could answer later. */
const deadlines = { ...deadlinesFor(0), answer: 3000 }
const node = (script: string): string => `'${process.execPath}' -e "${script}" {url}`
const URL_HERE = 'const u = new URL(process.argv[1]);'
const CONNECT = `${URL_HERE} const s = require('node:net').connect(u.port, '127.0.0.1'); s.on('error', () => {});`

const run = (request: string) =>
  runSuite(http2Client, clientTarget(commandDriver({ request }), { tls: false, host: '127.0.0.1' }), {
    cases: http2Client.cases.filter(({ id }) => id === 'http2/client/ping-with-7-octets'),
    deadlines,
    emit: () => undefined
  })

/** Command → what the one message says. */
const BAD: readonly (readonly [name: string, command: string, says: RegExp])[] = [
  ['a program that does not exist', 'no-such-program-here {url}', /did not connect.*exit status 127/],
  ['one that ends at once', node(''), /did not connect: it ended without a connection.*exit status 0/],
  ['one that fails at once', node('process.exit(9)'), /did not connect.*exit status 9/],
  ['one that never connects', node('setInterval(() => {}, 1000)'), /no connection was made in time/],
  ['one that speaks HTTP/1.1', node('fetch(process.argv[1]).catch(() => {})'), /does not speak HTTP\/2 here/],
  ['one that connects and is mute', node(CONNECT), /made no request/],
  ['one that connects and closes', node(`${CONNECT} s.end()`), /did not connect/],
  [
    'one that sends the preface and nothing else',
    node(`${CONNECT} s.write('PRI * HTTP/2.0\\\\r\\\\n\\\\r\\\\nSM\\\\r\\\\n\\\\r\\\\n')`),
    /made no request/
  ],
  [
    'one that does not end after its response',
    node(
      `${URL_HERE} const c = require('node:http2').connect(u.origin); c.on('error', () => {}); c.request({ ':path': u.pathname }).on('error', () => {}).resume(); setInterval(() => {}, 1000)`
    ),
    /did not end after a complete response/
  ]
]

describe('a client that does not do its part is told of in one message, and never waited for without end', () => {
  test('whatever it does instead', async () => {
    const found = await Promise.all(
      BAD.map(([, command]) =>
        run(command).then(
          () => 'it ran',
          (error: unknown) => (error instanceof TargetFailed ? error.message : String(error))
        )
      )
    )
    for (const [index, [name, , says]] of BAD.entries())
      expect(`${name}: ${found[index]?.replaceAll('\n', ' ')}`).toMatch(says)
  }, 60_000)

  test('one that does its part is judged', async () => {
    const request = node(
      `${URL_HERE} const c = require('node:http2').connect(u.origin); const f = () => process.exit(1); c.on('error', f); const r = c.request({ ':path': u.pathname }); r.on('error', f).on('end', () => c.close()).resume()`
    )
    const { counts, reason } = await run(request)
    expect({ reason, ...counts }).toMatchObject({ reason: 'complete' })
    expect(counts.conforms).toBeGreaterThan(0)
  }, 60_000)
})
