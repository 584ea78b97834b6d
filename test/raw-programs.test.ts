import { connect, createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { http2Client } from '../conformance/http2/client-suite.ts'
import { http2Server } from '../conformance/http2/server-suite.ts'
import { clientTarget } from '../lab/client-target.ts'
import type { Driver, Ending } from '../lab/clients/driver.ts'
import type { Exchange } from '../lab/exchange/exchange.ts'
import { socketExchange } from '../lab/exchange/socket.ts'
import { http2Dialect } from '../lab/http2/dialect.ts'
import { judgeCase, type Http2Case } from '../lab/http2/judge-case.ts'
import type { Invariant } from '../lab/invariant.ts'
import { rawClients, rawServers, type RawProgram } from './raw-programs/flaws.ts'
import { doorTo } from './raw-programs/wire.ts'

/**
 * Programs that have nothing of ours in them: HTTP/2 of Node (nghttp2) behind a few lines that spoil frames on a raw
 * socket. Each breaks one requirement; some case or invariant has to notice it, and nothing else may be held against it
 * that is not held against the unspoiled program.
 */
const GOAWAY = 7
const SOUND: RawProgram = { does: 'is as it is', breaks: [], create: () => ({}) }
const stops: (() => unknown)[] = []
afterAll(() => void stops.forEach((stop) => stop()))

/** Cases that every program is put to: those that a program here breaks, and every so many of the others. */
function sampleOf(cases: readonly Http2Case[], programs: readonly RawProgram[]): readonly Http2Case[] {
  const broken = new Set(programs.flatMap(({ breaks }) => breaks))
  return cases.filter(
    ({ id, needs, alone, slow }, index) =>
      (broken.has(id) || index % 89 === 0) &&
      !alone &&
      !slow &&
      needs.every((need) => need === 'exit-status' || need === 'several-requests')
  )
}

/**
 * What a program violates. The deadlines are so long that a busy machine does not look like a silent program, and none of
 * the programs lets one pass. All cases are played at once, since most of their time is waiting.
 */
async function violated(
  exchange: Exchange,
  cases: readonly Http2Case[],
  invariants: readonly Invariant[],
  values: Readonly<Record<string, string>> = {}
) {
  const found = await Promise.all(
    cases.map(async (one) => {
      const part = (script: Http2Case['control'], required: number) =>
        exchange({
          script,
          dialect: http2Dialect,
          context: { side: one.role === 'client' ? 'server' : 'client', values },
          deadlines: { answer: 30_000, quiet: 250, own: 30_000 },
          required
        })
      const control = await part(one.control, Infinity)
      const probe = await part(one.probe, one.mark)
      const broken = invariants.filter((invariant) =>
        [control, probe].some((trace) => invariant.judge(trace).broken !== undefined)
      )
      const own = judgeCase(one, control, probe).verdict === 'violates' ? [one.id] : []
      return [...own, ...broken.map(({ id }) => id)]
    })
  )
  return [...new Set(found.flat())].sort()
}

/** What the sound program and all others violate. */
async function allOf(programs: readonly RawProgram[], run: (program: RawProgram) => Promise<string[]>) {
  const all = [SOUND, ...programs].map(async (program) => [program, await run(program)] as const)
  return new Map(await Promise.all(all))
}

/** What a program violates and the sound one does not. */
function beyondSound(found: ReadonlyMap<RawProgram, readonly string[]>, program: RawProgram) {
  const usual = found.get(SOUND) ?? []
  return found.get(program)?.filter((id) => !usual.includes(id))
}

describe('servers of Node behind a raw socket', () => {
  const cases = sampleOf(http2Server.cases, rawServers)
  let found: ReadonlyMap<RawProgram, readonly string[]> = new Map()
  let port = 0
  const run = async (program: RawProgram) => {
    const door = await doorTo(port, 'server', program.create)
    const values = { scheme: 'http', authority: `127.0.0.1:${door.port}`, path: '/', upload: '/upload' }
    const exchange = socketExchange({ host: '127.0.0.1', port: door.port, tls: false })
    const own = program.unanswering === true ? cases.filter(({ id }) => program.breaks.includes(id)) : cases
    const found = await violated(exchange, own, http2Server.invariants, values)
    door.server.close()
    return found
  }
  beforeAll(async () => {
    const server = createServer((_, response) => response.end('zyphos'))
    server.on('sessionError', () => undefined)
    server.on('session', (session) => stops.push(() => session.destroy()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    stops.push(() => server.close())
    found = await allOf(rawServers, run)
  }, 60_000)

  test.each(rawServers.map((program) => [program.does, program] as const))('one that %s', (_, program) => {
    expect(beyondSound(found, program)).toEqual([...program.breaks].sort())
  })
})

describe('clients of Node behind a raw socket', () => {
  const cases = sampleOf(http2Client.cases, rawClients)
  let found: ReadonlyMap<RawProgram, readonly string[]> = new Map()
  const driverOf = (program: RawProgram): Driver => ({
    name: 'node',
    cannot: () => undefined,
    async start({ urls }) {
      const all = urls.map((url) => new URL(url))
      let failed = (): void => undefined
      const door = await doorTo(Number(all[0]?.port), 'client', () => {
        const { writes = (frame) => [frame], ...rest } = program.create()
        return {
          ...rest,
          writes: (frame) => {
            if (frame.type === GOAWAY && frame.payload.readUInt32BE(4) !== 0) failed()
            return writes(frame)
          }
        }
      })
      const session = connect(`http://127.0.0.1:${door.port}`)
      const ended = new Promise<Ending>((resolve) => {
        const end = (status: number) => resolve({ status, signal: null, output: '' })
        // Node closes a session that failed, and says so, only when its peer has closed the socket.
        failed = () => end(1)
        let open = all.length
        session.on('error', () => end(1))
        session.on('close', () => end(open === 0 ? 0 : 1))
        for (const { host, pathname } of all) {
          const stream = session.request({ ':authority': host, ':path': pathname })
          stream.on('error', () => end(1))
          stream.on('end', () => {
            if (--open === 0) session.close()
          })
          stream.resume()
        }
      })
      return {
        ended,
        stop: () => {
          session.destroy()
          door.server.close()
          return Promise.resolve()
        }
      }
    }
  })
  const run = (program: RawProgram) =>
    violated(
      clientTarget(driverOf(program), { tls: false, host: '127.0.0.1' }).exchange,
      cases,
      http2Client.invariants
    )
  beforeAll(async () => {
    found = await allOf(rawClients, run)
  }, 60_000)

  test.each(rawClients.map((program) => [program.does, program] as const))('one that %s', (_, program) => {
    expect(beyondSound(found, program)).toEqual([...program.breaks].sort())
  })
})
