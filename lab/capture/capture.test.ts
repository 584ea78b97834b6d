import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Entry, Trace } from '../trace.ts'
import { addressOctets } from './address.ts'
import { captureOf } from './capture.ts'
import { internetChecksum } from './checksum.ts'
import { readPcapng } from './read-pcapng.ts'
import { readTcp, type ReadSegment } from './read-packet.ts'
import { MOST_PAYLOAD } from './tcp-conversation.ts'
import { pseudoHeader, TCP } from './tcp-packet.ts'

const ends = { local: { address: '127.0.0.1', port: 50001 }, remote: { address: '127.0.0.1', port: 8080 } }
const common = { on: 'main', step: 0 }
const octets = (text: string) => new TextEncoder().encode(text)
const options = { client: 'lab', epoch: 1_700_000_000_000 } as const

type Untold<T> = T extends unknown ? Omit<T, 'on' | 'step' | 'at'> & { on?: string } : never

function traced(...entries: Untold<Entry>[]): Trace {
  return { entries: entries.map((entry, at) => ({ ...common, at, ...entry }) as Entry) }
}

function segments(trace: Trace, more: object = {}): (ReadSegment & { comment?: string; time: number })[] {
  const read = readPcapng(captureOf(trace, { ...options, ...more }).pcapng)
  expect(read.problem).toBeUndefined()
  return read.packets.map((packet) => {
    const segment = readTcp(packet.octets) as ReadSegment
    expect(segment).toBeDefined()
    return {
      ...segment,
      time: packet.time,
      ...(packet.comment === undefined ? {} : { comment: packet.comment })
    }
  })
}

const flagsOf = (list: readonly { flags: number }[]) =>
  list.map(({ flags }) =>
    Object.entries(TCP)
      .filter(([, bit]) => (flags & bit) !== 0)
      .map(([name]) => name)
      .join(' ')
  )

