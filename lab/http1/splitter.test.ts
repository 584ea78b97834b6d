import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { MessageSplitter, type Happening } from './splitter.ts'
import { contentOf } from './wire-message.ts'

const octets = (text: string) => Buffer.from(text, 'latin1')

const summary = (happened: readonly Happening[]) =>
  happened.map((one) =>
    one.what === 'foreign'
      ? [one.what, one.reason]
      : [one.what, one.message.status ?? one.message.method, one.message.framing]
  )

function responses(text: string, methods: string[], ended = false) {
  const splitter = new MessageSplitter('response', methods)
  const happened = [...splitter.push(octets(text)), ...(ended ? splitter.end() : [])]
  return { splitter, happened }
}

const HEAD = 'HTTP/1.1 200 OK\r\n'

describe('responses', () => {
  test.each([
    ['a length', `${HEAD}Content-Length: 3\r\n\r\nabc`, ['GET'], 'length', 'abc'],
    [
      'chunks',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n`,
      ['GET'],
      'chunked',
      'abc'
    ],
    ['the end of the connection', `${HEAD}\r\nabc`, ['GET'], 'close', 'abc'],
    ['HEAD', `${HEAD}Content-Length: 3\r\n\r\n`, ['HEAD'], 'none', ''],
    ['204', 'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n', ['GET'], 'none', '']
  ])('are cut by %s', (_name, text, methods, framing, content) => {
    const { happened } = responses(text, methods, true)
    const [head, over, ...more] = happened
    expect(more).toEqual([])
    expect([head?.what, over?.what]).toEqual(['head', 'over'])
    if (over?.what !== 'over') throw new Error('no message')
    expect([over.message.framing, contentOf(over.message)]).toEqual([framing, content])
  })

  test('are matched to requests in their order, informational ones to none', () => {
    const text = `HTTP/1.1 103 Early Hints\r\n\r\n${HEAD}Content-Length: 9\r\n\r\n${HEAD}Content-Length: 1\r\n\r\nx`
    expect(summary(responses(text, ['HEAD', 'GET']).happened)).toEqual([
      ['interim', 103, 'none'],
      ['head', 200, 'none'],
      ['over', 200, 'none'],
      ['head', 200, 'length'],
      ['over', 200, 'length']
    ])
  })

  test.each([
    ['octets that are no response', 'SSH-2.0-x\r\n', /no status line/],
    ['a chunk size that is none', `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, /chunk size/],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, /Content-Length/],
    ['data that runs over', `${HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n`, /no line end/]
  ])('end the reading at %s', (_name, text, reason) => {
    const last = responses(text, ['GET']).happened.at(-1)
    expect(last?.what === 'foreign' && last.reason).toMatch(reason)
  })

  test('an endless line is not collected', () => {
    const splitter = new MessageSplitter('response')
    const piece = octets('x'.repeat(100_000))
    const happened = Array.from({ length: 30 }, () => splitter.push(piece)).flat()
    expect(happened).toHaveLength(1)
    expect(splitter.partial.length).toBeLessThan(200_000)
  })
})

test('requests keep their lines, and tell their methods', () => {
  const methods: string[] = []
  const splitter = new MessageSplitter('request', methods)
  const text = '\r\nGET /a HTTP/1.1\r\nHost: x\r\n folded\nB : c\r\n\r\nHEAD * HTTP/1.0\r\n\r\n'
  const happened = splitter.push(octets(text))
  expect(methods).toEqual(['GET', 'HEAD'])
  const [first] = happened
  if (first?.what !== 'head') throw new Error('no head')
  const { before, lines, fields, target } = first.message
  expect({ before, target, fields, endings: lines.map(({ ending }) => ending) }).toEqual({
    before: 1,
    target: '/a',
    fields: [
      { name: 'Host', value: 'x\r\n folded' },
      { name: 'B', value: 'c' }
    ],
    endings: ['\r\n', '\n', '\r\n']
  })
})

test('any split gives the same', () => {
  const text =
    `HTTP/1.1 100 Continue\r\n\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nT: v\r\n\r\n` +
    `${HEAD}Content-Length: 4\r\n\r\nwxyz\r\n${HEAD}\r\nrest`
  const whole = responses(text, ['GET', 'GET', 'GET'], true).happened
  expect(whole).toHaveLength(7)
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length]
      const splitter = new MessageSplitter('response', ['GET', 'GET', 'GET'])
      const happened = at.slice(1).flatMap((end, index) => splitter.push(octets(text.slice(at[index], end))))
      const all = [...happened, ...splitter.end()]
      const content = (of: readonly Happening[]) =>
        of.map((one) => (one.what === 'over' ? contentOf(one.message) : one.what))
      expect(summary(all)).toEqual(summary(whole))
      expect(content(all)).toEqual(content(whole))
    })
  )
})
