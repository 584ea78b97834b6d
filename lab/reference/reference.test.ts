import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import {
  connect,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders
} from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttp2Server, type Http2Server } from '../../impl/http2/server.ts'
import { createApplication } from './application.ts'
import { filesBelow, locate } from './files.ts'
import { LARGE, PAGE } from './pages.ts'

let folder: string
let server: Http2Server
let session: ClientHttp2Session
const file = Buffer.alloc(300_000, 'file content ')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zyphos-reference-'))
  mkdirSync(join(folder, 'root', 'sub'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'root', 'file.txt'), file)
  writeFileSync(join(folder, 'root', 'a b%.txt'), 'odd name')
  writeFileSync(join(folder, 'root', 'empty'), '')
  writeFileSync(join(folder, 'root', 'sub', 'index.html'), '<p>sub')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'root', 'link.txt'))
  symlinkSync(folder, join(folder, 'root', 'up'))
  const after = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  }
  server = createHttp2Server({}, createApplication({ after, files: await filesBelow(join(folder, 'root')) }))
  const { port } = await server.listen()
  session = connect(`http://127.0.0.1:${port}`)
})
afterAll(async () => {
  session.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(headers: OutgoingHttpHeaders, body?: Uint8Array) {
  const stream = session.request(headers, { endStream: body === undefined })
  const informed: unknown[] = []
  stream.on('headers', (more: IncomingHttpHeaders) => informed.push(more[':status']))
  if (body !== undefined) stream.end(body)
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  const [head] = (await once(stream, 'response')) as [IncomingHttpHeaders]
  if (!stream.readableEnded) await once(stream, 'end')
  return { status: head[':status'], head, body: Buffer.concat(parts), informed }
}

describe('the reference application', () => {
  test('has a page, and 1 MiB', async () => {
    expect((await ask({ ':path': '/?x' })).body).toEqual(Buffer.from(PAGE))
    const large = await ask({ ':path': '/large' })
    expect(large.head['content-length']).toBe(String(LARGE.length))
    expect(LARGE.length).toBe(1 << 20)
    expect(large.body.equals(LARGE)).toBe(true)
  })

  test('answers HEAD with the header section of GET', async () => {
    const { head, body } = await ask({ ':path': '/large', ':method': 'HEAD' })
    expect([head['content-length'], body.length]).toEqual([String(LARGE.length), 0])
  })

  test('echoes content larger than any window', async () => {
    const content = Buffer.from(Array.from({ length: 400_000 }, (_, at) => (at * 31) & 255))
    const { status, body } = await ask({ ':path': '/echo', ':method': 'POST' }, content)
    expect([status, body.equals(content)]).toEqual([200, true])
  })

  test('counts an upload, and answers after it', async () => {
    const { body } = await ask({ ':path': '/upload', ':method': 'POST' }, Buffer.alloc(123_456))
    expect(body.toString()).toBe('123456 octets\n')
  })

  test.each([
    ['/status/404', 404, []],
    ['/status/204', 204, []],
    ['/status/304', 304, []],
    ['/status/103', 200, [103]],
    ['/status/101', 404, []],
    ['/status/999', 404, []],
    ['/nothing', 404, []],
    ['/__proto__', 404, []],
    ['/constructor', 404, []],
    ['/stream?chunks=x', 400, []]
  ])('%s has status %i', async (path, status, informed) => {
    expect(await ask({ ':path': path })).toMatchObject({ status, informed })
  })

  test('refuses other methods', async () => {
    expect(await ask({ ':path': '/', ':method': 'DELETE' })).toMatchObject({
      status: 405,
      head: { allow: 'GET, HEAD, POST, PUT' }
    })
  })

  test.each(['/stream?chunks=3', '/stream?chunks=3&delay=5'])('%s streams', async (path) => {
    expect((await ask({ ':path': path })).body.toString()).toBe('chunk 1 of 3\nchunk 2 of 3\nchunk 3 of 3\n')
  })

  test('streams more than fits a window', async () => {
    const { body } = await ask({ ':path': '/stream?chunks=10000' })
    expect(body.toString().split('\n')).toHaveLength(10_001)
  })

  test('serves files', async () => {
    const found = await ask({ ':path': '/file.txt' })
    expect([found.head['content-type'], found.body.equals(file)]).toEqual(['text/plain; charset=utf-8', true])
    expect((await ask({ ':path': '/a%20b%25.txt' })).body.toString()).toBe('odd name')
    expect((await ask({ ':path': '/sub' })).body.toString()).toBe('<p>sub')
    expect(await ask({ ':path': '/empty' })).toMatchObject({ status: 200, head: { 'content-length': '0' } })
    expect((await ask({ ':path': '/file.txt', ':method': 'POST' }, Buffer.alloc(1))).status).toBe(405)
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/sub/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/%00',
    '/%',
    '//etc/passwd'
  ])('%s does not leave the folder', async (path) => expect((await ask({ ':path': path })).status).toBe(404))
})

test('locate', () => {
  expect(['/a/b', '/', '//a', '/a%2fb', '/a/./b', '/a/../b', 'a', '/%zz', '/a%5cb'].map(locate)).toEqual([
    'a/b',
    '.',
    'a',
    'a/b',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined
  ])
})
