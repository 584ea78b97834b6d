import { describe, expect, test } from '@jest/globals'
import { fromBase64url, readUpgrade } from './h2c.ts'
import { compileRules } from './readings.ts'
import { drive } from './testing/transcript.ts'
import * as frames from './frames.ts'
import { GET, headers, octetsOf, settingsFrame } from './testing/wire.ts'

const { readings } = compileRules()
const head = (...lines: string[]) => ['POST /p HTTP/1.1', ...lines].join('\r\n')
const upgrading = [
  'Host: a.example',
  'Connection: Upgrade, HTTP2-Settings',
  'Upgrade: h2c',
  'HTTP2-Settings: AAMAAABk'
]
const cleartext = { bare: true, upgradable: true }

describe('upgrade from HTTP/1.1', () => {
  test('a request that asks for h2c becomes stream 1, with its content', () => {
    const request = octetsOf(`${head(...upgrading, 'Content-Length: 3')}\r\n\r\nabc`)
    for (const split of [
      (octets: Uint8Array) => [octets],
      (octets: Uint8Array) => Array.from(octets, (octet) => Uint8Array.of(octet))
    ]) {
      const lines = drive({ ...cleartext, split }, [
        request,
        frames.CLIENT_PREFACE,
        settingsFrame(),
        headers(3, GET)
      ])
      expect(lines).toContain('> request POST http a.example /p  {content-length: 3}')
      expect(lines).toContain('> end 3 ')
      expect(lines.findIndex((line) => line.startsWith('HTTP/1.1 101'))).toBeLessThan(
        lines.findIndex((line) => line.startsWith('SETTINGS'))
      )
      expect(lines).toContain('DATA flags=1 id=1 2 octets "ok"')
      expect(lines).toContain('DATA flags=1 id=3 2 octets "ok"')
    }
  })

  test('prior knowledge works as without upgrade, and what is neither protocol is refused as a preface', () => {
    expect(drive(cleartext, [frames.CLIENT_PREFACE, settingsFrame(), headers(1, GET)])).toContain(
      'DATA flags=1 id=1 2 octets "ok"'
    )
    const lines = drive(cleartext, [octetsOf('INVALID PREFACE\r\n\r\n')])
    expect(lines).toContain('> connection error PROTOCOL_ERROR clientPreface 0')
    expect(lines.at(-1)).toBe('finished true')
  })

  test.each([
    ['426 Upgrade Required', head('Host: a')],
    ['426 Upgrade Required', head('Host: a', 'Connection: Upgrade', 'Upgrade: h2')],
    ['400 Bad Request', head('Host: a', 'Connection: Upgrade', 'Upgrade: h2c')],
    ['400 Bad Request', head(...upgrading, 'HTTP2-Settings: ')],
    ['400 Bad Request', head(...upgrading, 'HTTP2-Settings : AAMAAABk')],
    ['400 Bad Request', head(...upgrading, 'Transfer-Encoding: chunked')],
    ['400 Bad Request', head(...upgrading, 'Content-Length: 3', 'Content-Length: 4')],
    ['400 Bad Request', head('Connection: Upgrade', 'Upgrade: h2c', 'HTTP2-Settings: ')]
  ])('%s', (status, text) => {
    expect(readUpgrade(text, readings)).toBe(status)
    const lines = drive(cleartext, [octetsOf(`${text}\r\n\r\n`)])
    expect(lines[0]).toMatch(`HTTP/1.1 ${status}`)
    expect(lines.at(-1)).toBe('finished true')
  })

  test('base64url', () => {
    expect(fromBase64url('AAMAAABk')).toEqual(Uint8Array.of(0, 3, 0, 0, 0, 100))
    expect(fromBase64url('_-8')).toEqual(Uint8Array.of(0xff, 0xef))
    expect(fromBase64url('A')).toBeUndefined()
    expect(fromBase64url('A+==')).toBeUndefined()
  })
})
