import { describe, expect, test } from '@jest/globals'
import { connectHttp2, StreamResetError } from './client.ts'
import { createHttp2Server } from './server.ts'

const text = (octets: Uint8Array) => new TextDecoder().decode(octets)
const octets = (value: string) => new TextEncoder().encode(value)

describe('client and server on loopback', () => {
  test('exchanges with content, trailers, informational responses, and an error', async () => {
    const server = createHttp2Server({}, (request, response) => {
      if (request.path === '/reset') return response.reset(0x2)
      if (request.path === '/large') return response.send(200, [], new Uint8Array(3_000_000).fill(7))
      let received = 0
      request.onData((chunk) => {
        received += chunk.length
      })
      request.onEnd((trailers) => {
        response.inform(103, [{ name: 'link', value: '</a>' }])
        response.respond(200, [{ name: 'x-trailer', value: trailers?.[0]?.value ?? 'none' }])
        response.end(octets(`${request.method} ${received}`), [{ name: 'x-end', value: 'yes' }])
      })
    })
    const { port } = await server.listen()
    const client = await connectHttp2({ port })
    const common = { scheme: 'http', authority: `127.0.0.1:${port}` }
    const posted = await client.fetch({
      ...common,
      method: 'POST',
      path: '/',
      body: new Uint8Array(200_000),
      trailers: [{ name: 'x-sum', value: '42' }]
    })
    expect(posted.status).toBe(200)
    expect(posted.fields).toMatchObject([{ name: 'x-trailer', value: '42' }])
    expect(text(posted.body)).toBe('POST 200000')
    expect(posted.trailers).toMatchObject([{ name: 'x-end', value: 'yes' }])
    expect(posted.informational.map(({ status }) => status)).toEqual([103])
    const large = await client.fetch({ ...common, method: 'GET', path: '/large' })
    expect(large.body.length).toBe(3_000_000)
    await expect(client.fetch({ ...common, method: 'GET', path: '/reset' })).rejects.toThrow(StreamResetError)
    const many = await Promise.all(
      Array.from({ length: 1000 }, () => client.fetch({ ...common, method: 'GET', path: '/' }))
    )
    expect(many.every(({ status }) => status === 200)).toBe(true)
    await client.close()
    await server.close()
  })
})
