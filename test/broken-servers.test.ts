import { beforeAll, describe, expect, test } from '@jest/globals'
import { http2Server } from '../conformance/http2/server-suite.ts'
import { run } from './broken-servers/run.ts'
import { brokenServers, lawfulServers, type OddServer } from './broken-servers/servers.ts'

const named = (server: OddServer): string[] => server.breaks.map((id) => `http2/${id}`)
const BREAKABLE = new Set([...brokenServers, ...lawfulServers].flatMap(named))
/** Floods and what waits for time-outs have tests of their own. */
const QUICK = new Set(http2Server.cases.filter(({ alone, slow }) => !alone && !slow).map(({ id }) => id))
/** Some of the others: the same ones whatever cases are added. */
const isSample = (id: string): boolean =>
  Array.from(id).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 9 === 0
const chosen = (id: string): boolean => QUICK.has(id) && (BREAKABLE.has(id) || isSample(id))

/** What the good server does not conform to when nothing stands before it is another test's business. */
const usual = new Set<string>()
const violated = async (server: OddServer): Promise<string[]> =>
  (await run(server, chosen))
    .filter(({ verdict, case: id }) => verdict === 'violates' && !usual.has(id))
    .map(({ case: id }) => id)

beforeAll(async () => {
  for (const id of await violated({ does: 'is good', breaks: [], create: () => ({}) })) usual.add(id)
})

describe('a broken server', () => {
  const silent = brokenServers.filter(({ breaks }) => breaks.length === 0)
  test.each(
    brokenServers.filter((server) => !silent.includes(server)).map((server) => [server.does, server] as const)
  )('%s', async (_, server) => {
    const found = await violated(server)
    if (server.andMore === true) expect(found).toEqual(expect.arrayContaining(named(server)))
    else expect(found.sort()).toEqual(named(server).sort())
  })

  test.each(silent.map((server) => [server.does, server] as const))(
    '%s: is not tested',
    async (_, server) => {
      await expect(violated(server)).rejects.toThrow('no request was made')
    }
  )
})

describe('a lawful server that', () => {
  test.each(lawfulServers.map((server) => [server.does, server] as const))('%s', async (_, server) => {
    expect(await violated(server)).toEqual([])
  })
})
