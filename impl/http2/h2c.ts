import type { FieldLine } from '../application.ts'
import type { Readings } from './rules.ts'

/** An HTTP/1.1 request that asks for "h2c" (RFC 7540, section 3.2): what stream 1 starts with. */
export interface Upgrade {
  readonly method: string
  readonly path: string
  readonly authority: string | undefined
  /** Field lines without those that concern the HTTP/1.1 connection; names in lowercase. */
  readonly fields: readonly FieldLine[]
  /** The payload of a SETTINGS frame. */
  readonly settings: Uint8Array
  /** Octets of content that follow the head. */
  readonly contentLength: number
}

/** Sent before the server connection preface. */
export const SWITCHING_PROTOCOLS =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'

const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\/[\x21-\x7e]*|\*) HTTP\/1\.[01]$/
const FIELD_LINE =
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*((?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*$/
const HOP_BY_HOP =
  /^(?:connection|upgrade|http2-settings|keep-alive|proxy-connection|te|transfer-encoding|host)$/

/** True for octets, as text, that begin like a request line of HTTP/1.x. */
export function isHttp1(head: string): boolean {
  return /^[^\r\n]* HTTP\/1\.[01]\r?\n/.test(head)
}

/**
 * Reads the head of an HTTP/1.1 request, without the empty line at its end. A string is the status line to refuse it
 * with: this server speaks HTTP/1.1 only to leave it.
 */
export function readUpgrade(head: string, readings: Readings): Upgrade | string {
  const [first = '', ...rest] = head.split('\r\n')
  const requestLine = REQUEST_LINE.exec(first)
  if (requestLine === null) return '400 Bad Request'
  const all: FieldLine[] = []
  for (const text of rest) {
    const line = FIELD_LINE.exec(text)
    if (line === null) return '400 Bad Request'
    all.push({ name: line[1]!.toLowerCase(), value: line[2]! })
  }
  const values = (name: string) => all.filter((line) => line.name === name).map((line) => line.value)
  const tokens = (name: string) => values(name).flatMap((value) => value.toLowerCase().split(/[ \t]*,[ \t]*/))
  const upgrades = tokens('upgrade')
  const asks =
    upgrades.includes('h2c') || (readings.upgradeOfH2Ignored === 'accepted' && upgrades.includes('h2'))
  const options = tokens('connection')
  if (!asks || !options.includes('upgrade')) return '426 Upgrade Required'
  const settings = values('http2-settings')
  if (settings.length !== 1 && readings.upgradeSettingsRequired !== 'ignored') return '400 Bad Request'
  const payload = fromBase64url(settings.at(-1) ?? '')
  if (payload === undefined || payload.length % 6 !== 0) return '400 Bad Request'
  const hosts = values('host')
  if (hosts.length !== 1 || values('transfer-encoding').length > 0) return '400 Bad Request'
  const lengths = new Set(values('content-length'))
  const [length = '0'] = lengths
  if (lengths.size > 1 || !/^[0-9]{1,9}$/.test(length)) return '400 Bad Request'
  return {
    method: requestLine[1]!,
    path: requestLine[2]!,
    authority: hosts[0],
    fields: all.filter(({ name }) => !HOP_BY_HOP.test(name) && !options.includes(name)),
    settings: payload,
    contentLength: Number(length)
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Decodes base64url (RFC 4648, section 5) without padding; undefined where it is none. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const octets = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let count = 0
  let at = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      octets[at++] = bits >> count
    }
  }
  return octets
}
