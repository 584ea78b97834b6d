import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Session } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { readPcapng } from '../lab/capture/read-pcapng.ts'
import { parseLine } from '../lab/log/reader.ts'
import { zyphos } from './zyphos.ts'

/** The command line in this process, with what it wrote. */
async function run(words: readonly string[], env: Record<string, string> = {}) {
  const text = { out: '', err: '' }
  const stream = (name: 'out' | 'err') =>
    new Writable({
      write(piece: Buffer, _encoding, done) {
        text[name] += piece.toString()
        done()
      }
    })
  const exit = await zyphos(words, { out: stream('out'), err: stream('err'), env })
  return { exit, ...text }
}

describe('what cannot be is one sentence with the nearest name, and exit status 2', () => {
  test.each([
    [['conformance', 'http3'], /no suite http3\. Did you mean http2\?/],
    [['conformence', 'http2'], /Unknown command 'conformence'\. Did you mean conformance\?/],
    [['conformance', 'http2', '--jsno'], /Unknown option '--jsno'\. Did you mean --json\?/],
    [['conformance', 'http2', '--zzzzzzzz'], /--help/],
    [['conformance'], /Name a suite, such as http2/],
    [['conformance', 'http2', 'a', 'b'], /Too many arguments/],
    [['conformance', 'http2', '--case'], /--case/],
    [
      ['conformance', 'http2', '--list', '--case', 'http2/ping-with-7-octet'],
      /Did you mean http2\/ping-with-7-octets\?/
    ],
    [['conformance', 'http2', '--explain', 'ping-with-8-octets'], /Did you mean http2\/ping-with-7-octets\?/],
    [['conformance', 'http2', '--list', '--section', '66.6'], /no case of section 66\.6/],
    [['conformance', 'http2', '--list', '--level', 'MUSST'], /Did you mean MUST\?/],
    [['conformance', 'http2', '--list', '--kind', 'offense'], /Did you mean offence\?/],
    [
      ['conformance', 'http2', '--list', '--kind', 'tolerance', '--case', 'http2/ping-with-7-octets'],
      /at once/
    ],
    [['conformance', 'http2', '--role', 'sever'], /Did you mean server\?/],
    [['conformance', 'http2', 'ngnix'], /no peer ngnix .*Did you mean nginx\?/],
    [['conformance', 'http2', 'localhost:8443'], /write https:\/\/localhost:8443/],
    [['conformance', 'http2', 'h2c://localhost'], /does not begin with https:\/\//],
    [['conformance', 'http2', 'http://'], /not a URL/],
    [['conformance', 'http2', 'http://u:p@localhost/'], /user name/],
    [['conformance', 'http2', 'http://192.0.2.1/'], /--i-may-test-this-target/],
    [['conformance', 'http2', 'http://[::ffff:192.0.2.1]/'], /--i-may-test-this-target/],
    [['conformance', 'http2', 'http://localhost/', '--exec', 'x {port}'], /not both/],
    [['conformance', 'http2', '--tls', '--cleartext'], /not both/],
    [['conformance', 'http2', 'http://localhost/', '--path', 'x'], /begins with "\/"/],
    [['conformance', 'http2', 'http://localhost/', '--parallel', '0'], /--parallel/],
    [['conformance', 'http2', '--in', 'dokcer'], /--in takes docker/],
    [['conformance', 'http2', '\u001b[31mred'], /\\x1b\[31mred/],
    [['serve', 'http9'], /http2/],
    [['serve', 'http2', '--port', '70000'], /--port/],
    [['serve', 'http2', '--root', '/nowhere/at/all'], /cannot be served/],
    [['peers', 'instal'], /install/],
    [['peers', 'install'], /NAME/],
    [['peers', 'install', 'ngnix'], /Did you mean nginx\?/]
  ])('zyphos %j', async (words, sentence) => {
    const { exit, out, err } = await run(words)
    expect(err).toMatch(sentence)
    expect(err.trimEnd()).not.toContain('\n')
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
  })

  test('nothing at all shows the help', async () => {
    const { exit, err } = await run([])
    expect(exit).toBe(2)
    expect(err).toMatch(/Usage: zyphos/)
  })
})

test('help and version are no errors', async () => {
  expect(await run(['--version'])).toMatchObject({ exit: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(await run(['conformance', '--help'])).toMatchObject({
    exit: 0,
    out: expect.stringContaining('--trace-dir')
  })
})

describe('options that npm kept for itself', () => {
  const kept = (env: Record<string, string>, ...words: string[]) =>
    run(['conformance', 'http2', ...words], { npm_lifecycle_event: 'conformance', ...env })

  test('are noticed, with the way to write them', async () => {
    const { exit, err } = await kept({ npm_config_json: 'true', npm_config_trace_dir: 'd' })
    expect(exit).toBe(2)
    expect(err).toContain('npm run conformance http2 -- --json --trace-dir d')
  })

  test('are told for other scripts as they are called', async () => {
    const { err } = await run(['conformance', 'http2'], {
      npm_lifecycle_event: 'zyphos',
      npm_config_case: 'true'
    })
    expect(err).toContain('npm run zyphos conformance http2 -- --case …')
  })

  test("npm's own settings and options that came through are no reason to complain", async () => {
    const env = {
      npm_config_cache: '/c',
      npm_config_user_agent: 'npm',
      npm_config_loglevel: 'warn',
      npm_config_json: ''
    }
    expect((await kept({ ...env, npm_config_list: 'true' }, '--list')).exit).toBe(0)
  })

  test('are no matter without npm', async () => {
    expect((await run(['conformance', 'http2', '--list'], { npm_config_json: 'true' })).exit).toBe(0)
  })
})

describe('--list', () => {
  test('lists what is selected', async () => {
    const { exit, out } = await run(['conformance', 'http2', '--list', '--case', 'ping-with-7-octets'])
    expect({ exit, lines: out.split('\n').length - 1 }).toEqual({ exit: 0, lines: 1 })
    expect(out).toMatch(/^http2\/ping-with-7-octets +offence +MUST +rfc9113 6\.7/)
  })

  test('as JSON', async () => {
    const { out } = await run(['conformance', 'http2', '--list', '--json', '--case', 'ping-with-7-octets'])
    expect(JSON.parse(out)).toMatchObject({ id: 'http2/ping-with-7-octets', kind: 'offence', level: 'MUST' })
  })
})

describe('--explain', () => {
  test('says what is sent, what differs, what is expected and why', async () => {
    const { exit, out } = await run(['conformance', 'http2', '--explain', 'settings-ack-with-payload'])
    expect(exit).toBe(0)
    expect(out).toContain('Expected: a connection error of type FRAME_SIZE_ERROR.')
    expect(out).toContain('rfc9113-6.5-4 (MUST): ')
    expect(out).toContain('https://www.rfc-editor.org/rfc/rfc9113#section-6.5')
    const marked = out.split('\n').filter((line) => line.startsWith('> '))
    expect(marked.filter((line) => line.includes('SETTINGS'))).toHaveLength(2)
    // The octets of the probe's SETTINGS frame: 6 octets long, ACK set.
    expect(out).toContain('00 00 06 04 01 00 00 00 00 00 03 00 00 00 64')
    expect(out).not.toContain('\u001b')
  })

  test('works for every case', async () => {
    const { out } = await run(['conformance', 'http2', '--list', '--slow', '--json'])
    for (const line of out.trimEnd().split('\n')) {
      const { id } = JSON.parse(line) as { id: string }
      expect({ id, exit: (await run(['conformance', 'http2', '--explain', id])).exit }).toEqual({
        id,
        exit: 0
      })
    }
  })
})

describe('a run', () => {
  let folder: string
  let server: Http2Server
  let url: string
  const sessions = new Set<ServerHttp2Session>()
  const sentinel = ['--case', 'ping-with-7-octets,settings-ack-with-payload']
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zyphos-cli-'))
    server = createHttp2Server((_request, response) => response.end('a page'))
    server.on('session', (session) => {
      sessions.add(session)
      session.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => {
    for (const session of sessions) session.destroy()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('ends with 0 where the target conforms, with counts and the run log', async () => {
    const file = join(folder, 'a.jsonl')
    const { exit, out } = await run(['conformance', 'http2', url, ...sentinel, '--log', file])
    expect(exit).toBe(0)
    expect(out).toMatch(/MUST +\d/)
    expect(out).toContain(`Run log: ${file}`)
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').map(parseLine)
    expect(lines.flatMap((line) => ('problem' in line ? [line.problem] : []))).toEqual([])
    const types = lines.map((line) => ('line' in line ? line.line.type : ''))
    expect([types[0], types[1], types.at(-1)]).toEqual(['run', 'target', 'end'])
  })

  test('writes the run log on standard output with --json, and nothing else', async () => {
    const file = join(folder, 'b.jsonl')
    const { out } = await run(['conformance', 'http2', url, ...sentinel, '--json', '--log', file])
    expect(out).toBe(readFileSync(file, 'utf8'))
  })

  test('writes captures with --trace-dir', async () => {
    const dir = join(folder, 'traces')
    await run([
      'conformance',
      'http2',
      url,
      '--case',
      'ping-with-7-octets',
      '--trace-dir',
      dir,
      '--quiet',
      '--log',
      join(folder, 'c.jsonl')
    ])
    const captures = readdirSync(join(dir, 'http2', 'ping-with-7-octets')).sort()
    expect(captures).toEqual(['control-1.pcapng', 'probe-1.pcapng'])
    const read = readPcapng(readFileSync(join(dir, 'http2', 'ping-with-7-octets', 'probe-1.pcapng')))
    expect(read.problem).toBeUndefined()
    expect(read.packets.length).toBeGreaterThan(6)
  })

  test('ends with 3 and one sentence where the target cannot be reached, or speaks something else', async () => {
    const closed = await run([
      'conformance',
      'http2',
      'http://127.0.0.1:1/',
      '--log',
      join(folder, 'd.jsonl')
    ])
    expect({ exit: closed.exit, out: closed.out }).toEqual({ exit: 3, out: '' })
    expect(closed.err).toMatch(/^zyphos: .*127\.0\.0\.1:1.*\n$/)
    const foreign: Server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n\u001b[31mno')
    })
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    const { port } = foreign.address() as AddressInfo
    const { exit, err } = await run([
      'conformance',
      'http2',
      `http://127.0.0.1:${port}/`,
      '--log',
      join(folder, 'e.jsonl')
    ])
    foreign.close()
    expect(exit).toBe(3)
    expect(err.trimEnd()).not.toMatch(/\n|\u001b/)
  })

  test('ends with 3 and one sentence where the run log cannot be written', async () => {
    const { exit, err } = await run(['conformance', 'http2', url, '--log', '/dev/null/x.jsonl'])
    expect(exit).toBe(3)
    expect(err).toMatch(/^zyphos: The run log .* cannot be written \(\w+\)\.\n$/)
  })
})

test('an error of ours is one sentence, exit status 4, and its place only for those who debug', async () => {
  const broken = (env: Record<string, string>) => {
    let err = ''
    const terminal = {
      out: new Writable({
        write: () => {
          throw new Error('out of order\nsecond line')
        }
      }),
      err: new Writable({
        write: (piece: Buffer, _encoding, done) => {
          err += piece.toString()
          done()
        }
      }),
      env
    }
    return zyphos(['conformance', 'http2', '--list'], terminal).then((exit) => ({ exit, err }))
  }
  expect(await broken({})).toEqual({
    exit: 4,
    err: 'zyphos: internal error: out of order (ZYPHOS_DEBUG=1 shows where)\n'
  })
  expect((await broken({ ZYPHOS_DEBUG: '1' })).err).toMatch(/\n +at /)
})