/** The octets that each port sent, put together by sequence number; throws on a gap. */
function streamOf(list: readonly ReadSegment[], port: number): Uint8Array {
  const sent = list.filter(({ from, payload }) => from.port === port && payload.length > 0)
  let next = sent[0]?.sequence ?? 0
  const parts = sent.map(({ sequence, payload }) => {
    expect(sequence).toBe(next)
    next = (next + payload.length) >>> 0
    return payload
  })
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

describe('captureOf', () => {
  const whole = traced(
    { kind: 'open', ...ends },
    { kind: 'sent', octets: octets('hello') },
    { kind: 'received', octets: octets('world!') },
    { kind: 'sent', octets: octets('bye'), auto: true },
    { kind: 'fin', by: 'target' },
    { kind: 'fin', by: 'lab' }
  )

  test('shows a connection from SYN to FIN with the real ports, and sequence numbers that fit', () => {
    const list = segments(whole)
    expect(flagsOf(list)).toEqual([
      'SYN',
      'SYN ACK',
      'ACK',
      'PSH ACK',
      'PSH ACK',
      'PSH ACK',
      'FIN ACK',
      'FIN ACK'
    ])
    expect(list[0]?.from).toEqual({ address: Uint8Array.of(127, 0, 0, 1), port: 50001 })
    expect(streamOf(list, 50001)).toEqual(octets('hellobye'))
    expect(streamOf(list, 8080)).toEqual(octets('world!'))
    // Each side acknowledges all that the other has sent before.
    const [syn, answer, , hello, world, bye, finish, last] = list
    expect(answer?.acknowledgment).toBe((syn?.sequence ?? 0) + 1)
    expect(world?.acknowledgment).toBe((hello?.sequence ?? 0) + 5)
    expect(bye?.acknowledgment).toBe((world?.sequence ?? 0) + 6)
    expect(last?.acknowledgment).toBe((finish?.sequence ?? 0) + 1)
    expect(list.map(({ time }) => time - options.epoch * 1000)).toEqual([
      0, 0, 0, 1000, 2000, 3000, 4000, 5000
    ])
    expect(list[5]?.comment).toBe('sent automatically, not by the script')
  })

  test.each([
    ['IPv4', '127.0.0.1', 20],
    ['IPv6', '::1', 40]
  ])('checksums are right over %s', (_name, address, header) => {
    const remote = { address, port: 443 }
    const { pcapng } = captureOf(
      traced({ kind: 'open', local: { address, port: 5 }, remote }, { kind: 'sent', octets: octets('odd') }),
      options
    )
    const { packets } = readPcapng(pcapng)
    expect(packets).toHaveLength(4)
    for (const packet of packets) {
      const { from, to, tcp } = readTcp(packet.octets) as ReadSegment
      if (header === 20) expect(internetChecksum(packet.octets.subarray(0, 20))).toBe(0)
      expect(internetChecksum(pseudoHeader(from.address, to.address, tcp.length), tcp)).toBe(0)
    }
  })

  test('cuts long octets into segments that fit an IP packet', () => {
    const long = Uint8Array.from({ length: 3 * MOST_PAYLOAD + 17 }, (_, at) => at * 7)
    const list = segments(traced({ kind: 'open', ...ends }, { kind: 'received', octets: long }))
    expect(list).toHaveLength(3 + 4)
    expect(streamOf(list, 8080)).toEqual(long)
  })

  test('leaves a gap, and says so, where octets were not kept', () => {
    const list = segments(
      traced(
        { kind: 'open', ...ends },
        { kind: 'received', octets: octets('ab') },
        { kind: 'elided', by: 'target', length: 1000, hash: '' },
        { kind: 'fin', by: 'target' }
      )
    )
    expect((list[4]?.sequence ?? 0) - (list[3]?.sequence ?? 0)).toBe(2 + 1000)
    expect(list[4]?.comment).toMatch(/1000 octets of the target/)
  })

  test('shows resets and refusals, and nothing after a reset', () => {
    const reset = traced(
      { kind: 'open', ...ends },
      { kind: 'rst', by: 'target' },
      { kind: 'sent', octets: octets('late') }
    )
    expect(flagsOf(segments(reset)).at(-1)).toBe('RST ACK')
    expect(flagsOf(segments(traced({ kind: 'refused', reason: 'ECONNREFUSED' })))).toEqual(['SYN', 'RST ACK'])
    expect(flagsOf(segments(traced({ kind: 'refused', reason: 'ETIMEDOUT' })))).toEqual(['SYN'])
  })

  test('lets the target open connections where it is the client', () => {
    const [syn] = segments(traced({ kind: 'open', ...ends }), { client: 'target' })
    expect(syn?.from.port).toBe(8080)
  })

  test('keeps connections apart, also those that have one name after another', () => {
    const other = { local: { address: '127.0.0.1', port: 50002 }, remote: ends.remote }
    const list = segments(
      traced(
        { kind: 'open', ...ends },
        { kind: 'open', ...other, on: 'second' },
        { kind: 'sent', octets: octets('one') },
        { kind: 'sent', octets: octets('two'), on: 'second' },
        { kind: 'fin', by: 'lab' },
        { kind: 'open', local: { address: '127.0.0.1', port: 50003 }, remote: ends.remote },
        { kind: 'sent', octets: octets('three') }
      )
    )
    expect([50001, 50002, 50003].map((port) => streamOf(list, port))).toEqual(
      ['one', 'two', 'three'].map(octets)
    )
  })

  describe('over TLS', () => {
    const hello = Uint8Array.of(22, 3, 1, 0, 5, 1, 0, 0, 1, 0)
    const tls = {
      protocol: 'TLSv1.3',
      cipher: 'x',
      alpn: 'h2',
      keyLog: ['CLIENT_RANDOM aa bb', 'CLIENT_RANDOM aa bb']
    }
    const records = traced(
      { kind: 'record', by: 'lab', octets: hello },
      { kind: 'record', by: 'target', octets: octets('record') },
      { kind: 'open', tls, ...ends },
      { kind: 'record', by: 'lab', octets: octets('sealed') },
      { kind: 'sent', octets: octets('plain') },
      { kind: 'fin', by: 'lab' },
      { kind: 'record', by: 'lab', octets: octets('notify') }
    )

    test('holds the records in place of what they contain, the key log, and the FIN after the last record', () => {
      const capture = captureOf(records, options)
      expect(capture.keyLog).toBe('CLIENT_RANDOM aa bb\n')
      expect(readPcapng(capture.pcapng).keyLogs).toEqual([capture.keyLog])
      const list = segments(records)
      expect(streamOf(list, 50001)).toEqual(Uint8Array.of(...hello, ...octets('sealednotify')))
      expect(streamOf(list, 8080)).toEqual(octets('record'))
      expect(flagsOf(list).at(-1)).toBe('FIN ACK')
    })

    test('says so where the records were not kept', () => {
      const bare = traced({ kind: 'open', tls, ...ends }, { kind: 'sent', octets: octets('plain') })
      const { pcapng, keyLog } = captureOf(bare, options)
      expect(keyLog).toBeUndefined()
      expect(readPcapng(pcapng).comments[0]).toMatch(/TLS was taken off/)
      expect(streamOf(segments(bare), 50001)).toEqual(octets('plain'))
    })
  })

  test('says that headers are made up, and how to decode cleartext', () => {
    const { comments } = readPcapng(
      captureOf(whole, { ...options, decodeAs: 'http2', title: 'a title' }).pcapng
    )
    expect(comments).toHaveLength(1)
    expect(comments[0]).toMatch(/^a title\n.*made up/)
    expect(comments[0]).toContain('-d tcp.port==8080,http2')
  })
})

describe('readPcapng', () => {
  const { pcapng } = captureOf(
    traced({ kind: 'open', ...ends }, { kind: 'sent', octets: octets('hello'), auto: true }),
    options
  )

  test('reads what comes before a cut', () => {
    const whole = readPcapng(pcapng)
    for (let length = 1; length < pcapng.length; length++) {
      const { packets, problem } = readPcapng(pcapng.subarray(0, length))
      expect(packets).toEqual(whole.packets.slice(0, packets.length))
      // A cut between two blocks cannot be told from the end.
      if (problem === undefined) expect(length % 4).toBe(0)
    }
  })

  test('reads the other order of octets, other resolutions, and simple packets', () => {
    const big = new DataView(new ArrayBuffer(28 + 28 + 36 + 20))
    const words = [
      [0x0a0d0d0a, 28, 0x1a2b3c4d, 0x00010000, 0xffffffff, 0xffffffff, 28],
      // Link type 101; if_tsresol 3: milliseconds.
      [1, 28, 101 << 16, 0, (9 << 16) | 1, 0x03000000, 28],
      [6, 36, 0, 0, 5000, 2, 2, 0xabcd0000, 36],
      [3, 20, 3, 0x01020300, 20]
    ].flat()
    words.forEach((word, index) => big.setUint32(index * 4, word))
    const { packets, problem } = readPcapng(new Uint8Array(big.buffer))
    expect(problem).toBeUndefined()
    expect(packets).toEqual([
      { linkType: 101, time: 5e6, octets: Uint8Array.of(0xab, 0xcd), length: 2 },
      { linkType: 101, time: 0, octets: Uint8Array.of(1, 2, 3), length: 3 }
    ])
  })

  test('never throws and always ends', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(pcapng.length - 1), fc.nat(255))), (changes) => {
        const broken = pcapng.slice()
        for (const [at, value] of changes) broken[at] = value
        for (const { octets: packet } of readPcapng(broken).packets) readTcp(packet)
      })
    )
    fc.assert(fc.property(fc.uint8Array(), (noise) => readPcapng(noise).packets.length === 0))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => void readTcp(noise)))
  })
})

test('addressOctets', () => {
  const v6 = (...groups: number[]) => Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]))
  expect(addressOctets('192.0.2.255')).toEqual(Uint8Array.of(192, 0, 2, 255))
  expect(addressOctets('::')).toEqual(new Uint8Array(16))
  expect(addressOctets('2001:db8::7%eth0')).toEqual(v6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7))
  expect(addressOctets('1:2:3:4:5:6:7:8')).toEqual(v6(1, 2, 3, 4, 5, 6, 7, 8))
  expect(addressOctets('fe80::')).toEqual(v6(0xfe80, 0, 0, 0, 0, 0, 0, 0))
  expect(addressOctets('::ffff:127.0.0.1')).toEqual(Uint8Array.of(127, 0, 0, 1))
  expect(addressOctets('64:ff9b::192.0.2.33')).toEqual(v6(0x64, 0xff9b, 0, 0, 0, 0, 0xc000, 0x0221))
  expect(addressOctets('localhost')).toBeUndefined()
})
