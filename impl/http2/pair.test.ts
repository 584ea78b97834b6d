import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FieldLine } from '../application.ts'
import { createPair } from './testing/pair.ts'
import type { ResponseListener } from './response-listener.ts'

interface Got {
  status?: number
  informs: number[]
  length: number
  trailers?: readonly FieldLine[] | undefined
  reset?: number
  processed?: boolean
  ended?: boolean
}

function listen(got: Got): ResponseListener {
  return {
    onInform: (status) => got.informs.push(status),
    onResponse: (status) => (got.status = status),
    onData: (octets) => (got.length += octets.length),
    onEnd: (trailers) => {
      got.ended = true
      got.trailers = trailers
    },
    onReset: (code, processed) => {
      got.reset = code
      got.processed = processed
    }
  }
}

const common = { scheme: 'http', authority: 'a.example', path: '/' }

describe('client and server in memory', () => {
  test('any exchanges, with any windows and frame sizes and cut anywhere, arrive whole', () => {
    const exchange = fc.record({
      upload: fc.integer({ min: 0, max: 90_000 }),
      download: fc.integer({ min: 0, max: 200_000 }),
      trailers: fc.boolean(),
      inform: fc.boolean()
    })
    fc.assert(
      fc.property(
        fc.array(exchange, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 2000, max: 70_000 }),
        fc.constantFrom(16_384, 20_000, 100_000),
        fc.integer({ min: 100, max: 20_000 }),
        fc.constantFrom(0, 0, 7),
        fc.constantFrom('rfc9218' as const, 'rfc7540' as const, 'none' as const),
        (exchanges, initialWindowSize, maxFrameSize, cut, padding, priorities) => {
          const uploads: number[] = []
          const pair = createPair(
            {
              settings: { initialWindowSize, maxFrameSize },
              padding,
              priorities,
              handler: (request, response) => {
                let received = 0
                request.onData((octets) => (received += octets.length))
                request.onEnd((trailers) => {
                  const plan = exchanges[Number(request.fields[0]!.value)]!
                  uploads[Number(request.fields[0]!.value)] = received
                  expect(trailers?.length ?? 0).toBe(plan.trailers ? 1 : 0)
                  if (plan.inform) response.inform(103, [])
                  response.respond(200, [{ name: 'n', value: 'x'.repeat(plan.download % 40_000) }])
                  response.end(
                    new Uint8Array(plan.download),
                    plan.trailers ? [{ name: 't', value: '1' }] : undefined
                  )
                })
              }
            },
            { settings: { initialWindowSize, maxFrameSize }, padding }
          )
          const got = exchanges.map((plan, index) => {
            const one: Got = { informs: [], length: 0 }
            const stream = pair.client.request(
              { ...common, method: 'POST', fields: [{ name: 'x-n', value: String(index) }] },
              listen(one)
            )!
            stream.end(new Uint8Array(plan.upload), plan.trailers ? [{ name: 't', value: '1' }] : undefined)
            return one
          })
          pair.settle(() => cut)
          expect(uploads).toEqual(exchanges.map(({ upload }) => upload))
          for (const [index, { download, trailers, inform }] of exchanges.entries()) {
            expect(got[index]).toMatchObject({
              status: 200,
              length: download,
              ended: true,
              informs: inform ? [103] : []
            })
            expect(got[index]!.trailers?.length ?? 0).toBe(trailers ? 1 : 0)
          }
          expect(pair.client.activeStreams + pair.server.activeStreams).toBe(0)
          pair.client.shutdown()
          pair.settle()
          expect([pair.client.finished, pair.server.finished]).toEqual([true, true])
        }
      ),
      { numRuns: 25 }
    )
  })

  test('a promise is made, taken and answered; and refused where push is off', () => {
    for (const push of [true, false]) {
      let promised: boolean | undefined
      const pair = createPair(
        {
          handler: (_, response) => {
            const pushed = response.push?.({ method: 'GET', ...common, path: '/p', fields: [] })
            promised = pushed !== undefined
            response.send(200, [], new Uint8Array(5))
            pushed?.send(200, [], new Uint8Array(9))
          }
        },
        { push }
      )
      const answer: Got = { informs: [], length: 0 }
      const extra: Got = { informs: [], length: 0 }
      const paths: string[] = []
      pair.settle()
      pair.client.request(
        { ...common, method: 'GET', endStream: true },
        {
          ...listen(answer),
          onPush: (request) => {
            paths.push(request.path)
            return listen(extra)
          }
        }
      )
      pair.settle()
      expect(promised).toBe(push)
      expect(answer).toMatchObject({ status: 200, length: 5, ended: true })
      expect(paths).toEqual(push ? ['/p'] : [])
      if (push) expect(extra).toMatchObject({ status: 200, length: 9, ended: true })
      expect(pair.client.activeStreams + pair.server.activeStreams).toBe(0)
    }
  })

  test('extended CONNECT carries octets both ways, once the server allows it', () => {
    const pair = createPair({
      settings: { enableConnectProtocol: true },
      handler: (request, response) => {
        expect(request.protocol).toBe('websocket')
        response.respond(200, [])
        request.onData((octets) => response.write(octets.slice()))
        request.onEnd(() => response.end())
      }
    })
    const connect = { ...common, method: 'CONNECT', protocol: 'websocket' }
    const got: Got = { informs: [], length: 0 }
    expect(pair.client.request(connect, listen(got))).toBeUndefined()
    pair.settle()
    const stream = pair.client.request(connect, listen(got))!
    stream.write(new Uint8Array(1000))
    pair.settle()
    expect(got).toMatchObject({ status: 200, length: 1000 })
    stream.end()
    pair.settle()
    expect(got.ended).toBe(true)
  })

  test('a server that leaves says which requests it has not processed', () => {
    const pair = createPair({ handler: () => {}, rules: { gracefulShutdown: 'abrupt' } })
    const first: Got = { informs: [], length: 0 }
    const second: Got = { informs: [], length: 0 }
    pair.settle()
    pair.client.request({ ...common, method: 'GET', endStream: true }, listen(first))
    pair.settle()
    pair.server.shutdown()
    pair.client.request({ ...common, method: 'GET', endStream: true }, listen(second))
    pair.settle()
    expect(second).toMatchObject({ reset: 7, processed: false })
    expect(first.reset).toBeUndefined()
    expect(pair.client.capacity).toBe(0)
  })

  test('receive windows grow under steady load, up to their bound', () => {
    const pair = createPair({
      largestWindow: 1 << 22,
      handler: (request, response) => {
        request.onData(() => {})
        request.onEnd(() => response.send(204, []))
      }
    })
    const got: Got = { informs: [], length: 0 }
    pair.client.request({ ...common, method: 'POST' }, listen(got))!.end(new Uint8Array(20_000_000))
    pair.settle()
    expect(got.status).toBe(204)
  })
})
