import { describe, expect, test } from '@jest/globals'
import { commandDriver } from '../clients/command.ts'
import { http2Dialect } from '../http2/dialect.ts'
import { send, type Step } from '../http2/steps.ts'
import { exit, FIRST, listening, whole } from '../http2/steps-client.ts'
import { deadlinesFor } from '../patience.ts'
import type { Trace } from '../trace.ts'
import { listenExchange } from './listen.ts'

/** A client on node:http2; its exit status is 0 when its response came whole. */
const CLIENT = `
const session = require('node:http2').connect(process.argv[1], { rejectUnauthorized: false })
session.on('error', () => process.exit(3))
const stream = session.request({ ':path': '/page' })
stream.on('error', () => process.exit(4))
stream.resume().on('end', () => { console.log('whole'); session.close() })
`
const command = `"${process.execPath}" -e "${CLIENT.trim().replaceAll('\n', '; ')}" {url}`
const play = (request: string, steps: readonly Step[], tls: boolean): Promise<Trace> =>
  listenExchange(commandDriver({ request }), { tls })({
    script: { steps },
    dialect: http2Dialect,
    context: { side: 'server', values: {} },
    deadlines: { ...deadlinesFor(0), answer: 10_000, own: 2000 }
  })
const kinds = (trace: Trace) => trace.entries.map(({ kind }) => kind)

describe('exchanges with a client', () => {
  test.each([
    ['TLS', true],
    ['cleartext', false]
  ])('serve it over %s and see it exit', async (_, tls) => {
    const trace = await play(command, [...listening(), send(...whole(FIRST)), exit], tls)
    const end = trace.entries.find((entry) => entry.kind === 'exit')
    expect(end).toMatchObject({ status: 0, signal: null, output: 'whole' })
    const open = trace.entries.find((entry) => entry.kind === 'open')
    expect(open?.tls?.alpn).toBe(tls ? 'h2' : undefined)
    expect(open?.tls?.servername).toBe(tls ? 'localhost' : undefined)
  })

  test('see it fail when its response is given up', async () => {
    const reset = send({ frame: 'RST_STREAM', stream: FIRST, code: 'INTERNAL_ERROR' })
    const trace = await play(command, [...listening(), reset, exit], false)
    expect(trace.entries.find((entry) => entry.kind === 'exit')).toMatchObject({ status: 4 })
  })

  test('end with a program that makes no connection, or cannot be started', async () => {
    const silent = await play('exit 7', [...listening(), exit], false)
    expect(kinds(silent)).toContain('refused')
    expect(silent.entries.find((entry) => entry.kind === 'exit')).toMatchObject({ status: 7 })
    const absent = await play('/nonexistent/program', [...listening(), exit], false)
    expect(absent.entries.find((entry) => entry.kind === 'exit')).toMatchObject({ status: 127 })
  })

  test('turn away a connection that the script does not provide for, and keep it apart', async () => {
    const other =
      "require('node:net').connect(new URL(process.argv[1]).port, '127.0.0.1', function () { setTimeout(() => this.write('PRI'), 200) }).on('error', () => undefined)"
    const trace = await play(
      command.replace('session.on', `${other}; session.on`),
      [...listening(), { do: 'pause', patience: 'own' }, send(...whole(FIRST)), exit],
      false
    )
    expect(trace.entries.some(({ on, kind }) => on === 'further 1' && kind === 'rst')).toBe(true)
    expect(trace.entries.some(({ on, kind }) => on === 'further 1' && kind === 'received')).toBe(false)
  }, 30_000)
})
