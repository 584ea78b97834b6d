import type { FieldLine } from '../application.ts'
import { formatAsctimeDate, formatDate, formatRfc850Date } from '../http/date.ts'
import { writeLatin1 } from '../latin1.ts'
import { listOf } from './message/options.ts'
import { OctetQueue } from './octet-queue.ts'
import { reasons } from './reasons.ts'
import type { Readings } from './rules.ts'

/** Field lines as octets, without those that say how the message is framed and what becomes of the connection. */
export interface PreparedFields {
  readonly octets: Uint8Array
  /** Of Content-Length; -1 without one. */
  readonly contentLength: number
  /** Options of Connection, in small letters. */
  readonly options: readonly string[]
  readonly dated: boolean
  /** Fields that frame the message are among the octets (framingRemade read as `copied`). */
  readonly framed: boolean
  /** The head that was made of them last, without Date and the empty line: see `writeCommonHead`. */
  last: { readonly status: number; readonly length: number; readonly octets: Uint8Array } | undefined
}

interface Memo {
  readonly lines: readonly FieldLine[]
  readonly prepared: PreparedFields
}

/** Makes octets of heads. One serves all connections of a server or client, so that what is sent often is made once. */
export class HeadWriter {
  readonly #readings: Readings
  /** Octets of a line end: two, but for misreadings. */
  readonly lineEnd: string
  readonly #lineEndOctets: Uint8Array
  readonly #memos = new WeakMap<readonly FieldLine[], Memo>()
  readonly #statusLines = new Map<string, Uint8Array>()
  #dateSecond = -1
  #dateLine: Uint8Array = new Uint8Array(0)
  #dateLineAndEnd: Uint8Array = new Uint8Array(0)
  /** Nothing is written otherwise than the specification has it: the common head may be used. */
  readonly plain: boolean

  constructor(readings: Readings) {
    this.#readings = readings
    this.plain = Object.values(readings).every((reading) => reading === 'enforce')
    this.lineEnd = { lf: '\n', cr: '\r' }[readings.lineEndSent as 'lf'] ?? '\r\n'
    this.#lineEndOctets = octetsOf(this.lineEnd)
  }

  /**
   * Field lines as octets. Throws TypeError for a name that is no token, for CR, LF or NUL in a value (RFC 9110, section
   * 5.5), and for fields that frame messages other than Content-Length.
   */
  prepare(fields: readonly FieldLine[]): PreparedFields {
    const memo = this.#memos.get(fields)
    if (memo !== undefined && isSame(memo.lines, fields)) return memo.prepared
    const prepared = this.#make(fields)
    this.#memos.set(fields, { lines: [...fields], prepared })
    return prepared
  }

  #make(fields: readonly FieldLine[]): PreparedFields {
    let text = ''
    let contentLength = -1
    let dated = false
    const copies = this.#readings.framingRemade === 'copied'
    let framed = false
    const options: string[] = []
    for (const { name, value } of fields) {
      if (!TOKEN.test(name)) throw new TypeError(`"${name}" is no field name`)
      if (/[\0\r\n]/.test(value)) throw new TypeError(`the value of ${name} holds CR, LF or NUL`)
      switch (name.toLowerCase()) {
        case 'content-length':
          if (!/^\d+$/.test(value)) throw new TypeError(`"${value}" is no Content-Length`)
          contentLength = Number(value)
          if (!copies) continue
          framed = true
          break
        case 'connection':
          options.push(...listOf(value))
          continue
        case 'transfer-encoding':
          if (!copies) throw new TypeError(`${name} is not for applications to send`)
          framed = true
          break
        case 'keep-alive':
          if (this.#readings.hopByHopRemoved === 'forwarded') break
          throw new TypeError(`${name} is not for applications to send`)
        case 'date':
          dated = true
      }
      text += `${name}: ${value}${this.lineEnd}`
    }
    return { octets: octetsOf(text), contentLength, options, dated, framed, last: undefined }
  }

  /** Writes a status-line (RFC 9112, section 4). */
  writeStatusLine(out: OctetQueue, status: number, version: string): void {
    const key = `${version}${status}`
    let line = this.#statusLines.get(key)
    if (line === undefined) {
      const reason = this.#readings.statusLineSpace === 'omitted' ? '' : ` ${reasons[status] ?? ''}`
      this.#statusLines.set(key, (line = octetsOf(`${version} ${status}${reason}${this.lineEnd}`)))
    }
    out.push(line)
  }

  /** Writes the head of a response of known length on a connection that goes on: what most responses have. */
  writeCommonHead(
    out: OctetQueue,
    status: number,
    prepared: PreparedFields,
    length: number,
    time: number | undefined
  ): void {
    let { last } = prepared
    if (last === undefined || last.status !== status || last.length !== length) {
      const made = new OctetQueue()
      this.writeStatusLine(made, status, 'HTTP/1.1')
      made.push(prepared.octets)
      this.writeText(made, `content-length: ${length}`)
      prepared.last = last = { status, length, octets: made.takeAll().slice() }
    }
    out.push(last.octets)
    if (time === undefined || prepared.dated) return this.writeLineEnd(out)
    if (Math.floor(time / 1000) !== this.#dateSecond) this.#makeDate(time)
    out.push(this.#dateLineAndEnd)
  }

  /** Writes Date (RFC 9110, section 6.6.1). `time` in milliseconds since 1970. */
  writeDate(out: OctetQueue, time: number): void {
    if (Math.floor(time / 1000) !== this.#dateSecond) this.#makeDate(time)
    out.push(this.#dateLine)
  }

  #makeDate(time: number): void {
    this.#dateSecond = Math.floor(time / 1000)
    const format =
      { asctime: formatAsctimeDate, rfc850: formatRfc850Date }[this.#readings.dateSent as 'asctime'] ??
      formatDate
    const line = `date: ${format(this.#dateSecond * 1000)}${this.lineEnd}`
    this.#dateLine = octetsOf(line)
    this.#dateLineAndEnd = octetsOf(line + this.lineEnd)
  }

  /** Writes a line, or several that hold line ends already. */
  writeText(out: OctetQueue, text: string): void {
    out.reserve(text.length + 2)
    out.end = writeLatin1(text, out.octets, out.end)
    this.writeLineEnd(out)
  }

  writeLineEnd(out: OctetQueue): void {
    out.push(this.#lineEndOctets)
  }
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

const octetsOf = (text: string): Uint8Array => {
  const octets = new Uint8Array(text.length)
  writeLatin1(text, octets, 0)
  return octets
}

function isSame(before: readonly FieldLine[], fields: readonly FieldLine[]): boolean {
  if (before.length !== fields.length) return false
  for (let index = 0; index < fields.length; index++) if (before[index] !== fields[index]) return false
  return true
}
