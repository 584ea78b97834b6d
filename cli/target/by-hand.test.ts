import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:http2'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from '@jest/globals'
import { freePort } from '../../lab/peers/free-port.ts'

let child: ChildProcess | undefined
afterEach(() => void child?.kill('SIGKILL'))

const URL_SHOWN = /Waiting for your client at (https?:\/\/\S+)$/

/** Runs the command, and starts a client of Node's for each URL that it shows. */
async function run(...words: readonly string[]): Promise<{
  status: number | null
  said: string[]
  told: string[]
  urls: string[]
}> {
  const args = ['bin/zyphos.js', 'conformance', 'http2', '--role', 'client', ...words]
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child = running
  const said: string[] = []
  const told: string[] = []
  const urls: string[] = []
  createInterface({ input: running.stdout }).on('line', (line) => said.push(line))
  createInterface({ input: running.stderr }).on('line', (line) => {
    told.push(line)
    const url = URL_SHOWN.exec(line)?.[1]
    if (url === undefined) return
    urls.push(url)
    fetchOnce(new URL(url))
  })
  const status = await new Promise<number | null>((resolve) => running.on('close', resolve))
  return { status, said, told, urls }
}

function fetchOnce(url: URL): void {
  const session = connect(url.origin, { rejectUnauthorized: false })
  session.on('error', () => undefined)
  const stream = session.request({ ':path': url.pathname })
  stream.on('error', () => undefined)
  stream.on('close', () => session.close())
  stream.resume()
}

test('a client that the user starts is judged', async () => {
  const { status, said, told, urls } = await run(
    '--case',
    'client/ping-with-7-octets',
    '--json',
    '--log',
    '/dev/null'
  )
  expect(told[0]).toContain('Start your client by hand')
  expect(urls.length).toBeGreaterThan(4)
  expect(new Set(urls).size).toBe(urls.length)
  const verdicts = said
    .map((line) => JSON.parse(line) as { type: string; case: string; verdict: string })
    .filter((line) => line.type === 'verdict' && line.case === 'http2/client/ping-with-7-octets')
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['conforms'])
  expect([0, 1]).toContain(status)
}, 120_000)

test('all starts can be at one port', async () => {
  const port = await freePort()
  const { urls } = await run(
    '--case',
    'client/ping-with-7-octets',
    '--port',
    String(port),
    '--cleartext',
    '--log',
    '/dev/null'
  )
  expect(urls.length).toBeGreaterThan(4)
  expect(new Set(urls)).toEqual(new Set([`http://localhost:${port}/page`]))
}, 120_000)

test('a port goes with clients started by hand only', async () => {
  const { status, told } = await run('--port', '70000')
  expect([status, told.join()]).toEqual([2, expect.stringContaining('--port takes a number from 1 to 65535')])
  const other = await run('--exec', 'true {url}', '--port', '8443')
  expect([other.status, other.told.join()]).toEqual([2, expect.stringContaining('--port is for a client')])
}, 60_000)
