import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { catalogue } from './catalogue.ts'

describe('the catalogue that comes with the laboratory', () => {
  test('has the servers, intermediaries and clients it is known for', async () => {
    const peers = await catalogue()
    const named = (role: string) => peers.filter((peer) => peer.role === role).map((peer) => peer.name)
    expect(named('server')).toEqual([
      'apache2',
      'caddy',
      'go',
      'h2o',
      'hypercorn',
      'jetty',
      'lighttpd',
      'nghttpd',
      'nginx',
      'node',
      'node-http',
      'python-http-server',
      'tomcat'
    ])
    expect(named('intermediary')).toEqual(['haproxy', 'trafficserver', 'varnish'])
    expect(named('client')).toEqual([
      'aiohttp',
      'chromium',
      'curl',
      'go-client',
      'nghttp',
      'node-client',
      'requests',
      'undici',
      'wget'
    ])
  })

  test('every server has a page, a large body and an upload', async () => {
    for (const peer of await catalogue()) {
      if (peer.role === 'client') continue
      expect([peer.name, peer.fixtures]).toEqual([
        peer.name,
        expect.objectContaining({ path: '/', large: '/large.bin', upload: '/upload' })
      ])
    }
  })
})

describe('a manifest', () => {
  const valid = {
    name: 'thing',
    role: 'server',
    description: 'A thing',
    version: { command: ['thing', '-v'], pattern: 'v([0-9.]+)' },
    modes: { tls: { protocols: ['h2'] } },
    command: ['thing', '{port}'],
    fixtures: { path: '/' }
  }
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zyphos-catalogue-'))
    await mkdir(join(folder, 'thing'))
    await mkdir(join(folder, '_shared'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const load = async (content: string) => {
    await writeFile(join(folder, 'thing', 'peer.json'), content)
    return catalogue(folder)
  }

  test('that is valid takes its defaults', async () => {
    const [peer] = await load(JSON.stringify(valid))
    expect(peer).toEqual({
      ...valid,
      folder: join(folder, 'thing'),
      install: { apt: [], programs: [], steps: [], provides: [] },
      modes: { tls: { protocols: ['h2'], values: {}, arguments: [], cannot: [] } },
      env: {},
      stop: 'SIGTERM',
      backend: false
    })
  })

  const client = {
    ...valid,
    role: 'client',
    command: undefined,
    fixtures: undefined,
    commands: { get: ['c', '{url}'] }
  }
  test.each<[string, object, string]>([
    ['no name', { ...valid, name: undefined }, 'name must be a string that is not empty, but is missing'],
    ['another name', { ...valid, name: 'other' }, 'name is other, but the folder is thing'],
    [
      'an unknown role',
      { ...valid, role: 'judge' },
      'role must be one of server, intermediary, client, but is "judge"'
    ],
    ['an unknown member', { ...valid, comand: [] }, 'comand is not known'],
    ['an empty command', { ...valid, command: [] }, 'command must not be empty'],
    [
      'a number in the command',
      { ...valid, command: ['a', 1] },
      'command[1] must be a string that is not empty, but is a number'
    ],
    ['no mode', { ...valid, modes: {} }, 'modes must have tls, cleartext or both'],
    ['an unknown mode', { ...valid, modes: { quic: {} } }, 'modes.quic is not known'],
    [
      'no protocols',
      { ...valid, modes: { tls: { protocols: [] } } },
      'modes.tls.protocols must not be empty'
    ],
    [
      'a relative path',
      { ...valid, fixtures: { path: 'x' } },
      'fixtures.path must begin with "/", but is "x"'
    ],
    [
      'a broken pattern',
      { ...valid, version: { command: ['x'], pattern: '(' } },
      'version.pattern is not a regular expression: ('
    ],
    [
      'a pattern without group',
      { ...valid, version: { command: ['x'], pattern: 'a' } },
      'version.pattern has no group'
    ],
    [
      'an unknown placeholder',
      { ...valid, command: ['x', '{prot}'] },
      'command uses {prot}, which mode tls does not define'
    ],
    ['a signal that stops nothing', { ...valid, stop: 'SIGUSR1' }, 'stop must be one of'],
    ['a client that serves', { ...client, fixtures: { path: '/' } }, 'fixtures is not known'],
    ['a client with a port', { ...client, commands: { get: ['c', '{port}'] } }, 'commands.get uses {port}'],
    ['a client without get', { ...client, commands: {} }, 'commands.get must be a list, but is missing'],
    ['a list', [], 'the manifest must be an object, but is a list']
  ])('with %s is refused', async (_, content, reason) => {
    const failure = await load(JSON.stringify(content)).catch((error: Error) => error.message)
    expect(failure).toContain(join(folder, 'thing', 'peer.json'))
    expect(failure).toContain(reason)
  })

  test('that is not JSON, or not there, is refused', async () => {
    await expect(load('{')).rejects.toThrow('peer.json is not JSON')
    await rm(join(folder, 'thing', 'peer.json'))
    await expect(catalogue(folder)).rejects.toThrow('peer.json cannot be read (ENOENT)')
  })
})
