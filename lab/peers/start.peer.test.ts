import { readFileSync, readdirSync } from 'node:fs'
import { connect } from 'node:http2'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import { catalogue } from './catalogue.ts'
import { askerOf, checkFixtures, trusted } from './fixtures.ts'
import { startClient, whyNot } from './client.ts'
import type { ServerPeer } from './peer.ts'
import { start } from './start.ts'
import type { RunningPeer } from './start.ts'
import { isInstalled } from './version.ts'

const patience = 20000

/** The protocol that the server picks when it is offered only this one. */
function negotiate(port: number, protocol: string): Promise<string | false | null> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port, host: '127.0.0.1', ca: trusted, ALPNProtocols: [protocol] }, () => {
      resolve(socket.alpnProtocol)
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

/** Processes of the session that the peer began, zombies aside. */
function processesOf(running: RunningPeer): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return state !== 'Z' && Number(session) === running.pid
      } catch {
        return false
      }
    })
}

/**
 * Sends far more than any default window to the path that leaves uploads unread. True when the server has not taken it all
 * although it answers a PING that was sent a second later.
 */
function unreadStalls(url: string, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const session = connect(url, { ca: trusted })
    const done = (finish: () => void) => {
      clearTimeout(late)
      session.destroy()
      finish()
    }
    const fail = (error: Error) => done(() => reject(error))
    const late = setTimeout(
      () => fail(new Error('A PING beside the unread upload was not answered.')),
      patience
    )
    session.on('error', fail)
    const stream = session.request({ ':path': path, ':method': 'POST' })
    stream.on('error', fail)
    let taken = false
    stream.write(Buffer.alloc(64 * 1024 * 1024), () => (taken = true))
    setTimeout(() => {
      if (session.destroyed) return
      session.ping((error) => (error === null ? done(() => resolve(!taken)) : fail(error)))
    }, 1000)
  })
}

const speaksHttp2 = (protocols: readonly string[]): boolean =>
  protocols.some((protocol) => protocol.startsWith('h2'))

const peers = await catalogue()
const servers = peers.filter((peer): peer is ServerPeer => peer.role !== 'client')
const installed = new Set<string>()
for (const peer of peers) if (await isInstalled(peer)) installed.add(peer.name)

const modes = servers.flatMap((peer) =>
  Object.keys(peer.modes).map((mode) => [peer.name, mode, peer] as const)
)

describe.each(modes)('%s over %s', (name, mode, peer) => {
  const check = installed.has(name) ? test : test.skip
  check('serves its fixtures, speaks what it is said to speak, and leaves no process', async () => {
    const running = await start(peer, { tls: mode === 'tls' })
    try {
      expect(processesOf(running).length).toBeGreaterThan(0)
      expect(await checkFixtures(running)).toEqual([])
      if (mode === 'tls') {
        for (const protocol of running.protocols)
          expect(await negotiate(running.port, protocol)).toBe(protocol)
      }
      if (running.fixtures.unread !== undefined && speaksHttp2(running.protocols)) {
        expect(await unreadStalls(running.url, running.fixtures.unread)).toBe(true)
      }
    } finally {
      await running.stop()
    }
    expect(processesOf(running)).toEqual([])
  })
})

test('all installed servers run at the same time', async () => {
  const some = servers.filter((peer) => installed.has(peer.name))
  const running = await Promise.all(some.map((peer) => start(peer, { tls: peer.modes.tls !== undefined })))
  try {
    for (const each of running) expect((await askerOf(each)(each.url, { ':path': '/' })).status).toBe(200)
  } finally {
    await Promise.all(running.map((each) => each.stop()))
  }
  expect(running.flatMap(processesOf)).toEqual([])
})

const tasks = peers.flatMap((peer) =>
  peer.role !== 'client'
    ? []
    : (['get', 'getMany', 'upload'] as const).flatMap((kind) =>
        [true, false]
          .filter((tls) => whyNot(peer, kind, tls) === undefined)
          .map((tls) => ({ peer, kind, tls }))
      )
)

describe('clients', () => {
  const named = (name: string) => servers.find((peer) => peer.name === name) as ServerPeer
  for (const { peer, kind, tls } of tasks) {
    const check = installed.has(peer.name) ? test : test.skip
    check(`${peer.name} does ${kind} over ${tls ? 'TLS' : 'cleartext'}`, async () => {
      const { protocols } = peer.modes[tls ? 'tls' : 'cleartext'] as { readonly protocols: readonly string[] }
      // Node's http2 takes HTTP/1.1 over TLS only.
      const server = await start(named(tls || speaksHttp2(protocols) ? 'node' : 'node-http'), { tls })
      try {
        const client = await startClient(
          peer,
          kind === 'get'
            ? { kind, url: `${server.url}/` }
            : kind === 'getMany'
              ? { kind, urls: [1, 2, 3].map((n) => `${server.url}/?${n}`) }
              : { kind, url: `${server.url}/upload`, body: new Uint8Array(200_000) }
        )
        const giveUp = setTimeout(() => void client.stop(), patience)
        const end = await client.exited
        clearTimeout(giveUp)
        await client.stop()
        expect(end).toEqual({ code: 0, signal: null })
        const pages = client.log().split('A page to ask for').length - 1
        expect(pages).toBe({ get: 1, getMany: 3, upload: 0 }[kind])
        if (kind === 'upload') expect(client.log()).toContain('200000')
      } finally {
        await server.stop()
      }
    })
  }
})
