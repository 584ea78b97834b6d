import { describe, expect, test } from '@jest/globals'
import type { FieldLine } from '../application.ts'
import { Http1ClientConnection } from './client-connection.ts'
import type { ClientConnectionOptions, OutgoingRequest } from './client-options.ts'
import { Http1ServerConnection } from './server-connection.ts'
import { applications, type ApplicationName } from './testing/applications.ts'

/** A client and a server in memory; what one sends the other gets, in pieces of some length. */
function pairOf(
  application: ApplicationName,
  pieces = Infinity,
  clientOptions: ClientConnectionOptions = {}
) {
  const client = new Http1ClientConnection(clientOptions)
  const server = new Http1ServerConnection({ handler: applications[application] })
  const carry = (from: typeof client | typeof server, to: typeof client | typeof server): boolean => {
    let moved = false
    for (let octets = from.output(); octets !== undefined; octets = from.output()) {
      moved = true
      const whole = octets.slice()
      for (let at = 0; at < whole.length; at += pieces) to.receive(whole.slice(at, at + pieces), 0)
    }
    return moved
  }
  const run = (): void => {
    let moved: boolean
    do {
      moved = carry(client, server)
      if (carry(server, client)) moved = true
    } while (moved)
    if (server.finished && !client.finished) client.end(0)
  }
  return { client, server, run }
}

function ask(pair: ReturnType<typeof pairOf>, request: Partial<OutgoingRequest>, answers: string[]) {
  const text = (octets: Uint8Array) => String.fromCharCode(...octets)
  const lines = (some: readonly FieldLine[] | undefined) =>
    (some ?? []).map(({ name, value }) => `${name}=${value}`)
  return pair.client.request(
    { method: 'GET', target: '/', authority: 'a', fields: [], ...request },
    {
      onInform: (status, fields) => answers.push(`inform ${status} ${lines(fields)}`),
      onResponse: ({ status }) => answers.push(`status ${status}`),
      onData: (octets) => answers.push(text(octets)),
      onEnd: (trailers) => answers.push(`end ${lines(trailers)}`),
      onReset: ({ message }) => answers.push(`reset ${message}`)
    }
  )
}

describe.each([Infinity, 1, 7])('client and server, %s octets at a time', (pieces) => {
  const joined = (answers: readonly string[]) =>
    answers.reduce<string[]>((some, one) => {
      const last = some[some.length - 1]
      const plain = (text: string | undefined) =>
        text !== undefined && !/^(?:inform|status|end|reset)/.test(text)
      if (plain(one) && plain(last)) some[some.length - 1] = last + one
      else some.push(one)
      return some
    }, [])

  test('one after the other on one connection', () => {
    const pair = pairOf('length', pieces)
    const answers: string[] = []
    for (const body of ['', 'abc', 'x'.repeat(3000)]) {
      ask(pair, { method: 'PUT', body: Buffer.from(body) }, answers)
      pair.run()
    }
    expect(joined(answers)).toEqual([
      'status 200',
      '0',
      'end ',
      'status 200',
      '3',
      'end ',
      'status 200',
      '3000',
      'end '
    ])
    expect(pair.client.available).toBe(true)
  })

  test('pipelined', () => {
    const pair = pairOf('tell', pieces, { pipelining: 3 })
    const answers: string[] = []
    for (const target of ['/1', '/2', '/3']) expect(ask(pair, { target }, answers)).toBeDefined()
    expect(ask(pair, {}, answers)).toBeUndefined()
    pair.run()
    expect(joined(answers).filter((one) => one.startsWith('['))).toEqual(
      ['/1', '/2', '/3'].map((path) => `["GET","http","a","${path}","host=a",""]`)
    )
  })

  test('chunks and trailers both ways', () => {
    const pair = pairOf('tell', pieces)
    const answers: string[] = []
    const exchange = ask(pair, { method: 'POST', streams: true }, answers)
    exchange?.write(Buffer.from('ab'))
    pair.run()
    exchange?.end(Buffer.from('c'), [{ name: 'x-sum', value: '3' }])
    pair.run()
    expect(joined(answers)[1]).toBe(
      '["POST","http","a","/","host=a;transfer-encoding=chunked","abc","x-sum=3"]'
    )
    const streamed: string[] = []
    const other = pairOf('stream', pieces)
    ask(other, {}, streamed)
    other.run()
    expect(joined(streamed)).toEqual(['status 200', 'onetwo', 'end x-sum=6'])
  })

  test('100 (Continue) and hints', () => {
    const pair = pairOf('length', pieces)
    const answers: string[] = []
    ask(pair, { method: 'POST', body: Buffer.from('abc'), expectContinue: true }, answers)
    pair.run()
    expect(joined(answers)).toEqual(['inform 100 ', 'status 200', '3', 'end '])
    const hinted = pairOf('hints', pieces)
    const hints: string[] = []
    ask(hinted, {}, hints)
    hinted.run()
    expect(joined(hints)).toEqual(['inform 103 link=</a>', 'status 200', 'after', 'end '])
  })

  test('an answer before the content stops it', () => {
    const pair = pairOf('early', pieces)
    const answers: string[] = []
    ask(pair, { method: 'POST', body: Buffer.from('abc'), expectContinue: true }, answers)
    pair.run()
    expect(joined(answers)).toEqual(['status 200', 'early', 'end '])
    expect(pair.client.available).toBe(false)
    expect(pair.client.finished).toBe(true)
  })

  test('HEAD, 204, tunnels and other protocols', () => {
    const head = pairOf('tell', pieces)
    const answers: string[] = []
    ask(head, { method: 'HEAD' }, answers)
    head.run()
    expect(answers).toEqual(['status 200', 'end '])
    const tunnel = pairOf('tunnel', pieces)
    const through: string[] = []
    const exchange = ask(tunnel, { method: 'CONNECT', target: 'a:1', authority: 'a:1' }, through)
    tunnel.run()
    exchange?.writeRaw(Buffer.from('any\0thing'))
    tunnel.run()
    expect(joined(through)).toEqual(['status 200', 'any\0thing'])
    const other = pairOf('upgrade', pieces)
    const echoed: string[] = []
    const upgraded = ask(other, { fields: [{ name: 'upgrade', value: 'echo' }] }, echoed)
    other.run()
    upgraded?.writeRaw(Buffer.from('raw'))
    other.run()
    expect(joined(echoed)).toEqual(['status 101', 'raw'])
  })

  test('a connection that ends fails what is under way', () => {
    const pair = pairOf('mute', pieces)
    const answers: string[] = []
    ask(pair, {}, answers)
    pair.run()
    pair.client.end(0)
    expect(answers).toEqual(['reset the server closed the connection'])
  })
})
