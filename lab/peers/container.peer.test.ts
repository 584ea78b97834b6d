import { describe, expect, test } from '@jest/globals'
import { catalogue } from './catalogue.ts'
import { checkFixtures } from './fixtures.ts'
import { startInContainer } from './container.ts'
import { engineAnswers } from './engine.ts'
import type { ServerPeer } from './peer.ts'

/** Of every kind: static files, CGI scripts, a proxy with the backend beside it, a program on our own script. */
const NAMES = ['nginx', 'apache2', 'haproxy', 'nghttpd', 'node']

const engine = await engineAnswers()
const peers = (await catalogue()).filter((peer): peer is ServerPeer => NAMES.includes(peer.name))
const modes = peers.flatMap((peer) =>
  (['tls', 'cleartext'] as const)
    .filter((mode) => peer.modes[mode]?.protocols.some((name) => name.startsWith('h2')) === true)
    .map((mode) => [peer.name, mode, peer] as const)
)

describe('peers in containers', () => {
  test('at least four are shown', () => expect(peers.length).toBeGreaterThanOrEqual(4))

  if (!engine) test.skip('skipped: no container engine answers on this machine', () => undefined)
  else
    test.each(modes)('%s over %s serves its fixtures and is gone afterwards', async (_, mode, peer) => {
      const running = await startInContainer(peer, { tls: mode === 'tls', timeout: 120_000 })
      try {
        expect(await checkFixtures(running)).toEqual([])
      } finally {
        await running.stop()
      }
      await running.exited
      await expect(fetch(running.url)).rejects.toThrow()
    })
})
