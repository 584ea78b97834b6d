// Over 300 lines: one test for each thing that shows on sockets only.
import { createServer, request as nodeRequest, type Server } from 'node:http'
import { connect, createServer as createNetServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { fetch as undiciFetch } from 'undici'
import type { Handler } from '../application.ts'
import { createHttp1Client } from './client.ts'
import { createProxyServer } from './intermediary/proxy-server.ts'
import { createHttp1Server, type Http1ServerOptions } from './server.ts'
import { applications } from './testing/applications.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1')

async function serve(handler: Handler, options: Http1ServerOptions = {}): Promise<number> {
  const server = createHttp1Server(options, handler)
  closing.push(() => server.close(50))
  return (await server.listen()).port
}

function client(options = {}) {
  const made = createHttp1Client(options)
  closing.push(() => made.close())
  return made
}

/** Everything that comes from a socket until it ends. */
function drain(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (octets) => (text += octets.toString('latin1')))
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}

const listening = (server: Server | ReturnType<typeof createNetServer>): Promise<number> =>
  new Promise((resolve) => {
    closing.push(() => server.close())
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

describe('server', () => {
  test("node's client and undici get what they ask for", async () => {
    const port = await serve(applications.tell)
    const answer = await undiciFetch(`http://127.0.0.1:${port}/a?b`, { method: 'POST', body: 'abc' })
    expect(answer.status).toBe(200)
    const [method, , authority, path, , content] = (await answer.json()) as string[]
    expect([method, authority, path, content]).toEqual(['POST', `127.0.0.1:${port}`, '/a?b', 'abc'])
    const streamed = await new Promise<string>((resolve) => {
      const outgoing = nodeRequest(
        { port, method: 'PUT', headers: { expect: '100-continue' } },
        (incoming) => {
          let text = ''
          incoming.on('data', (octets) => (text += String(octets)))
          incoming.on('end', () => resolve(text))
        }
      )
      outgoing.on('continue', () => outgoing.end('chunks'))
      outgoing.flushHeaders()
    })
    expect(JSON.parse(streamed)[5]).toBe('chunks')
  })

  test('pipelined requests are answered in one write each turn, in order', async () => {
    const port = await serve(applications.tell)
    const socket = connect(port, '127.0.0.1')
    const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`
    socket.write(get('/1') + get('/2') + get('/3', 'Connection: close\r\n') + get('/4'))
    const text = await drain(socket)
    expect(text.match(/"\/\d"/g)).toEqual(['"/1"', '"/2"', '"/3"'])
  })

  test('what cannot be read is answered, and the connection closed', async () => {
    const port = await serve(applications.tell)
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost : a\r\n\r\n')
    expect(await drain(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*spaceBeforeColon, octet 20/)
  })

  test('a slow head is answered 408, an idle connection closed without a word', async () => {
    const port = await serve(applications.tell, { timeouts: { head: 150, idle: 150, content: 150 } })
    const slow = connect(port, '127.0.0.1')
    slow.write('GET / HT')
    const idle = connect(port, '127.0.0.1')
    const stuck = connect(port, '127.0.0.1')
    stuck.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab')
    const [first, second, third] = await Promise.all([drain(slow), drain(idle), drain(stuck)])
    expect(first).toMatch(/^HTTP\/1\.1 408 /)
    expect(second).toBe('')
    expect(third).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('a client that does not read keeps the memory bounded', async () => {
    let written = 0
    const piece = new Uint8Array(65_536)
    const port = await serve((_request, response) => {
      response.respond(200, [])
      const more = () => {
        for (let goesOn = true; goesOn && written < 1e9; written += piece.length)
          goesOn = response.write(piece)
      }
      response.onWritable(more)
      more()
    })
    const socket = connect(port, '127.0.0.1')
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await new Promise((resolve) => setTimeout(resolve, 300))
    // What the kernel takes on both sides, and little more.
    expect(written).toBeLessThan(32 * 1024 * 1024)
    expect(written).toBeGreaterThan(0)
    socket.destroy()
  })

  test('an application that pauses stops the client', async () => {
    const port = await serve((request) => request.pause())
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n')
    let sent = 0
    const piece = Buffer.alloc(65_536)
    while (sent < 1e9 && socket.write(piece)) sent += piece.length
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sent).toBeLessThan(64 * 1024 * 1024)
    socket.destroy()
  })

  test('an application that throws is answered for', async () => {
    const failures: unknown[] = []
    const port = await serve(
      () => {
        throw new TypeError('broken')
      },
      { onError: (error) => failures.push(error) }
    )
    const { status } = await client().fetch({ url: `http://127.0.0.1:${port}/` })
    expect(status).toBe(500)
    expect(failures).toHaveLength(1)
  })

  test('close waits for what is under way', async () => {
    let finish: (() => void) | undefined
    const server = createHttp1Server({}, (_request, response) => {
      finish = () => response.send(200, [], Buffer.from('late'))
    })
    const { port } = await server.listen()
    const answer = client().fetch({ url: `http://127.0.0.1:${port}/` })
    while (finish === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    const closed = server.close(5000)
    finish()
    expect(textOf((await answer).body)).toBe('late')
    expect((await answer).fields).toContainEqual({ name: 'connection', value: 'close' })
    await closed
  })

  test('access records', async () => {
    const records: string[] = []
    const port = await serve(applications.tell, {
      onExchange: ({ method, target, status, received }) =>
        records.push(`${method} ${target} ${status} ${received}`)
    })
    await client().fetch({ url: `http://127.0.0.1:${port}/x`, method: 'POST', body: Buffer.from('abc') })
    expect(records).toEqual(['POST /x 200 3'])
  })
})

describe('client', () => {
  test("asks node's server, and uses its connections again", async () => {
    const server = createServer((request, response) => {
      response.setHeader('x-path', request.url ?? '')
      request.pipe(response)
    })
    const port = await listening(server)
    const asking = client({ connections: 2 })
    for (let count = 0; count < 20; count++) {
      const { status, fields, body } = await asking.fetch({
        url: `http://127.0.0.1:${port}/${count}`,
        method: 'PUT',
        body: Buffer.from(`content ${count}`)
      })
      expect([status, textOf(body)]).toEqual([200, `content ${count}`])
      expect(fields).toContainEqual({ name: 'x-path', value: `/${count}` })
    }
    expect(asking.statistics).toMatchObject({ opened: 1, reused: 19, active: 0, idle: 1, waiting: 0 })
    server.closeAllConnections()
  })

  test('waits for a connection where all are in use, and evicts what is old', async () => {
    const port = await serve(applications.tell)
    const asking = client({ connections: 3, idleTime: 100 })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => asking.fetch({ url: `http://127.0.0.1:${port}/${n}` }))
    )
    expect(answers.map(({ body }) => JSON.parse(textOf(body))[3])).toEqual(answers.map((_, n) => `/${n}`))
    expect(asking.statistics).toMatchObject({ opened: 3, reused: 27 })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(asking.statistics).toMatchObject({ idle: 0, evicted: 3 })
  })

  test('repeats an idempotent request where a kept connection was closed, and no other', async () => {
    let connections = 0
    const port = await listening(
      createNetServer((socket) => {
        connections++
        let requests = 0
        socket.on('error', () => {})
        socket.on('data', () => {
          if (++requests === 2) socket.destroy()
          else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
        })
      })
    )
    const asking = client({ connections: 1 })
    const url = `http://127.0.0.1:${port}/`
    await asking.fetch({ url })
    expect((await asking.fetch({ url })).status).toBe(200)
    expect(connections).toBe(2)
    await expect(asking.fetch({ url, method: 'POST' })).rejects.toThrow()
    expect(connections).toBe(2)
  })

  test('repeats without an expectation that failed', async () => {
    const seen: string[] = []
    const port = await listening(
      createNetServer((socket) => {
        socket.on('error', () => {})
        socket.on('data', (octets) => {
          const text = octets.toString('latin1')
          seen.push(text)
          socket.end(
            `HTTP/1.1 ${text.includes('expect') ? 417 : 200} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
          )
        })
      })
    )
    const answer = await client().fetch({
      url: `http://127.0.0.1:${port}/`,
      method: 'POST',
      body: Buffer.from('abc'),
      expectContinue: true
    })
    expect(answer.status).toBe(200)
    expect(seen).toHaveLength(2)
  })

  test.each([
    ['garbage', Buffer.alloc(4096, 0xff), /versionSyntax/],
    ['an endless head', Buffer.from(`HTTP/1.1 200 OK\r\n${'X: a\r\n'.repeat(5000)}`), /fieldCount/],
    [
      'informational responses without end',
      Buffer.from('HTTP/1.1 103 \r\n\r\n'.repeat(100)),
      /informationalPassed/
    ],
    ['half a response', Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'), /responseIncomplete/]
  ])('%s is given up, with the rule', async (_name, octets, expected) => {
    const port = await listening(
      createNetServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => socket.end(octets))
      })
    )
    await expect(client().fetch({ url: `http://127.0.0.1:${port}/` })).rejects.toThrow(expected)
  })
})

describe('intermediary', () => {
  const gateway = async (to: number) => {
    const server = createProxyServer({ to: { host: '127.0.0.1', port: to, secured: false }, name: 'gate' })
    closing.push(() => server.close(50))
    return (await server.listen()).port
  }

  test('forwards content, trailers and hints', async () => {
    const origin = await serve(applications.tell)
    const front = await gateway(origin)
    const { body, fields } = await client().fetch({
      url: `http://127.0.0.1:${front}/a`,
      method: 'POST',
      body: Buffer.from('x'.repeat(300_000))
    })
    const [method, , authority, path, , content] = JSON.parse(textOf(body)) as string[]
    expect([method, authority, path, content?.length]).toEqual(['POST', `127.0.0.1:${front}`, '/a', 300_000])
    expect(fields).toContainEqual({ name: 'via', value: '1.1 gate' })
    const hints = await client().fetch({
      url: `http://127.0.0.1:${await gateway(await serve(applications.hints))}/`
    })
    expect(hints.informational.map(({ status }) => status)).toEqual([103])
    const streamed = await client().fetch({
      url: `http://127.0.0.1:${await gateway(await serve(applications.stream))}/`
    })
    expect([textOf(streamed.body), streamed.trailers]).toEqual(['onetwo', [{ name: 'x-sum', value: '6' }]])
  })

  test('tells of a server that is not there, and of one that cannot be read', async () => {
    const nobody = createNetServer()
    const port = await listening(nobody)
    nobody.close()
    const gone = await client().fetch({ url: `http://127.0.0.1:${await gateway(port)}/` })
    expect(gone.status).toBe(502)
    const bad = await listening(
      createNetServer((socket) => socket.end('nonsense\r\n\r\n').on('error', () => {}))
    )
    expect((await client().fetch({ url: `http://127.0.0.1:${await gateway(bad)}/` })).status).toBe(502)
  })

  test('is a proxy for absolute forms, and opens tunnels where it may', async () => {
    const origin = await serve(applications.tell)
    const server = createProxyServer({ tunnelPorts: [origin] })
    closing.push(() => server.close(50))
    const { port } = await server.listen()
    const { body } = await client({ proxy: { host: '127.0.0.1', port } }).fetch({
      url: `http://127.0.0.1:${origin}/b`
    })
    expect(JSON.parse(textOf(body))[3]).toBe('/b')
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `CONNECT 127.0.0.1:${origin} HTTP/1.1\r\nHost: a\r\n\r\nGET /t HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`
    )
    const text = await drain(socket)
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nHTTP\/1\.1 200 OK\r\n[^]*"\/t"/)
    const refused = connect(port, '127.0.0.1')
    refused.end('CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect(await drain(refused)).toMatch(/^HTTP\/1\.1 403 /)
  })
})
