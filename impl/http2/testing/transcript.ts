import type { FieldLine, Handler } from '../../application.ts'
import { HpackDecoder } from '../../hpack/decoder.ts'
import { Http2Connection } from '../connection.ts'
import type { ConnectionOptions } from '../connection-options.ts'
import { errorNames } from '../errors.ts'
import { FrameDecoder } from '../frame-decoder.ts'
import * as frames from '../frames.ts'
import type { ResponseListener } from '../response-listener.ts'
import { UpgradableConnection } from '../upgradable-connection.ts'
import { PING, SETTINGS_ACK, settingsFrame } from './wire.ts'

/** What is done with a connection: octets it receives, time that passes, or a command. */
export type Step =
  | Uint8Array
  | { readonly wait: number }
  | 'end'
  | ((connection: Http2Connection, tell: (line: string) => void) => void)

/** Renders what a connection sends, frame by frame. */
export class FrameLog {
  readonly lines: string[] = []
  readonly #decoder: FrameDecoder
  readonly #hpack = new HpackDecoder({ maxTableSize: 1 << 24 })
  #prefaceLeft: number
  #block: number[] = []
  #broken = false

  constructor(fromClient: boolean) {
    this.#prefaceLeft = fromClient ? frames.CLIENT_PREFACE.length : 0
    this.#decoder = new FrameDecoder(
      {
        frame: (type, flags, id, octets, start, end) =>
          this.#frame(type, flags, id, octets.slice(start, end)),
        oversizedFrame: (length) => this.lines.push(`frame of ${length} octets`)
      },
      true
    )
    this.#decoder.maxFrameSize = 1 << 24
  }

  take(octets: Uint8Array): void {
    let at = 0
    if (this.#prefaceLeft > 0 && octets[0] === 0x50) {
      at = this.#prefaceLeft
      this.lines.push('preface')
    }
    this.#prefaceLeft = 0
    if (octets[0] === 0x48 && octets[1] === 0x54) {
      const head = String.fromCharCode(...octets)
      at = head.indexOf('\r\n\r\n') + 4
      this.lines.push(head.slice(0, at))
    }
    this.#decoder.decode(octets, at)
  }

  #frame(type: number, flags: number, id: number, payload: Uint8Array): void {
    const head = `${frames.frameNames[type] ?? type} flags=${flags.toString(16)} id=${id}`
    this.lines.push(`${head} ${this.#payload(type, flags, payload)}`.trimEnd())
  }

  #payload(type: number, flags: number, payload: Uint8Array): string {
    const view = new DataView(payload.buffer)
    switch (type) {
      case frames.DATA: {
        const same = payload.every((octet) => octet === payload[0])
        return `${payload.length} octets ${same ? (payload[0] ?? '') : text(payload.subarray(0, 80))}`
      }
      case frames.HEADERS:
      case frames.PUSH_PROMISE:
      case frames.CONTINUATION:
        this.#block.push(...(type === frames.PUSH_PROMISE ? payload.subarray(4) : payload))
        return `${payload.length} octets ${type === frames.PUSH_PROMISE ? view.getUint32(0) : ''} ${(flags & frames.END_HEADERS) !== 0 ? this.#fields() : ''}`
      case frames.RST_STREAM:
        return errorNames[view.getUint32(0)] ?? '?'
      case frames.GOAWAY:
        return `last=${view.getUint32(0)} ${errorNames[view.getUint32(4)]} ${text(payload.subarray(8))}`
      default:
        return [...payload].map((octet) => octet.toString(16).padStart(2, '0')).join('')
    }
  }

  #fields(): string {
    const block = Uint8Array.from(this.#block)
    this.#block = []
    if (this.#broken) return 'undecodable'
    try {
      return show(this.#hpack.decode(block))
    } catch {
      this.#broken = true
      return 'undecodable'
    }
  }
}

export function show(fields: readonly FieldLine[]): string {
  return `{${fields.map(({ name, value }) => `${name}: ${value.length > 60 ? `${value.length} octets` : value}`).join(' | ')}}`
}

function text(octets: Uint8Array): string {
  return JSON.stringify(String.fromCharCode(...octets))
}

/** A handler that says what it is told, and answers at the end of the request. */
export function tellingHandler(tell: (line: string) => void): Handler {
  return (request, response) => {
    const { method, scheme, authority, path, protocol, fields } = request
    tell(`request ${method} ${scheme} ${authority} ${path} ${protocol ?? ''} ${show(fields)}`)
    let received = 0
    request.onData((octets) => {
      received += octets.length
    })
    request.onReset((code) => tell(`reset ${errorNames[code]}`))
    request.onEnd((trailers) => {
      tell(`end ${received} ${trailers === undefined ? '' : show(trailers)}`)
      if (path.startsWith('/silent')) return
      if (method === 'CONNECT') return response.respond(200, [])
      if (path === '/push')
        tell(
          `push ${response.push?.({ method: 'GET', scheme: 'http', authority: 'a.example', path: '/p', fields: [] }) !== undefined}`
        )
      if (path === '/large') return response.send(200, [], new Uint8Array(100_000).fill(97))
      if (path === '/100') return response.send(200, [], new Uint8Array(100).fill(97))
      response.respond(200, [
        { name: 'X-Mixed', value: 'yes' },
        { name: 'connection', value: 'close' }
      ])
      if (path === '/push-late') {
        response.end()
        tell(
          `push ${response.push?.({ method: 'GET', scheme: 'http', authority: 'a.example', path: '/p', fields: [] }) !== undefined}`
        )
        return
      }
      response.end(
        Uint8Array.of(111, 107),
        path === '/trailers' ? [{ name: 'x-end', value: 'yes' }] : undefined
      )
    })
    if (method === 'CONNECT') response.respond(200, [])
    if (path === '/early') response.respond(200, [])
  }
}

/** A listener that says what it is told. */
export function tellingListener(tell: (line: string) => void, name = ''): ResponseListener {
  return {
    onInform: (status) => tell(`${name}inform ${status}`),
    onResponse: (status, fields) => tell(`${name}response ${status} ${show(fields)}`),
    onData: (octets) => tell(`${name}data ${octets.length}`),
    onEnd: (trailers) => tell(`${name}end ${trailers === undefined ? '' : show(trailers)}`),
    onReset: (code, processed) => tell(`${name}reset ${errorNames[code] ?? code} ${processed}`),
    onPush: (request) => {
      tell(`${name}push ${request.method} ${request.path}`)
      return tellingListener(tell, 'pushed ')
    }
  }
}

export interface DriveOptions extends Partial<ConnectionOptions> {
  /** Leaves the usual preface and acknowledgment of the peer away. */
  readonly bare?: boolean
  /** Takes the output only at the end. */
  readonly unread?: boolean
  /** Starts as cleartext that may be HTTP/1.1. */
  readonly upgradable?: boolean
  /** How the input is cut; whole steps without. */
  readonly split?: (octets: Uint8Array) => readonly Uint8Array[]
}

/** Runs a connection through steps and tells everything that it sent and said. */
export function drive(options: DriveOptions, steps: readonly Step[]): string[] {
  const { bare, unread, upgradable, split = (octets: Uint8Array) => [octets], ...rest } = options
  const role = options.role ?? 'server'
  const log = new FrameLog(role === 'client')
  const tell = (line: string) => log.lines.push(`> ${line}`)
  const all: ConnectionOptions = {
    role,
    ...(role === 'server' ? { handler: tellingHandler(tell) } : {}),
    scheme: 'http',
    onError: ({ scope, code, rule, streamId }) =>
      tell(`${scope} error ${errorNames[code]} ${rule} ${streamId}`),
    onGoaway: (last, code) => tell(`goaway ${last} ${errorNames[code]}`),
    onAltSvc: ({ origin, value }) => tell(`altsvc ${origin} ${value}`),
    onOrigin: (origins) => tell(`origins ${origins.join(' ')}`),
    ...rest
  }
  const connection = upgradable === true ? new UpgradableConnection(all) : new Http2Connection(all)
  let now = 0
  const flush = () => {
    if (unread === true) return
    for (let octets = connection.output(); octets !== undefined; octets = connection.output())
      log.take(octets)
  }
  const preface: Step[] =
    role === 'server'
      ? [frames.CLIENT_PREFACE, settingsFrame(), SETTINGS_ACK]
      : [settingsFrame(), SETTINGS_ACK]
  for (const step of [...(bare === true ? [] : preface), ...steps, PING]) {
    if (step instanceof Uint8Array) for (const part of split(step)) connection.receive(part, now)
    else if (step === 'end') connection.end(now)
    else if (typeof step === 'function') {
      if (connection instanceof Http2Connection) step(connection, tell)
    } else {
      for (const until = now + step.wait; now < until; now = Math.min(until, now + 500))
        connection.advance(now)
      connection.advance(now)
    }
    flush()
  }
  for (let octets = connection.output(); octets !== undefined; octets = connection.output()) log.take(octets)
  log.lines.push(`finished ${connection.finished}`)
  return log.lines
}
