// Over 300 lines because the frame types of one connection share one state: what each frame may do depends on all others.
import type { FieldLine, Handler, PromisedRequest } from '../application.ts'
import { HpackDecoder } from '../hpack/decoder.ts'
import { HpackEncoder } from '../hpack/encoder.ts'
import { HpackError } from '../hpack/error.ts'
import { readAltSvc, writeAltSvc, type AltSvc } from './altsvc.ts'
import { altersTable, BlockMemo } from './block-memo.ts'
import {
  defaultBudgets,
  Ledger,
  ledgerIndex,
  type AllowanceName,
  type Budgets,
  allowanceRules
} from './budgets.ts'
import {
  BY_END_STREAM,
  BY_OUR_RESET,
  BY_THEIR_RESET,
  ClosedStreams,
  NOT_REMEMBERED
} from './closed-streams.ts'
import { defaultTimeouts, type ConnectionOptions, type Timeouts } from './connection-options.ts'
import * as codes from './errors.ts'
import { FrameDecoder, type FrameSink } from './frame-decoder.ts'
import type { FrameEncoder } from './frame-encoder.ts'
import * as frames from './frames.ts'
import { Malformed } from './malformed.ts'
import { readOrigins, writeOrigins } from './origin.ts'
import { Outbox } from './outbox.ts'
import { readPriority, DEFAULT_PRIORITY, type Priority } from './priority-field.ts'
import { DependencyTree } from './dependency-tree.ts'
import { compileRules, type CompiledRules } from './readings.ts'
import { readRequestHead, type RequestContext, type RequestHead } from './request-head.ts'
import { readResponseHead, type ResponseHead } from './response-head.ts'
import { MessageWriter } from './message-writer.ts'
import { requestLines, type OutgoingRequest } from './outgoing-request.ts'
import type { ResponseListener } from './response-listener.ts'
import { http2Rules, type GuardName, type Readings } from './rules.ts'
import { UrgencyScheduler, type Scheduler } from './scheduler.ts'
import { settingOffences } from './setting-offences.ts'
import * as settings from './settings.ts'
import { initialSettings, settingPairs, type Settings } from './settings.ts'
import { StreamTable } from './stream-table.ts'
import { Stream } from './stream.ts'
import * as states from './stream-states.ts'
import type { TransportCore } from './transport-core.ts'
import { readTrailers } from './trailers.ts'
import { outgoingFields, statusLine } from './outgoing-fields.ts'

/** Content is put into frames until this many octets wait for the transport. */
const HIGH_WATER = 65_536
/** No DATA frame of ours is longer, so that streams take turns. */
const LARGEST_DATA = 16_384
const SWEEP_INTERVAL = 1000
const NO_FIELDS: readonly FieldLine[] = []

/** What the field block at hand is for. */
type BlockPurpose = 'request' | 'message' | 'promise' | 'discard' | 'refuse'

export type { OutgoingRequest } from './outgoing-request.ts'

/**
 * An HTTP/2 connection (RFC 9113) of either role, without sockets and clock. A server calls its handler for each
 * request; a client sends requests with `request`.
 */
export class Http2Connection implements TransportCore, FrameSink {
  readonly role: 'server' | 'client'
  /** What the peer has set, and what we have set and the peer has acknowledged. */
  readonly peerSettings: Settings = { ...initialSettings }
  readonly acknowledgedSettings: Settings = { ...initialSettings }
  /** True when the transport is to be closed as soon as the output is flushed. */
  finished = false
  /** The origins that the server of a client speaks for, once it has sent ORIGIN (RFC 8336, section 2.3). */
  originSet: Set<string> | undefined = undefined

  readonly #server: boolean
  readonly #options: ConnectionOptions
  readonly #handler: Handler | undefined
  readonly #rules: CompiledRules
  readonly #readings: Readings
  readonly #budgets: Budgets
  readonly #timeouts: Timeouts
  readonly #ledger: Ledger
  readonly #decoder: FrameDecoder
  readonly #writer: MessageWriter
  readonly #out: FrameEncoder
  readonly #hpackDecoder: HpackDecoder

  readonly #requestMemo = new BlockMemo<RequestHead>()
  readonly #responseMemo = new BlockMemo<ResponseHead>()

  readonly #memoize: boolean
  readonly #padding: number
  readonly #streams = new StreamTable<Stream>()
  readonly #closed = new ClosedStreams()
  readonly #scheduler: Scheduler<Outbox>
  readonly #tree: DependencyTree<Outbox> | undefined
  readonly #context: RequestContext
  readonly #ourSettings: Settings
  // SETTINGS frames sent and not yet acknowledged, in order, with the time of sending.
  readonly #unacknowledged: { readonly values: Partial<Settings>; readonly at: number }[] = []
  // PRIORITY_UPDATE for streams that are still idle.
  readonly #earlyPriorities = new Map<number, Priority>()
  #now: number
  #prefaceLeft: number
  #prefaceStart: number
  #firstFrame = true
  #failed = false
  #inputEnded = false
  #activeAt: number
  #sweepAt = 0

  #highestPeerStream = 0
  #lastProcessed = 0
  #nextStream: number
  #peerStreams = 0
  #ownStreams = 0

  #sendWindow = frames.INITIAL_WINDOW
  #receiveWindow = frames.INITIAL_WINDOW
  #windowTarget: number
  #streamWindowTarget: number
  #owed = 0
  #creditedAt = 0
  #roundTrip = 0

  // The field block at hand: its stream (0 for none) and purpose.
  #blockStream = 0
  #blockPurpose: BlockPurpose = 'discard'
  #blockEndsStream = false
  #blockRule: GuardName | undefined = undefined
  #blockPromised = 0
  // The priority fields of the HEADERS frame at hand, where the dependency tree is in use.
  #blockPriority = false
  #blockDependency = 0
  #blockWeight = 0
  #block: Uint8Array = NO_OCTETS
  #blockLength = 0
  #continuations = 0

  // Octets of answers (acknowledgments, resets) in the output that the transport has not taken.
  #answers = 0
  #latePings: Uint8Array[] = []
  #goawaySent = -1
  #goawayReceived = -1
  #shutdownAt = 0
  #peerSettingsFrames = 0
  // Useful work that has not been set against a budget yet.
  #completed = 0
  #contentFrames = 0
  // Whether a call of the transport is being processed: it asks for the output afterwards.
  #attended = false
  #woken = false

  constructor(options: ConnectionOptions) {
    this.role = options.role
    this.#options = options
    this.#server = options.role === 'server'
    this.#handler = options.handler
    this.#rules = compileRules(options.rules)
    this.#readings = this.#rules.readings
    this.#budgets = options.budgets === undefined ? defaultBudgets : { ...defaultBudgets, ...options.budgets }
    this.#timeouts =
      options.timeouts === undefined ? defaultTimeouts : { ...defaultTimeouts, ...options.timeouts }
    this.#ledger = new Ledger(this.#budgets, this.#readings)
    this.#now = this.#activeAt = this.#prefaceStart = this.#creditedAt = options.now ?? 0
    this.#padding = options.padding ?? 0
    this.#memoize = options.hpackRules === undefined
    this.#ourSettings = { ...initialSettings, ...ourDefaults(this.#server, options), ...options.settings }
    this.#streamWindowTarget = this.#ourSettings.initialWindowSize
    this.#windowTarget = Math.max(frames.INITIAL_WINDOW, options.connectionWindow ?? 1 << 20)
    this.#context = {
      connectProtocol: this.#ourSettings.enableConnectProtocol,
      scheme: options.scheme ?? 'https'
    }
    const hpackRules = options.hpackRules === undefined ? {} : { rules: options.hpackRules }
    const sectionSize = this.#ourSettings.maxHeaderListSize
    this.#hpackDecoder = new HpackDecoder({
      ...hpackRules,
      maxFieldSectionSize:
        this.#readings.fieldSectionBudget === 'ignored'
          ? Infinity
          : sectionSize - (this.#readings.fieldSectionBudget === 'refusesFull' ? 1 : 0)
    })
    this.#writer = new MessageWriter(
      this.#rules,
      this.peerSettings,
      this.#padding,
      new HpackEncoder(hpackRules)
    )
    this.#out = this.#writer.out
    this.#tree = this.#server && options.priorities === 'rfc7540' ? new DependencyTree() : undefined
    this.#scheduler = this.#tree ?? new UrgencyScheduler(this.#readings, options.priorities === 'none')
    const wrongParity = this.#readings.streamIdentifiersSent === 'wrongParity'
    this.#nextStream = this.#server !== wrongParity ? 2 : 1
    if (this.#readings.streamIdentifiersSent === 'decreasing') this.#nextStream += 1000
    this.#decoder = new FrameDecoder(this, this.#rules.readsReservedBit)
    this.#decoder.maxFrameSize = this.#frameLimit()
    this.#prefaceLeft = this.#server ? frames.CLIENT_PREFACE.length : 0
    this.#sendPreface()
    if (options.upgrade !== undefined) this.#adoptUpgrade(options.upgrade)
  }

  // ---------------------------------------------------------------- Core

  receive(octets: Uint8Array, now: number): void {
    this.#now = now
    if (this.#failed || this.finished) return
    this.#activeAt = now
    let at = 0
    if (this.#prefaceLeft > 0) {
      at = this.#takePreface(octets)
      if (this.#failed || at === octets.length) return
    }
    this.#attended = true
    try {
      this.#decoder.decode(octets, at)
    } finally {
      this.#attended = false
    }
  }

  end(now: number): void {
    this.#now = now
    this.#inputEnded = true
    if (this.#failed || this.finished) return
    for (const stream of this.#streams.all()) {
      const owes = this.#owesUs(stream)
      if (owes) this.#drop(stream, codes.CANCEL, true)
    }
    this.#finishIfDone()
  }

  advance(now: number): void {
    this.#now = now
    if (this.#failed || this.finished) return
    const { preface, settings: settingsTimeout, idle, shutdown } = this.#timeouts
    if (preface > 0 && this.#firstFrame && now >= this.#prefaceStart + preface) {
      return this.#close(codes.NO_ERROR, 'no connection preface')
    }
    const oldest = this.#unacknowledged[0]
    if (settingsTimeout > 0 && oldest !== undefined && now >= oldest.at + settingsTimeout) {
      this.#unacknowledged.shift()
      if (!this.#offence('settingsTimeout', 0, 'SETTINGS not acknowledged in time')) return
    }
    if (this.#shutdownAt > 0 && now >= this.#shutdownAt + shutdown) this.#finalGoaway()
    if (idle > 0 && this.#streams.size === 0 && now >= this.#activeAt + idle)
      return this.#close(codes.NO_ERROR, 'idle')
    if (this.#streams.size > 0 && now >= this.#sweepAt) this.#sweep(now)
  }

  deadline(): number | undefined {
    if (this.#failed || this.finished) return undefined
    const { preface, settings: settingsTimeout, idle, shutdown } = this.#timeouts
    let earliest = Infinity
    if (preface > 0 && this.#firstFrame) earliest = this.#prefaceStart + preface
    const oldest = this.#unacknowledged[0]
    if (settingsTimeout > 0 && oldest !== undefined)
      earliest = Math.min(earliest, oldest.at + settingsTimeout)
    if (this.#shutdownAt > 0) earliest = Math.min(earliest, this.#shutdownAt + shutdown)
    if (this.#streams.size > 0) earliest = Math.min(earliest, Math.max(this.#sweepAt, this.#now))
    else if (idle > 0) earliest = Math.min(earliest, this.#activeAt + idle)
    return earliest === Infinity ? undefined : earliest
  }

  output(): Uint8Array | undefined {
    this.#attended = true
    this.#fill()
    this.#attended = this.#woken = false
    this.#answers = 0
    const view = this.#out.take()
    if (view === undefined) this.#out.shrink()
    return view
  }

  /** Octets that wait for `output`, without content that has not been put into frames yet. */
  get waiting(): number {
    return this.#out.length
  }

  /** Keeps the octets of the last `output` from being overwritten until they are given back by `recycle`. */
  detachOutput(): void {
    this.#out.detach()
  }

  recycle(octets: Uint8Array): void {
    this.#out.recycle(octets)
  }

  // ---------------------------------------------------------------- Commands

  /** Streams that are open, half-closed or reserved. */
  get activeStreams(): number {
    return this.#streams.size
  }

  /** True once either side has announced the end of the connection. */
  get leaving(): boolean {
    return this.finished || this.#goawaySent >= 0 || this.#goawayReceived >= 0
  }

  /** How many requests a client may start now. */
  get capacity(): number {
    if (
      this.#server ||
      this.#failed ||
      this.finished ||
      this.#inputEnded ||
      this.#nextStream > frames.MAX_31_BIT
    )
      return 0
    if (this.#goawayReceived >= 0 && this.#readings.goawayRespected === 'enforce') return 0
    if (this.#goawaySent >= 0) return 0
    return Math.max(0, this.#peerConcurrency() - this.#ownStreams)
  }

  /** Starts a request; undefined where the peer allows no further stream now (see `capacity` and `onCapacity`). */
  request(request: OutgoingRequest, listener: ResponseListener): Stream | undefined {
    if (this.capacity < 1) return undefined
    if (request.protocol !== undefined && !this.peerSettings.enableConnectProtocol) return undefined
    if (!this.#attended) this.#wake()
    const id = this.#takeIdentifier()
    const fields = request.fields ?? NO_FIELDS
    const head: RequestHead = {
      method: request.method,
      scheme: request.scheme,
      authority: request.authority,
      path: request.path ?? '',
      protocol: request.protocol,
      fields,
      contentLength: -1,
      priority: undefined
    }
    const stream = this.#createStream(id, states.transition(states.IDLE, SEND_HEADERS), head, -1, false)
    stream.listener = listener
    stream.headSent = true
    this.#ownStreams++
    const endStream = request.endStream === true
    this.#writer.fieldSection(id, endStream ? frames.END_STREAM : 0, requestLines(request, this.#readings))
    if (endStream) this.#endLocal(stream)
    return stream
  }

  /** Sends PING with 8 octets of opaque data; `onPingAck` gets them back. */
  ping(opaque: Uint8Array): void {
    if (opaque.length !== 8) throw new RangeError('PING carries 8 octets')
    if (this.#failed || this.finished) return
    if (!this.#attended) this.#wake()
    this.#writer.ping(opaque, 0)
  }

  /** Changes settings of ours; they bind the peer once it has acknowledged them. */
  changeSettings(values: Partial<Settings>): void {
    if (this.#failed || this.finished) return
    if (!this.#attended) this.#wake()
    Object.assign(this.#ourSettings, values)
    this.#sendSettings(settingPairs(values), values)
    this.#decoder.maxFrameSize = this.#frameLimit()
  }

  /** Ends the connection gracefully: no new streams, those that are open are served (RFC 9113, section 6.8). */
  shutdown(): void {
    if (this.#failed || this.finished || this.#shutdownAt > 0) return
    if (!this.#attended) this.#wake()
    if (!this.#server || this.#readings.gracefulShutdown === 'abrupt') {
      this.#sendGoaway(this.#lastProcessed, codes.NO_ERROR, NO_OCTETS)
      if (this.#readings.goawayNotIncreased === 'increased')
        this.#sendGoaway(frames.MAX_31_BIT, codes.NO_ERROR, NO_OCTETS)
      return this.#finishIfDone()
    }
    this.#shutdownAt = Math.max(this.#now, Number.MIN_VALUE)
    this.#sendGoaway(frames.MAX_31_BIT, codes.NO_ERROR, NO_OCTETS)
    this.ping(SHUTDOWN_PING)
  }

  /** Ends the connection at once with an error code. */
  abort(code: number = codes.NO_ERROR): void {
    if (this.#failed || this.finished) return
    this.#wake()
    this.#close(code, '')
  }

  // ---------------------------------------------------------------- Preface

  #sendPreface(): void {
    const out = this.#out
    if (!this.#server && this.#readings.clientPrefaceSent === 'enforce') {
      out.reserve(frames.CLIENT_PREFACE.length)
      out.octets(frames.CLIENT_PREFACE)
    }
    if (this.#readings.prefaceSent === 'omitted') return
    if (this.#readings.prefaceSent === 'pingFirst') this.ping(SHUTDOWN_PING)
    const values: Partial<Settings> = {}
    for (const name of Object.keys(initialSettings) as (keyof Settings)[]) {
      if (this.#ourSettings[name] !== initialSettings[name])
        Object.assign(values, { [name]: this.#ourSettings[name] })
    }
    const pairs = settingPairs(values)
    if (this.#server && this.#readings.serverEnablePush === 'sent')
      pairs.push([settings.SETTINGS_ENABLE_PUSH, 1])
    this.#sendSettings(pairs, values)
    const more = this.#windowTarget - frames.INITIAL_WINDOW
    if (more > 0 && this.#rules.returnsConnectionCredit) this.#grantConnection(more)
    const { origins } = this.#options
    if (this.#server && origins !== undefined && this.#context.scheme === 'https') {
      this.#writer.frame(frames.ORIGIN, 0, 0, writeOrigins(origins))
    }
  }

  // Stream 1 is the request that the connection was upgraded for; the client has ended it.
  #adoptUpgrade(upgrade: NonNullable<ConnectionOptions['upgrade']>): void {
    const { settings: payload, method, path, authority, fields, content } = upgrade
    for (let at = 0; at + 6 <= payload.length; at += 6) {
      if (!this.#applySetting((payload[at]! << 8) | payload[at + 1]!, uint32At(payload, at + 2))) return
    }
    const head: RequestHead = {
      method,
      scheme: this.#context.scheme,
      authority,
      path,
      protocol: undefined,
      fields,
      contentLength: -1,
      priority: undefined
    }
    const stream = this.#createStream(1, states.HALF_CLOSED_REMOTE, head, -1, true)
    this.#peerStreams++
    this.#highestPeerStream = this.#lastProcessed = 1
    stream.ended = true
    if (content !== undefined && content.length > 0) stream.kept = [content]
    this.#attended = true
    if (this.#readings.upgradeAnswered === 'enforce') this.#handler?.(stream, stream)
    if (!stream.paused && stream.kept !== undefined) this.resume(stream)
    this.#attended = false
  }

  #sendSettings(pairs: readonly (readonly [number, number])[], values: Partial<Settings>): void {
    this.#writer.settings(pairs)
    this.#unacknowledged.push({ values, at: this.#now })
  }

  #takePreface(octets: Uint8Array): number {
    const expected = frames.CLIENT_PREFACE
    const start = expected.length - this.#prefaceLeft
    const count = Math.min(this.#prefaceLeft, octets.length)
    if (this.#readings.clientPreface !== 'ignored') {
      for (let i = 0; i < count; i++) {
        if (octets[i] === expected[start + i]) continue
        this.#offence('clientPreface', 0, 'not the client connection preface')
        return octets.length
      }
    }
    this.#prefaceLeft -= count
    return count
  }

  // ---------------------------------------------------------------- Errors

  /**
   * The peer has broken a rule. True where the reading of the rule overlooks that, and processing goes on; otherwise
   * the answer is given.
   */
  #offence(rule: GuardName, streamId: number, message: string): boolean {
    const reading: string = this.#readings[rule]
    if (reading === 'ignored') return true
    this.#refuse(rule, streamId, message)
    return false
  }

  // Answers an offence, with the error of its rule or the wrong one of a reading.
  #refuse(rule: GuardName, streamId: number, message: string): void {
    const reading: string = this.#readings[rule]
    const { scope, code } = http2Rules[rule].error
    const answer = reading === 'noError' ? codes.NO_ERROR : code
    const onStream = scope === 'stream' || (reading === 'streamError' && streamId > 0)
    this.#report(rule, onStream ? 'stream' : 'connection', answer, streamId, message)
    if (onStream) this.#streamError(streamId, answer)
    else this.#fail(answer, `${rule}: ${message}`)
  }

  #report(
    rule: GuardName,
    scope: 'connection' | 'stream',
    code: number,
    streamId: number,
    message: string
  ): void {
    this.#options.onError?.({ scope, code, rule, message, streamId })
  }

  /** An overreach was triggered: refuses what is lawful, with a plausible code. */
  #refuseLawful(code: number, what: string): void {
    this.#fail(code, what)
  }

  #fail(code: number, debug: string): void {
    if (this.#failed) return
    if (this.#readings.connectionClosed === 'staysOpen') {
      if (this.#readings.goawaySent === 'enforce')
        this.#sendGoaway(this.#reportedLast(), code, latin1Octets(debug))
      return
    }
    this.#failed = true
    this.#decoder.stopped = true
    if (this.#readings.goawaySent === 'enforce')
      this.#sendGoaway(this.#reportedLast(), code, latin1Octets(debug))
    for (const stream of this.#streams.all()) this.#drop(stream, code, true)
    this.finished = true
  }

  // Ends the connection for a reason that is no offence.
  #close(code: number, debug: string): void {
    this.#failed = true
    this.#decoder.stopped = true
    if (this.#readings.goawayBeforeClose === 'enforce')
      this.#sendGoaway(this.#reportedLast(), code, latin1Octets(debug))
    for (const stream of this.#streams.all()) this.#drop(stream, codes.CANCEL, true)
    this.finished = true
  }

  #reportedLast(): number {
    const reading = this.#readings.goawayLastStream
    return reading === 'zero' ? 0 : reading === 'maximum' ? frames.MAX_31_BIT : this.#lastProcessed
  }

  #sendGoaway(lastStreamId: number, code: number, debug: Uint8Array): void {
    const increases = this.#goawaySent >= 0 && lastStreamId > this.#goawaySent
    const last =
      increases && this.#readings.goawayNotIncreased === 'enforce' ? this.#goawaySent : lastStreamId
    this.#goawaySent = last
    this.#writer.goaway(last, code, debug)
  }

  #finalGoaway(): void {
    this.#shutdownAt = 0
    this.#sendGoaway(
      this.#readings.goawayNotIncreased === 'increased' ? frames.MAX_31_BIT : this.#reportedLast(),
      codes.NO_ERROR,
      NO_OCTETS
    )
    this.#finishIfDone()
  }

  // Closes a connection that has nothing left to do.
  #finishIfDone(): void {
    if (this.#streams.size > 0 || this.#failed || this.finished) return
    if (this.#shutdownAt > 0 && !this.#inputEnded) return
    const leaving = this.#goawaySent >= 0 && this.#goawaySent < frames.MAX_31_BIT
    if (!leaving && !this.#inputEnded && this.#goawayReceived < 0) return
    if (this.#goawaySent < 0 && this.#readings.goawayBeforeClose === 'enforce')
      this.#sendGoaway(this.#reportedLast(), codes.NO_ERROR, NO_OCTETS)
    this.finished = true
  }

  #writeReset(id: number, code: number): void {
    this.#writer.reset(id, code)
    this.#answer(13)
  }

  // A stream error that the peer provoked.
  #streamError(id: number, code: number): void {
    if (!this.#spend(code === codes.REFUSED_STREAM ? 'resets' : 'inducedResets')) return
    this.#resetById(id, code)
  }

  #resetById(id: number, code: number): void {
    const stream = this.#streams.get(id)
    this.#writeReset(id, code)
    if (stream === undefined) this.#closed.add(id, BY_OUR_RESET)
    else this.#drop(stream, code, true)
  }

  // Forgets a stream that ended early. Nothing is sent.
  #drop(stream: Stream, code: number, ours: boolean): void {
    if (stream.state === states.CLOSED) return
    this.#closeStream(stream, ours ? BY_OUR_RESET : BY_THEIR_RESET)
    stream.resetCode = code
    stream.resetListener?.(code)
    const processed = code !== codes.REFUSED_STREAM
    stream.listener?.onReset(code, processed)
  }

  #spend(budget: AllowanceName): boolean {
    const index = ledgerIndex[budget]
    if (this.#ledger.spend(index, this.#now)) return true
    // Useful work earns more: exchanges that were completed, and for windows the content that was sent.
    const earned = budget === 'windowUpdates' ? this.#contentFrames * 3 : this.#completed * 0.5
    if (earned >= 1 && !this.#isHasty(budget)) {
      if (budget === 'windowUpdates') this.#contentFrames = 0
      else this.#completed = 0
      this.#ledger.earn(index, earned)
      if (this.#ledger.spend(index, this.#now)) return true
    }
    this.#offence(allowanceRules[budget], 0, `too many: ${budget}`)
    return false
  }

  // Something is to be sent although the transport did not call.
  #wake(): void {
    if (this.#attended || this.#woken) return
    this.#woken = true
    this.#options.onWake?.()
  }

  #isHasty(budget: AllowanceName): boolean {
    return this.#readings[allowanceRules[budget]] === 'hasty'
  }

  // Counts octets of an answer to the peer.
  #answer(octets: number): void {
    this.#answers += octets
    if (this.#answers > this.#budgets.output && !this.#failed)
      this.#offence('outputBudget', 0, 'answers are not read')
  }

  // ---------------------------------------------------------------- Frames

  oversizedFrame(length: number, type: number, streamId: number): void {
    const name = frames.frameNames[type] ?? `type ${type}`
    this.#offence('frameTooLarge', streamId, `${name} frame of ${length} octets`)
    this.#decoder.stopped = true
  }

  #frameLimit(): number {
    const limit = Math.max(this.#ourSettings.maxFrameSize, this.acknowledgedSettings.maxFrameSize)
    return limit + this.#rules.frameSizeSlack
  }

  frame(type: number, flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (this.#rules.readsReservedBit && id > frames.MAX_31_BIT) {
      if (this.#readings.reservedBitIgnored === 'refused')
        return this.#refuseLawful(codes.PROTOCOL_ERROR, 'reserved bit set')
    }
    if (
      this.#rules.refusesUnusedFlags &&
      type < frames.definedFlags.length &&
      (flags & ~frames.definedFlags[type]!) !== 0
    )
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'unused flag set')
    if (this.#firstFrame && !this.#takeFirst(type, flags, end - start)) return
    if (this.#blockStream !== 0 && type !== frames.CONTINUATION && !this.#interruptBlock(type)) return
    switch (type) {
      case frames.DATA:
        return this.#onData(flags, id, octets, start, end)
      case frames.HEADERS:
        return this.#onHeaders(flags, id, octets, start, end)
      case frames.PRIORITY:
        return this.#onPriority(id, octets, start, end)
      case frames.RST_STREAM:
        return this.#onReset(id, octets, start, end)
      case frames.SETTINGS:
        return this.#onSettings(flags, id, octets, start, end)
      case frames.PUSH_PROMISE:
        return this.#onPushPromise(flags, id, octets, start, end)
      case frames.PING:
        return this.#onPing(flags, id, octets, start, end)
      case frames.GOAWAY:
        return this.#onGoaway(id, octets, start, end)
      case frames.WINDOW_UPDATE:
        return this.#onWindowUpdate(id, octets, start, end)
      case frames.CONTINUATION:
        return this.#onContinuation(flags, id, octets, start, end)
      case frames.PRIORITY_UPDATE:
        return this.#onPriorityUpdate(id, octets, start, end)
      case frames.ALTSVC:
        return this.#onAltSvc(id, octets.subarray(start, end))
      case frames.ORIGIN:
        return this.#onOrigin(flags, id, octets.subarray(start, end))
      default:
        if (this.#readings.unknownFrameIgnored === 'refused')
          this.#refuseLawful(codes.PROTOCOL_ERROR, 'unknown frame type')
        else this.#spend('unknownFrames')
    }
  }

  #takeFirst(type: number, flags: number, length: number): boolean {
    this.#firstFrame = false
    const rule = this.#server ? 'clientPrefaceSettings' : 'serverPrefaceSettings'
    const isSettings = type === frames.SETTINGS && (flags & frames.ACK) === 0
    if (!isSettings) return this.#offence(rule, 0, 'the first frame is not SETTINGS')
    if (length === 0 && this.#readings[rule] === 'refusesEmpty')
      this.#offence(rule, 0, 'the first SETTINGS frame is empty')
    return !this.#failed
  }

  #interruptBlock(type: number): boolean {
    const known = type in frames.frameNames
    const rule = known ? 'continuationOtherFrame' : 'extensionInFieldBlock'
    const id = this.#blockStream
    const overlooked = this.#offence(
      rule,
      id,
      `${frames.frameNames[type] ?? `frame of type ${type}`} within a field block`
    )
    if (!overlooked) this.#blockStream = 0
    return overlooked
  }

  // ---------------------------------------------------------------- HEADERS and CONTINUATION

  #onHeaders(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (id === 0) {
      this.#offence('headersOnStreamZero', 0, 'HEADERS on stream 0')
      return this.#startBlock(0x7fff_ffff, flags, 'discard', octets, start, end)
    }
    if ((flags & (frames.PADDED | frames.PRIORITY_FLAG)) !== 0) {
      const { headersPaddingTolerated, headersPriorityTolerated } = this.#readings
      if ((flags & frames.PADDED) !== 0 && headersPaddingTolerated === 'refused')
        return this.#refuseLawful(codes.PROTOCOL_ERROR, 'padded HEADERS')
      if ((flags & frames.PRIORITY_FLAG) !== 0 && headersPriorityTolerated === 'refused')
        return this.#refuseLawful(codes.PROTOCOL_ERROR, 'priority fields')
      if (headersPaddingTolerated === 'included') flags &= ~frames.PADDED
      if (headersPriorityTolerated === 'included') flags &= ~frames.PRIORITY_FLAG
      let pad = 0
      const whole = start
      if ((flags & frames.PADDED) !== 0) {
        if (end - start < 1) return void this.#offence('frameTooSmall', 0, 'HEADERS without Pad Length')
        pad = octets[start++]!
      }
      if ((flags & frames.PRIORITY_FLAG) !== 0) {
        if (end - start < 5) return void this.#offence('frameTooSmall', 0, 'HEADERS without priority fields')
        this.#blockPriority = this.#takesDependencies()
        if (this.#blockPriority) {
          this.#blockDependency = uint32At(octets, start)
          this.#blockWeight = octets[start + 4]! + 1
        }
        start += 5
      }
      if (pad > end - start) {
        if (!this.#offence('headersPadding', id, `padding of ${pad} octets`)) return
        start = whole
      } else end -= pad
      if ((flags & frames.PRIORITY_FLAG) === 0) this.#blockPriority = false
    } else this.#blockPriority = false
    this.#blockRule = undefined
    this.#blockEndsStream = (flags & frames.END_STREAM) !== 0
    const purpose = this.#purposeOf(id)
    if (purpose === undefined) return
    this.#startBlock(id, flags, purpose, octets, start, end)
  }

  // What HEADERS on stream `id` means now; undefined where it ended the connection.
  #purposeOf(id: number): BlockPurpose | undefined {
    const stream = this.#streams.get(id)
    if (stream !== undefined) {
      const next = states.transition(stream.state, RECV_HEADERS)
      if (next >= 0) return 'message'
      const rule = states.offenceIn(stream.state, 'recv HEADERS')
      if (http2Rules[rule].error.scope === 'connection')
        return this.#offence(rule, id, `HEADERS on a stream that is ${states.stateName(stream.state)}`)
          ? 'discard'
          : undefined
      this.#blockRule = rule
      return 'refuse'
    }
    const fromPeer = (id & 1) === (this.#server ? 1 : 0)
    if (!this.#server || !fromPeer) {
      const idle = fromPeer ? id > this.#highestPeerStream : id >= this.#nextStream
      if (idle)
        return this.#offence('peerStreamParity', id, `HEADERS would open stream ${id}`)
          ? 'discard'
          : undefined
    } else if (id > this.#highestPeerStream) return 'request'
    const how = this.#closed.how(id)
    if (how === BY_OUR_RESET) {
      if (this.#readings.closedStreamTolerated === 'refused') {
        this.#refuseLawful(codes.STREAM_CLOSED, 'HEADERS on a stream that was reset')
        return undefined
      }
      return 'discard'
    }
    if (how === NOT_REMEMBERED && fromPeer && this.#server) {
      return this.#offence('peerStreamIncreases', id, `stream ${id} after ${this.#highestPeerStream}`)
        ? 'request'
        : undefined
    }
    return this.#offence('headersOnClosedStream', id, `HEADERS on closed stream ${id}`)
      ? 'discard'
      : undefined
  }

  #startBlock(
    id: number,
    flags: number,
    purpose: BlockPurpose,
    octets: Uint8Array,
    start: number,
    end: number
  ): void {
    if (this.#failed) return
    this.#blockPurpose = purpose
    const early = this.#readings.continuationTolerated === 'endsEarly' && (flags & frames.END_STREAM) !== 0
    if (early || (flags & frames.END_HEADERS) !== 0) return this.#endBlock(id, octets, start, end)
    this.#blockStream = id
    this.#blockLength = 0
    this.#continuations = 0
    this.#appendBlock(octets, start, end)
  }

  #appendBlock(octets: Uint8Array, start: number, end: number): void {
    const needed = this.#blockLength + end - start
    if (needed > this.#block.length) {
      const grown = new Uint8Array(Math.max(1024, 2 ** Math.ceil(Math.log2(needed))))
      grown.set(this.#block.subarray(0, this.#blockLength))
      this.#block = grown
    }
    this.#block.set(octets.subarray(start, end), this.#blockLength)
    this.#blockLength = needed
  }

  #onContinuation(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (id === 0) {
      if (!this.#offence('continuationOnStreamZero', 0, 'CONTINUATION on stream 0')) return
      if (this.#blockStream === 0) return
      return
    }
    if (this.#blockStream === 0)
      return void this.#offence('continuationUnexpected', id, 'CONTINUATION without a field block')
    if (id !== this.#blockStream) {
      if (
        !this.#offence(
          'continuationOtherStream',
          id,
          `CONTINUATION on stream ${id} within a field block of ${this.#blockStream}`
        )
      )
        return
    }
    if (start === end && this.#readings.continuationTolerated === 'refused')
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'empty CONTINUATION')
    this.#continuations++
    const reading = this.#readings.continuationBudget
    if (reading !== 'ignored') {
      const most = reading === 'hasty' ? 1 : this.#budgets.continuations
      if (this.#continuations > most || this.#blockLength + end - start > this.#budgets.fieldBlock)
        return void this.#offence('continuationBudget', 0, 'field block without end')
    }
    this.#appendBlock(octets, start, end)
    if ((flags & frames.END_HEADERS) === 0) return
    const stream = this.#blockStream
    this.#blockStream = 0
    this.#endBlock(stream, this.#block, 0, this.#blockLength)
    if (this.#block.length > 65_536) this.#block = NO_OCTETS
  }

  #endBlock(id: number, octets: Uint8Array, start: number, end: number): void {
    switch (this.#blockPurpose) {
      case 'request':
        return this.#openRequest(id, octets, start, end)
      case 'message':
        return this.#onMessageBlock(id, octets, start, end)
      case 'promise':
        return this.#onPromiseBlock(id, octets, start, end)
      case 'refuse':
        if (this.#decodeBlock(id, octets, start, end) === undefined) return
        if (this.#blockRule !== undefined) this.#offence(this.#blockRule, id, `HEADERS on stream ${id}`)
        return
      case 'discard':
        if (this.#readings.closedStreamTolerated === 'undecoded') return
        this.#decodeBlock(id, octets, start, end)
        if (!this.#failed && id !== frames.MAX_31_BIT) this.#spend('unknownFrames')
    }
  }

  /** Decodes a field block; undefined where it does not decode. */
  #decodeBlock(id: number, octets: Uint8Array, start: number, end: number): readonly FieldLine[] | undefined {
    let fields: readonly FieldLine[]
    try {
      fields = this.#hpackDecoder.decode(octets.subarray(start, end))
    } catch (error) {
      if (!(error instanceof HpackError)) throw error
      this.#forgetMemos()
      this.#offence('fieldBlockDecoding', id, `${error.rule}: ${error.message}`)
      return undefined
    }
    if (!this.#memoize || altersTable(octets, start, end)) this.#forgetMemos()
    return fields
  }

  #forgetMemos(): void {
    this.#requestMemo.forget()
    this.#responseMemo.forget()
  }

  #openRequest(id: number, octets: Uint8Array, start: number, end: number): void {
    if (id > this.#highestPeerStream) this.#highestPeerStream = id
    if (this.#goawaySent >= 0 && id > this.#goawaySent) {
      // Streams beyond our GOAWAY are not served, but their field blocks keep the compression state.
      if (this.#readings.framesAfterGoaway !== 'undecoded') this.#decodeBlock(id, octets, start, end)
      this.#closed.add(id, BY_OUR_RESET)
      return
    }
    let head: RequestHead | Malformed | undefined = this.#requestMemo.find(octets, start, end)
    if (head === undefined) {
      const lines = this.#decodeBlock(id, octets, start, end)
      if (lines === undefined) return
      if (this.#hpackDecoder.oversized) return this.#refuseFieldSection(id)
      head = readRequestHead(lines, this.#readings, this.#context)
      if (head instanceof Malformed) return this.#malformedRequest(id, head)
      if (this.#memoize && !altersTable(octets, start, end)) this.#requestMemo.keep(octets, start, end, head)
    }
    if (this.#blockPriority && !this.#depend(id, this.#blockDependency, this.#blockWeight)) return
    const limit = this.#ourSettings.maxConcurrentStreams + this.#rules.concurrencySlack
    if (
      this.#peerStreams >= limit &&
      !this.#offence('concurrencyLimit', id, `more than ${limit} concurrent streams`)
    )
      return
    const stream = this.#createStream(id, states.OPEN, head, head.contentLength, true)
    this.#peerStreams++
    if (id > this.#lastProcessed) this.#lastProcessed = id
    if (this.#earlyPriorities.size > 0) this.#adoptPriority(stream)
    if (!this.#blockEndsStream) {
      this.#handler?.(stream, stream)
      return
    }
    stream.state = states.HALF_CLOSED_REMOTE
    if (head.contentLength > 0) {
      const reading = this.#readings.contentLengthMismatch
      if (
        reading !== 'acceptsLess' &&
        !this.#offence('contentLengthMismatch', id, `content-length ${head.contentLength}, no content`)
      )
        return
    }
    stream.ended = true
    this.#handler?.(stream, stream)
  }

  #createStream(
    id: number,
    state: number,
    head: RequestHead,
    expected: number,
    headReceived: boolean
  ): Stream {
    const receiveWindow = Math.max(
      this.acknowledgedSettings.initialWindowSize,
      this.#ourSettings.initialWindowSize
    )
    const stream = new Stream(
      this,
      id,
      state,
      head,
      this.peerSettings.initialWindowSize,
      receiveWindow,
      expected,
      headReceived,
      this.#now
    )
    this.#tree?.open(id)
    if (this.#streams.size === 0) this.#sweepAt = this.#now + SWEEP_INTERVAL
    this.#streams.add(stream)
    return stream
  }

  // A request that is malformed: no stream is ever handed to the application.
  #malformedRequest(id: number, malformed: Malformed): void {
    const { rule, message } = malformed
    const { error } = http2Rules[rule]
    const code = this.#readings[rule] === 'noError' ? codes.NO_ERROR : error.code
    this.#report(rule, 'stream', code, id, message)
    if (!this.#spend('inducedResets')) return
    const answered = this.#readings.malformedReset === 'answered'
    if (answered || (PROHIBITED_OCTETS.has(rule) && this.#readings.badRequestStatus === 'enforce'))
      this.#writer.fieldSection(id, answered ? frames.END_STREAM : 0, BAD_REQUEST)
    if (!answered) this.#writeReset(id, code)
    this.#closed.add(id, BY_OUR_RESET)
  }

  #refuseFieldSection(id: number): void {
    this.#report('fieldSectionBudget', 'stream', codes.ENHANCE_YOUR_CALM, id, 'field section too large')
    if (!this.#spend('inducedResets')) return
    this.#writer.fieldSection(id, frames.END_STREAM, FIELDS_TOO_LARGE)
    if (!this.#blockEndsStream) this.#writeReset(id, codes.NO_ERROR)
    this.#closed.add(id, this.#blockEndsStream ? BY_END_STREAM : BY_OUR_RESET)
  }

  // HEADERS on a stream that is open: a response, informational or final, or trailers.
  #onMessageBlock(id: number, octets: Uint8Array, start: number, end: number): void {
    const stream = this.#streams.get(id)
    if (stream === undefined) return void this.#decodeBlock(id, octets, start, end)
    stream.activeAt = this.#now
    if (!stream.headReceived) return this.#onResponseBlock(stream, octets, start, end)
    const lines = this.#decodeBlock(id, octets, start, end)
    if (lines === undefined) return
    if (stream.connected && !this.#offence('connectedStreamFrames', id, 'HEADERS on a connected stream'))
      return
    if (!this.#blockEndsStream) {
      this.#offence('trailersEndStream', id, 'HEADERS without END_STREAM after the head of the message')
      return
    }
    if (this.#hpackDecoder.oversized)
      return void this.#offence('fieldSectionBudget', id, 'trailer section too large')
    const trailers = readTrailers(lines, this.#readings, this.#server)
    if (trailers instanceof Malformed) return this.#refuse(trailers.rule, id, trailers.message)
    if (this.#readings.trailersTolerated === 'refused') return this.#streamError(id, codes.PROTOCOL_ERROR)
    this.#endRemote(stream, this.#readings.trailersTolerated === 'dropped' ? undefined : trailers)
  }

  #onResponseBlock(stream: Stream, octets: Uint8Array, start: number, end: number): void {
    const { id, listener } = stream
    let head: ResponseHead | Malformed | undefined = this.#responseMemo.find(octets, start, end)
    if (head === undefined) {
      const lines = this.#decodeBlock(id, octets, start, end)
      if (lines === undefined) return
      if (this.#hpackDecoder.oversized)
        return void this.#offence('fieldSectionBudget', id, 'field section too large')
      head = readResponseHead(lines, this.#readings)
      if (head instanceof Malformed) return this.#refuse(head.rule, id, head.message)
      if (this.#memoize && !altersTable(octets, start, end)) this.#responseMemo.keep(octets, start, end, head)
    }
    const { status, fields } = head
    if (stream.state === states.RESERVED_REMOTE) {
      const limit = this.#ourSettings.maxConcurrentStreams + this.#rules.concurrencySlack
      if (
        this.#peerStreams >= limit &&
        !this.#offence('concurrencyLimit', id, `more than ${limit} concurrent promised responses`)
      )
        return
      stream.state = states.HALF_CLOSED_LOCAL
      this.#peerStreams++
    }
    if (status < 200 && this.#readings.informationalTolerated !== 'final') {
      if (this.#readings.informationalTolerated === 'refused')
        return this.#streamError(id, codes.PROTOCOL_ERROR)
      if (!this.#blockEndsStream) return listener?.onInform?.(status, fields)
      if (!this.#offence('informationalEndStream', id, `informational response ${status} with END_STREAM`))
        return
    }
    if (this.#readings.responseBeforeRequestEnd === 'refused' && stream.state === states.OPEN)
      return this.#streamError(id, codes.PROTOCOL_ERROR)
    stream.headReceived = true
    const { method } = stream.head
    const empty = method === 'HEAD' || status === 204 || status === 304
    if (method === 'CONNECT' && status >= 200 && status < 300) stream.connected = true
    if (stream.connected || status < 200) stream.expected = -1
    else if (!empty) stream.expected = head.contentLength
    else {
      if (head.contentLength > 0 && this.#readings.contentLengthWithoutContent === 'refused')
        return this.#streamError(id, codes.PROTOCOL_ERROR)
      stream.expected = 0
    }
    if (status === 421 && this.#readings.misdirectedOriginRemoved === 'enforce')
      this.originSet?.delete(`${stream.scheme}://${stream.authority}`)
    listener?.onResponse(status, fields)
    if (this.#blockEndsStream && stream.state !== states.CLOSED) this.#endRemote(stream, undefined)
  }

  // The peer's message is complete.
  #endRemote(stream: Stream, trailers: readonly FieldLine[] | undefined): void {
    if (stream.expected >= 0 && stream.received < stream.expected) {
      const { id, expected, received } = stream
      if (
        this.#readings.contentLengthMismatch !== 'acceptsLess' &&
        !this.#offence(
          'contentLengthMismatch',
          id,
          `content-length ${expected}, content of ${received} octets`
        )
      )
        return
    }
    const next = states.transition(stream.state, RECV_END_STREAM)
    if (next === states.CLOSED) this.#closeStream(stream, BY_END_STREAM)
    else if (next >= 0) stream.state = next
    stream.ended = true
    stream.trailers = trailers
    if (stream.kept !== undefined) return
    stream.endListener?.(trailers)
    stream.listener?.onEnd(trailers)
    this.#finishIfDone()
  }

  // We have sent END_STREAM.
  #endLocal(stream: Stream): void {
    if (stream.state === states.HALF_CLOSED_REMOTE) this.#closeStream(stream, BY_END_STREAM)
    else {
      const next = states.transition(stream.state, SEND_END_STREAM)
      if (next >= 0) stream.state = next
    }
  }

  #closeStream(stream: Stream, how: number): void {
    const { id, state } = stream
    if (state === states.CLOSED) return
    if (stream.outbox !== undefined) this.#scheduler.remove(stream.outbox)
    this.#tree?.close(id)
    stream.state = states.CLOSED
    this.#streams.remove(stream)
    this.#closed.add(id, how)
    if (how === BY_END_STREAM) this.#completed++
    const ours = (id & 1) === (this.#server ? 0 : 1)
    if (state !== states.RESERVED_LOCAL && state !== states.RESERVED_REMOTE) {
      if (!ours) this.#peerStreams--
      else {
        this.#ownStreams--
        this.#options.onCapacity?.()
      }
    }
    if (this.#goawaySent >= 0 || this.#goawayReceived >= 0 || this.#inputEnded) this.#finishIfDone()
  }

  // ---------------------------------------------------------------- DATA and flow control

  #onData(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (id === 0) return void this.#offence('dataOnStreamZero', 0, 'DATA on stream 0')
    const length = end - start
    if ((flags & frames.PADDED) !== 0) {
      if (length < 1) return void this.#offence('frameTooSmall', 0, 'DATA without Pad Length')
      const pad = octets[start]!
      if (this.#readings.dataPaddingTolerated === 'refused')
        return this.#refuseLawful(codes.PROTOCOL_ERROR, 'padded DATA')
      if (pad >= length) {
        if (!this.#offence('dataPadding', id, `padding of ${pad} octets in ${length}`)) return
        start = end
      } else if (this.#readings.dataPaddingTolerated !== 'included') {
        start++
        end -= pad
      } else start++
    }
    const counted = this.#readings.paddingCounted === 'uncounted' ? end - start : length
    if (
      length > this.#receiveWindow ||
      (length === this.#receiveWindow && this.#readings.connectionFlowControl === 'refusesFull')
    ) {
      if (
        !this.#offence('connectionFlowControl', 0, `${length} octets in a window of ${this.#receiveWindow}`)
      )
        return
    }
    this.#receiveWindow -= length
    const stream = this.#streams.get(id)
    if (stream === undefined) return this.#onStrayData(id, counted)
    if (stream.state !== states.OPEN && states.transition(stream.state, RECV_DATA) < 0) {
      const rule = states.offenceIn(stream.state, 'recv DATA')
      const overlooked = this.#offence(rule, id, `DATA on a stream that is ${states.stateName(stream.state)}`)
      if (!overlooked || stream.state !== states.HALF_CLOSED_REMOTE) {
        if (!this.#failed && this.#readings.refusedContentCounted === 'enforce') this.#credit(counted)
        return
      }
    }
    const endStream = (flags & frames.END_STREAM) !== 0
    if (end === start && !endStream && !this.#spend('emptyFrames')) return
    if (end === start && endStream && this.#readings.emptyDataTolerated === 'refused')
      return this.#streamError(id, codes.PROTOCOL_ERROR)
    if (
      length > stream.receiveWindow ||
      (length === stream.receiveWindow && this.#readings.streamFlowControl === 'refusesFull' && length > 0)
    ) {
      if (
        !this.#offence('streamFlowControl', id, `${length} octets in a window of ${stream.receiveWindow}`)
      ) {
        if (!this.#failed) this.#credit(counted)
        return
      }
    }
    stream.receiveWindow -= length
    stream.activeAt = this.#now
    const count = end - start
    stream.received += count
    if (
      stream.expected >= 0 &&
      stream.received > stream.expected &&
      this.#readings.contentLengthMismatch !== 'acceptsMore'
    ) {
      const { expected, received } = stream
      if (
        !this.#offence(
          'contentLengthMismatch',
          id,
          `content-length ${expected}, content of ${received} octets`
        )
      ) {
        if (!this.#failed) this.#credit(counted)
        return
      }
    }
    if (!stream.headReceived && !this.#offence('dataBeforeResponse', id, 'DATA before the response')) {
      if (!this.#failed) this.#credit(counted)
      return
    }
    if (count > 0 && stream.headReceived) this.#deliver(stream, octets, start, end)
    if (this.#failed) return
    if (counted > 0) {
      this.#credit(counted)
      if (!endStream && stream.state !== states.CLOSED) this.#creditStream(stream, counted)
    }
    if (endStream && stream.state !== states.CLOSED) this.#endRemote(stream, undefined)
  }

  // DATA on a stream that is idle or closed.
  #onStrayData(id: number, counted: number): void {
    if (this.#isIdle(id)) {
      if (!this.#offence('dataOnIdleStream', id, `DATA on idle stream ${id}`)) return
    } else {
      const how = this.#closed.how(id)
      if (how === BY_OUR_RESET) {
        if (this.#readings.closedStreamTolerated === 'refused')
          return this.#refuseLawful(codes.STREAM_CLOSED, 'DATA after our RST_STREAM')
        if (this.#readings.resetOnce === 'repeated') this.#writeReset(id, codes.STREAM_CLOSED)
        if (this.#readings.closedStreamTolerated === 'uncounted') return
        if (
          this.#goawaySent >= 0 &&
          id > this.#goawaySent &&
          this.#readings.framesAfterGoaway === 'uncounted'
        )
          return
        if (!this.#spend('unknownFrames')) return
      } else if (how === BY_THEIR_RESET) {
        if (!this.#offence('dataAfterReset', id, `DATA on stream ${id} after RST_STREAM`) && this.#failed)
          return
      } else this.#offence('dataOnClosedStream', id, `DATA on closed stream ${id}`)
    }
    if (!this.#failed && this.#readings.refusedContentCounted === 'enforce') this.#credit(counted)
  }

  #isIdle(id: number): boolean {
    const fromPeer = (id & 1) === (this.#server ? 1 : 0)
    return fromPeer ? id > this.#highestPeerStream : id >= this.#nextStream
  }

  #deliver(stream: Stream, octets: Uint8Array, start: number, end: number): void {
    if (stream.paused || stream.kept !== undefined) {
      stream.kept ??= []
      stream.kept.push(octets.slice(start, end))
      return
    }
    if (stream.dataListener === undefined && stream.listener?.onData === undefined) return
    const view = octets.subarray(start, end)
    stream.dataListener?.(view)
    stream.listener?.onData?.(view)
  }

  /** The application takes content again: hands on what was kept and returns its credit. */
  resume(stream: Stream): void {
    stream.paused = false
    this.#wake()
    const { kept } = stream
    if (kept !== undefined) {
      while (kept.length > 0 && !stream.paused) {
        const octets = kept.shift()!
        stream.dataListener?.(octets)
        stream.listener?.onData?.(octets)
      }
      if (kept.length > 0) return
      stream.kept = undefined
      if (stream.ended) {
        stream.endListener?.(stream.trailers)
        stream.listener?.onEnd(stream.trailers)
      }
    }
    if (stream.state === states.OPEN || stream.state === states.HALF_CLOSED_LOCAL)
      this.#creditStream(stream, 0)
  }

  // Returns connection credit, half a window at a time; the window grows while the peer uses it up within a few round trips.
  #credit(octets: number): void {
    this.#owed += octets
    if (this.#owed * 2 < this.#windowTarget || !this.#rules.returnsConnectionCredit) return
    const busy = this.#now - this.#creditedAt <= Math.max(this.#roundTrip * 4, 10)
    this.#creditedAt = this.#now
    let grant = this.#owed
    if (busy) {
      const target = Math.min(
        this.#windowTarget * 2,
        Math.max(this.#windowTarget, this.#options.largestWindow ?? 1 << 24)
      )
      grant += target - this.#windowTarget
      this.#windowTarget = target
      this.#streamWindowTarget = Math.max(
        this.#streamWindowTarget,
        Math.min(this.#streamWindowTarget * 2, target >>> 3)
      )
    }
    this.#owed = 0
    this.#grantConnection(grant)
  }

  #grantConnection(octets: number): void {
    this.#receiveWindow += octets
    this.#writer.windowUpdate(0, octets)
  }

  #creditStream(stream: Stream, octets: number): void {
    stream.owed += octets
    if (stream.paused || !this.#rules.returnsStreamCredit) return
    const target = this.#streamWindowTarget
    if (stream.owed * 2 < this.#ourSettings.initialWindowSize || stream.owed <= 0) return
    if (this.#server && stream.state === states.HALF_CLOSED_LOCAL && stream.dataListener === undefined) {
      // The response is complete and nobody reads the rest of the request (RFC 9113, section 8.1).
      this.#writeReset(stream.id, codes.NO_ERROR)
      return this.#drop(stream, codes.NO_ERROR, true)
    }
    const grant = Math.max(
      stream.owed,
      Math.min(target - stream.receiveWindow, frames.MAX_31_BIT - stream.receiveWindow)
    )
    stream.owed = 0
    stream.receiveWindow += grant
    this.#writer.windowUpdate(stream.id, grant)
  }

  #onWindowUpdate(id: number, octets: Uint8Array, start: number, end: number): void {
    if (end - start !== 4)
      return void this.#offence('windowUpdateLength', 0, `WINDOW_UPDATE of ${end - start} octets`)
    if (!this.#spend('windowUpdates')) return
    const increment =
      ((octets[start]! & 0x7f) << 24) |
      (octets[start + 1]! << 16) |
      (octets[start + 2]! << 8) |
      octets[start + 3]!
    if (id === 0) {
      if (increment === 0) return void this.#offence('windowUpdateZeroConnection', 0, 'increment of 0')
      const window = this.#sendWindow + increment
      const refusesMaximum = this.#readings.windowOverflowConnection === 'refusesMaximum'
      if (window > frames.MAX_31_BIT || (refusesMaximum && window === frames.MAX_31_BIT)) {
        if (!this.#offence('windowOverflowConnection', 0, `a window of ${window} octets`)) return
      }
      this.#sendWindow = Math.min(window, frames.MAX_31_BIT)
      return
    }
    const stream = this.#streams.get(id)
    if (stream === undefined) {
      if (this.#isIdle(id))
        this.#offence('windowUpdateOnIdleStream', id, `WINDOW_UPDATE on idle stream ${id}`)
      else if (this.#readings.windowUpdateOnClosedStream === 'refused')
        this.#refuseLawful(codes.STREAM_CLOSED, 'WINDOW_UPDATE on a closed stream')
      return
    }
    const { state } = stream
    if (states.transition(state, RECV_WINDOW_UPDATE) < 0) {
      const where = `WINDOW_UPDATE on a stream that is ${states.stateName(state)}`
      return void this.#offence(states.offenceIn(state, 'recv WINDOW_UPDATE'), id, where)
    }
    if (state === states.RESERVED_LOCAL && this.#readings.windowUpdateOnReservedLocal === 'refused')
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'WINDOW_UPDATE on a promised stream')
    if (state === states.HALF_CLOSED_REMOTE && this.#readings.windowUpdateOnHalfClosedRemote === 'refused')
      return this.#streamError(id, codes.STREAM_CLOSED)
    if (increment === 0) return void this.#offence('windowUpdateZero', id, 'increment of 0')
    const window = stream.sendWindow + increment
    const refusesMaximum = this.#readings.windowOverflow === 'refusesMaximum'
    if (window > frames.MAX_31_BIT || (refusesMaximum && window === frames.MAX_31_BIT)) {
      if (!this.#offence('windowOverflow', id, `a window of ${window} octets`)) return
    }
    stream.activeAt = this.#now
    this.#setSendWindow(stream, Math.min(window, frames.MAX_31_BIT))
  }

  #setSendWindow(stream: Stream, window: number): void {
    stream.sendWindow = window
    if (stream.outbox !== undefined) this.#schedule(stream.outbox)
  }

  // ---------------------------------------------------------------- RST_STREAM, PRIORITY

  #onReset(id: number, octets: Uint8Array, start: number, end: number): void {
    if (end - start !== 4) return void this.#offence('resetLength', id, `RST_STREAM of ${end - start} octets`)
    if (id === 0) return void this.#offence('resetOnStreamZero', 0, 'RST_STREAM on stream 0')
    const code = uint32At(octets, start)
    if (code >= codes.errorNames.length && this.#readings.unknownErrorCode === 'refused')
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'unknown error code')
    const stream = this.#streams.get(id)
    if (stream === undefined) {
      if (this.#isIdle(id)) this.#offence('resetOnIdleStream', id, `RST_STREAM on idle stream ${id}`)
      else this.#spend('unknownFrames')
      return
    }
    if (this.#server && !this.#spend('resets')) return
    if (this.#readings.resetUnanswered === 'answered') this.#writeReset(id, codes.STREAM_CLOSED)
    if (!this.#rules.staysSilentAfterReset && (this.#server || stream.state === states.OPEN)) {
      // The misreading: the stream stays, as if its peer had only ended it.
      stream.state = states.HALF_CLOSED_REMOTE
      return
    }
    if (!this.#server && stream.ended && this.#readings.responseKeptAfterReset === 'enforce') {
      // The answer is complete: what is left of the request is not wanted, which is no failure.
      this.#closeStream(stream, BY_THEIR_RESET)
      stream.resetCode = code
      stream.resetListener?.(code)
      return
    }
    this.#drop(stream, code, false)
  }

  #onPriority(id: number, octets: Uint8Array, start: number, end: number): void {
    if (id === 0) return void this.#offence('priorityOnStreamZero', 0, 'PRIORITY on stream 0')
    if (!this.#spend('priorities')) return
    const idle = this.#isIdle(id)
    const { priorityInAnyState } = this.#readings
    const closed = !idle && this.#streams.get(id) === undefined
    if (
      (idle && priorityInAnyState === 'refusedOnIdle') ||
      (closed && priorityInAnyState === 'refusedOnClosed')
    )
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'PRIORITY on a stream that is not open')
    if (end - start !== 5) {
      // RST_STREAM must not be sent for an idle stream (6.4), so that the connection ends there (5.4.1).
      if (idle && this.#readings.priorityLength === 'enforce') {
        this.#report(
          'priorityLength',
          'connection',
          codes.FRAME_SIZE_ERROR,
          id,
          `PRIORITY of ${end - start} octets`
        )
        return this.#fail(codes.FRAME_SIZE_ERROR, 'priorityLength: PRIORITY on an idle stream')
      }
      return void this.#offence('priorityLength', id, `PRIORITY of ${end - start} octets`)
    }
    if (this.#takesDependencies()) this.#depend(id, uint32At(octets, start), octets[start + 4]! + 1)
  }

  // Whether the priority signals of RFC 7540 mean anything here.
  #takesDependencies(): boolean {
    if (this.#tree === undefined) return false
    return !this.peerSettings.noRfc7540Priorities || this.#readings.dependenciesIgnored === 'used'
  }

  // Takes the priority fields of RFC 7540: E (1), Stream Dependency (31), Weight (8). False where they are refused.
  #depend(id: number, dependency: number, weight: number): boolean {
    const parent = dependency & frames.MAX_31_BIT
    if (parent !== id) {
      this.#tree?.prioritize(id, parent, weight, parent !== dependency >>> 0)
      return true
    }
    if (this.#readings.prioritySelfDependency !== 'enforce' || !this.#isIdle(id))
      return this.#offence('prioritySelfDependency', id, 'a stream depends on itself')
    // RST_STREAM must not be sent for an idle stream (6.4), so that the connection ends there (5.4.1).
    this.#report(
      'prioritySelfDependency',
      'connection',
      codes.PROTOCOL_ERROR,
      id,
      'an idle stream depends on itself'
    )
    this.#fail(codes.PROTOCOL_ERROR, 'prioritySelfDependency: an idle stream depends on itself')
    return false
  }

  // ---------------------------------------------------------------- SETTINGS

  #onSettings(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (id !== 0 && !this.#offence('settingsOnStream', id, `SETTINGS on stream ${id}`)) return
    if ((flags & frames.ACK) !== 0) {
      if (end !== start && !this.#offence('settingsAckLength', 0, 'acknowledgment with a payload')) return
      return this.#onSettingsAck()
    }
    if ((end - start) % 6 !== 0 && !this.#offence('settingsLength', 0, `SETTINGS of ${end - start} octets`))
      return
    if (!this.#spend('settings')) return
    // Each setting costs work: a long list counts as many frames.
    for (let more = Math.floor((end - start) / MOST_SETTINGS_OCTETS); more > 0; more--)
      if (!this.#spend('settings')) return
    const seen = new Set<number>()
    for (let at = start; at + 6 <= end; at += 6) {
      const identifier = (octets[at]! << 8) | octets[at + 1]!
      if (this.#readings.settingsInOrder === 'firstWins' && seen.has(identifier)) continue
      seen.add(identifier)
      if (!this.#applySetting(identifier, uint32At(octets, at + 2))) return
    }
    this.#peerSettingsFrames++
    const { settingsAcknowledged, settingsAckEmpty } = this.#readings
    if (
      settingsAcknowledged === 'enforce' ||
      (settingsAcknowledged === 'firstOnly' && this.#peerSettingsFrames === 1)
    ) {
      const payload = settingsAckEmpty === 'echoed' ? octets.subarray(start, end) : NO_OCTETS
      this.#writer.frame(frames.SETTINGS, frames.ACK | this.#rules.settingsFlags, 0, payload)
      this.#answer(9 + payload.length)
    }
    this.#options.onSettings?.(this.peerSettings)
    if (!this.#server && this.capacity > 0) this.#options.onCapacity?.()
  }

  // Applies one setting of the peer; false where it ended the connection.
  #applySetting(identifier: number, value: number): boolean {
    const peer = this.peerSettings
    const readings = this.#readings
    const first = this.#peerSettingsFrames === 0
    for (const { rule, message } of settingOffences(identifier, value, {
      peer,
      readings,
      server: this.#server,
      first
    })) {
      if (!this.#offence(rule, 0, message)) return !this.#failed
    }
    switch (identifier) {
      case settings.SETTINGS_HEADER_TABLE_SIZE:
        peer.headerTableSize = value
        this.#writer.resizeTable(value)
        return true
      case settings.SETTINGS_ENABLE_PUSH:
        peer.enablePush = value !== 0
        return true
      case settings.SETTINGS_MAX_CONCURRENT_STREAMS:
        peer.maxConcurrentStreams = value
        return true
      case settings.SETTINGS_INITIAL_WINDOW_SIZE:
        return this.#applyInitialWindow(Math.min(value, frames.MAX_31_BIT))
      case settings.SETTINGS_MAX_FRAME_SIZE:
        if (readings.maxFrameSizeValue !== 'ignored' || isFrameSize(value))
          peer.maxFrameSize = Math.max(1, value)
        return true
      case settings.SETTINGS_MAX_HEADER_LIST_SIZE:
        peer.maxHeaderListSize = value
        return true
      case settings.SETTINGS_ENABLE_CONNECT_PROTOCOL:
        peer.enableConnectProtocol = value !== 0
        return true
      case settings.SETTINGS_NO_RFC7540_PRIORITIES:
        peer.noRfc7540Priorities = value !== 0
        return true
      default:
        if (readings.unknownSettingIgnored === 'enforce') return true
        this.#refuseLawful(codes.PROTOCOL_ERROR, 'unknown setting')
        return false
    }
  }

  #applyInitialWindow(value: number): boolean {
    const change = value - this.peerSettings.initialWindowSize
    this.peerSettings.initialWindowSize = value
    const reading = this.#readings.initialWindowAdjusts
    if (change === 0 || reading === 'newStreamsOnly') return true
    if (reading === 'connectionToo') this.#sendWindow += change
    for (const stream of this.#streams.all()) {
      let window = stream.sendWindow + change
      if (window > frames.MAX_31_BIT) {
        if (!this.#offence('initialWindowOverflow', 0, `a window of ${window} octets`)) return false
        window = frames.MAX_31_BIT
      }
      if (window < 0 && this.#readings.negativeWindow === 'clamped') window = 0
      this.#setSendWindow(stream, window)
    }
    return true
  }

  #onSettingsAck(): void {
    const acknowledged = this.#unacknowledged.shift()
    if (acknowledged === undefined) return void this.#spend('unknownFrames')
    const roundTrip = this.#now - acknowledged.at
    this.#roundTrip = this.#roundTrip === 0 ? roundTrip : Math.min(this.#roundTrip, roundTrip)
    const { values } = acknowledged
    const before = this.acknowledgedSettings.initialWindowSize
    Object.assign(this.acknowledgedSettings, values)
    if (values.headerTableSize !== undefined && this.#readings.headerTableSizeEnforced === 'enforce') {
      this.#hpackDecoder.setMaxTableSize(values.headerTableSize)
      this.#forgetMemos()
    }
    this.#decoder.maxFrameSize = this.#frameLimit()
    const after = this.acknowledgedSettings.initialWindowSize
    // A greater window was granted when it was announced; a smaller one binds from now on.
    if (after < before) for (const stream of this.#streams.all()) stream.receiveWindow += after - before
  }

  // ---------------------------------------------------------------- PING, GOAWAY

  #onPing(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    if (end - start !== 8) return void this.#offence('pingLength', 0, `PING of ${end - start} octets`)
    if (id !== 0 && !this.#offence('pingOnStream', id, `PING on stream ${id}`)) return
    const ack = (flags & frames.ACK) !== 0
    if (ack) {
      const opaque = octets.slice(start, end)
      if (this.#shutdownAt > 0 && opaque.every((octet, i) => octet === SHUTDOWN_PING[i])) this.#finalGoaway()
      this.#options.onPingAck?.(opaque)
      if (!this.#spend('unknownFrames')) return
      if (this.#readings.pingAckUnanswered === 'enforce') return
    } else if (!this.#spend('pings')) return
    else this.#options.onPing?.(octets.slice(start, end))
    const { pingAnswered, pingFirst } = this.#readings
    if (pingAnswered === 'omitted') return
    const payload = pingAnswered === 'otherPayload' ? new Uint8Array(8) : octets.subarray(start, end)
    if (pingFirst === 'last') this.#latePings.push(payload.slice())
    else this.#answerPing(payload)
  }

  #answerPing(payload: Uint8Array): void {
    this.#writer.ping(payload, this.#readings.pingAckFlag === 'unset' ? 0 : frames.ACK)
    this.#answer(17)
  }

  #onGoaway(id: number, octets: Uint8Array, start: number, end: number): void {
    if (id !== 0 && !this.#offence('goawayOnStream', id, `GOAWAY on stream ${id}`)) return
    if (end - start < 8) return void this.#offence('frameTooSmall', 0, `GOAWAY of ${end - start} octets`)
    if (this.#goawayReceived >= 0 && !this.#spend('unknownFrames')) return
    const last = uint32At(octets, start) & frames.MAX_31_BIT
    const code = uint32At(octets, start + 4)
    if (code >= codes.errorNames.length && this.#readings.unknownErrorCode === 'refused')
      return this.#refuseLawful(codes.PROTOCOL_ERROR, 'unknown error code')
    this.#options.onGoaway?.(last, code, octets.slice(start + 8, end))
    if (this.#readings.goawayRespected === 'ignored') return
    this.#goawayReceived = this.#goawayReceived < 0 ? last : Math.min(this.#goawayReceived, last)
    for (const stream of this.#streams.all()) {
      const ours = (stream.id & 1) === (this.#server ? 0 : 1)
      if (ours && stream.id > last) this.#drop(stream, codes.REFUSED_STREAM, false)
    }
    this.#finishIfDone()
  }

  // ---------------------------------------------------------------- PUSH_PROMISE

  #onPushPromise(flags: number, id: number, octets: Uint8Array, start: number, end: number): void {
    let pad = 0
    const whole = start
    if ((flags & frames.PADDED) !== 0) {
      if (end - start < 1) return void this.#offence('frameTooSmall', 0, 'PUSH_PROMISE without Pad Length')
      pad = octets[start++]!
    }
    if (end - start < 4)
      return void this.#offence('frameTooSmall', 0, 'PUSH_PROMISE without a promised stream')
    const promised = uint32At(octets, start) & frames.MAX_31_BIT
    start += 4
    if (pad > end - start) {
      if (!this.#offence('promisePadding', id, `padding of ${pad} octets`)) return
      start = whole + 5
    } else end -= pad
    let purpose: BlockPurpose = 'promise'
    if (this.#server) {
      if (!this.#offence('promiseFromClient', id, 'PUSH_PROMISE from a client')) return
      purpose = 'discard'
    } else {
      if (id === 0 && !this.#offence('promiseOnStreamZero', 0, 'PUSH_PROMISE on stream 0')) return
      if (
        !this.acknowledgedSettings.enablePush &&
        !this.#offence('promiseWhenDisabled', id, 'PUSH_PROMISE although push is off')
      )
        return
      const stream = this.#streams.get(id)
      const open =
        stream !== undefined && (stream.state === states.OPEN || stream.state === states.HALF_CLOSED_LOCAL)
      if (!open) {
        const ourReset = stream === undefined && this.#closed.how(id) === BY_OUR_RESET
        if (ourReset && this.#readings.promiseOnResetStream === 'refused')
          return this.#refuseLawful(codes.PROTOCOL_ERROR, 'promise on a stream that was reset')
        if (!ourReset && id !== 0 && !this.#offence('promiseOnOwnStream', id, `PUSH_PROMISE on stream ${id}`))
          return
      }
      if ((promised & 1) === 1 || promised === 0 || promised <= this.#highestPeerStream) {
        if (!this.#offence('promisedIdentifier', id, `promised stream ${promised}`)) return
        purpose = 'discard'
      } else this.#highestPeerStream = promised
    }
    this.#blockPromised = promised
    this.#startBlock(id === 0 ? promised : id, flags, purpose, octets, start, end)
  }

  #onPromiseBlock(id: number, octets: Uint8Array, start: number, end: number): void {
    const lines = this.#decodeBlock(id, octets, start, end)
    if (lines === undefined) return
    const promised = this.#blockPromised
    const parent = this.#streams.get(id)
    if (parent === undefined && this.#readings.promiseOnResetStream === 'forgotten') return
    const head = readRequestHead(lines, this.#readings, this.#context)
    if (head instanceof Malformed) return this.#refuse(head.rule, promised, head.message)
    const { method, authority } = head
    const safe = method === 'GET' || (method === 'HEAD' && this.#readings.promisedMethod !== 'refusesHead')
    if (!safe && !this.#offence('promisedMethod', promised, `promised ${method}`)) return
    if (
      head.contentLength > 0 &&
      !this.#offence('promisedContent', promised, 'promised request with content')
    )
      return
    const known =
      authority !== undefined &&
      (authority === parent?.authority || this.#options.authorities?.includes(authority) === true)
    if (
      !known &&
      parent !== undefined &&
      !this.#offence('promisedAuthority', promised, `promise for ${authority ?? 'no authority'}`)
    )
      return
    const listener = parent?.listener?.onPush?.(head)
    if (listener === undefined) {
      this.#writeReset(promised, codes.CANCEL)
      this.#closed.add(promised, BY_OUR_RESET)
      return
    }
    if (this.#streams.size >= MOST_RESERVED + this.#ownStreams) {
      this.#writeReset(promised, codes.REFUSED_STREAM)
      this.#closed.add(promised, BY_OUR_RESET)
      return
    }
    const stream = this.#createStream(promised, states.RESERVED_REMOTE, head, -1, false)
    this.#lastProcessed = promised
    stream.listener = listener
  }

  /** Promises a response to a request that the client has not sent. */
  push(parent: Stream, request: PromisedRequest): Stream | undefined {
    const { enablePushRespected, promiseInOpenStream, goawayRespected } = this.#readings
    if (!this.#server || this.#failed || this.finished || this.#nextStream > frames.MAX_31_BIT)
      return undefined
    if (!this.peerSettings.enablePush && enablePushRespected === 'enforce') return undefined
    if (this.#goawayReceived >= 0 && goawayRespected === 'enforce') return undefined
    if (this.#ownStreams >= this.#peerConcurrency()) return undefined
    if (parent.sendClosed && promiseInOpenStream === 'enforce') return undefined
    if ((parent.id & 1) === 0 || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
    if (!this.#attended) this.#wake()
    const id = this.#takeIdentifier()
    this.#writer.fieldSection(parent.id, 0, requestLines(request, this.#readings), id)
    const head: RequestHead = { ...request, protocol: undefined, contentLength: -1, priority: undefined }
    const stream = this.#createStream(id, states.RESERVED_LOCAL, head, -1, true)
    stream.ended = true
    return stream
  }

  #takeIdentifier(): number {
    const id = this.#nextStream
    this.#nextStream += this.#readings.streamIdentifiersSent === 'decreasing' ? -2 : 2
    return id
  }

  #peerConcurrency(): number {
    if (this.#readings.concurrencyRespected === 'exceeded') return Infinity
    const known = this.#peerSettingsFrames > 0
    const limit = known ? this.peerSettings.maxConcurrentStreams : CONCURRENCY_BEFORE_SETTINGS
    return limit === 0 && this.#readings.zeroConcurrencyPlain === 'unlimited' ? Infinity : limit
  }

  // ---------------------------------------------------------------- PRIORITY_UPDATE

  #onPriorityUpdate(id: number, octets: Uint8Array, start: number, end: number): void {
    if (!this.#server)
      return void this.#offence('priorityUpdateFromServer', 0, 'PRIORITY_UPDATE from a server')
    if (id !== 0 && !this.#offence('priorityUpdateOnStream', id, `PRIORITY_UPDATE on stream ${id}`)) return
    if (end - start < 4)
      return void this.#offence('frameTooSmall', 0, `PRIORITY_UPDATE of ${end - start} octets`)
    if (!this.#spend('priorities')) return
    const target = uint32At(octets, start) & frames.MAX_31_BIT
    if (target === 0) return void this.#offence('priorityUpdateOfZero', 0, 'PRIORITY_UPDATE for stream 0')
    const stream = this.#streams.get(target)
    const idle = stream === undefined && this.#isIdle(target)
    if (stream === undefined && !idle) return
    if (idle && (target & 1) === 0)
      return void this.#offence('priorityUpdateOfIdlePush', 0, `PRIORITY_UPDATE for idle stream ${target}`)
    const slack = this.#readings.priorityUpdateExcess === 'refusesLast' ? -1 : 0
    const known = this.#earlyPriorities.has(target)
    if (
      idle &&
      !known &&
      this.#earlyPriorities.size + this.#peerStreams >= this.#ourSettings.maxConcurrentStreams + slack
    )
      return void this.#offence('priorityUpdateExcess', 0, 'PRIORITY_UPDATE for too many idle streams')
    const priority = this.#readPriority(
      String.fromCharCode(...octets.subarray(start + 4, Math.min(end, start + 260)))
    )
    if (priority === undefined) return
    if (stream !== undefined) this.#setPriority(stream, priority)
    else if (this.#readings.priorityUpdateBuffered === 'enforce') this.#earlyPriorities.set(target, priority)
  }

  #readPriority(value: string): Priority | undefined {
    const tolerated = this.#readings.priorityParametersTolerated
    const absent = this.#readings.priorityDefaults === 'lowest' ? LOWEST_PRIORITY : DEFAULT_PRIORITY
    if (
      tolerated === 'refused' &&
      !/^ *(?:u=[0-7]|i|i=\?[01])(?: *, *(?:u=[0-7]|i|i=\?[01]))* *$/.test(value) &&
      value !== ''
    ) {
      this.#refuseLawful(codes.PROTOCOL_ERROR, 'priority parameters')
      return undefined
    }
    return readPriority(value, absent, tolerated === 'clamped')
  }

  #setPriority(stream: Stream, priority: Priority): void {
    const outbox = this.#outboxOf(stream)
    const waiting = outbox.level >= 0
    if (waiting) this.#scheduler.remove(outbox)
    outbox.urgency = priority.urgency
    outbox.incremental = priority.incremental
    if (waiting) this.#scheduler.add(outbox)
  }

  // Applies what PRIORITY_UPDATE said before the stream was opened; it counts more than the field.
  #adoptPriority(stream: Stream): void {
    const priority = this.#earlyPriorities.get(stream.id)
    if (priority !== undefined) this.#setPriority(stream, priority)
    for (const id of this.#earlyPriorities.keys()) if (id <= stream.id) this.#earlyPriorities.delete(id)
  }

  #outboxOf(stream: Stream): Outbox {
    let { outbox } = stream
    if (outbox === undefined) {
      const { priority: field } = stream.head
      const absent = this.#readings.priorityDefaults === 'lowest' ? LOWEST_PRIORITY : DEFAULT_PRIORITY
      const priority = field === undefined ? absent : (this.#readPriority(field) ?? absent)
      outbox = stream.outbox = new Outbox(stream, priority.urgency, priority.incremental)
    }
    return outbox
  }

  // ---------------------------------------------------------------- ALTSVC, ORIGIN

  /** Announces an alternative service: for an origin, or without one for that of a request (RFC 7838, section 4). */
  altsvc(altSvc: AltSvc, stream?: Stream): void {
    if (!this.#server || this.#failed || this.finished || (stream === undefined) === (altSvc.origin === ''))
      return
    this.#wake()
    this.#writer.frame(frames.ALTSVC, 0, stream?.id ?? 0, writeAltSvc(altSvc))
  }

  #onAltSvc(id: number, payload: Uint8Array): void {
    if (!this.#spend('unknownFrames')) return
    if (this.#server) {
      if (this.#readings.altSvcFromClientIgnored === 'refused')
        this.#refuseLawful(codes.PROTOCOL_ERROR, 'ALTSVC from a client')
      return
    }
    const altSvc = readAltSvc(payload)
    if (altSvc === undefined) return
    if ((id === 0) === (altSvc.origin === '') && this.#readings.altSvcOriginChecked === 'enforce') return
    const stream = this.#streams.get(id)
    const own = stream === undefined ? '' : `${stream.scheme}://${stream.authority}`
    this.#options.onAltSvc?.({ origin: altSvc.origin === '' ? own : altSvc.origin, value: altSvc.value })
  }

  #onOrigin(flags: number, id: number, payload: Uint8Array): void {
    if (!this.#spend('unknownFrames') || this.#server) return
    const { originOnStreamIgnored, originFlagsIgnored, originCleartextIgnored } = this.#readings
    if (id !== 0 && originOnStreamIgnored === 'enforce') return
    if ((flags & 0x0f) !== 0 && originFlagsIgnored === 'enforce') return
    if (this.#context.scheme !== 'https' && originCleartextIgnored === 'enforce') return
    const origins = readOrigins(payload)
    this.originSet ??= new Set(this.#options.origins)
    for (const origin of origins) if (this.originSet.size < MOST_ORIGINS) this.originSet.add(origin)
    this.#options.onOrigin?.(origins)
  }

  // ---------------------------------------------------------------- Sending

  /** Sends the head of a response, informational or final. */
  sendHead(stream: Stream, status: number, fields: readonly FieldLine[], endStream: boolean): void {
    if (stream.sendClosed || this.#failed || stream.headSent) return
    const final = status >= 200
    if (!final && (status === 101 || endStream)) throw new RangeError(`status ${status} cannot be sent here`)
    if (!this.#attended) this.#wake()
    stream.activeAt = this.#now
    if (stream.state === states.RESERVED_LOCAL) {
      // A promise does not count against the peer's limit, its response does.
      if (this.#ownStreams >= this.#peerConcurrency()) return this.reset(stream, codes.CANCEL)
      stream.state = states.HALF_CLOSED_REMOTE
      this.#ownStreams++
    }
    stream.headSent = final
    if (final && stream.head.method === 'CONNECT' && status < 300) stream.connected = true
    this.#writer.fieldSection(
      stream.id,
      endStream ? frames.END_STREAM : 0,
      this.#writer.responseLines(status, fields)
    )
    if (endStream) this.#endLocal(stream)
  }

  /** Sends a whole response: in one go where the windows allow it. */
  sendResponse(
    stream: Stream,
    status: number,
    fields: readonly FieldLine[],
    body: Uint8Array | undefined
  ): void {
    if (stream.sendClosed || this.#failed || stream.headSent) return
    if (!this.#attended) this.#wake()
    if (status < 200) throw new RangeError(`status ${status} is not final`)
    const empty = stream.head.method === 'HEAD' || status === 204 || status === 304
    const content = body === undefined || empty ? NO_OCTETS : body
    if (
      stream.state !== states.HALF_CLOSED_REMOTE ||
      this.#padding > 0 ||
      this.#rules.altered ||
      !this.#memoize
    )
      return this.#sendResponseSlowly(stream, status, fields, content)
    const block = this.#writer.responseBlock(status, fields)
    const { length } = content
    stream.headSent = true
    const direct =
      length <= this.#sendWindow &&
      length <= stream.sendWindow &&
      length <= LARGEST_DATA &&
      Math.max(length, block.length) <= this.peerSettings.maxFrameSize &&
      this.#out.length < HIGH_WATER
    if (direct) {
      this.#writer.smallResponse(stream.id, block, content)
      this.#sendWindow -= length
      if (length >= USEFUL_CONTENT) this.#contentFrames++
      return this.#closeStream(stream, BY_END_STREAM)
    }
    if (stream.head.method === 'CONNECT' && status < 300) stream.connected = true
    this.#writer.fieldBlock(stream.id, length === 0 ? frames.END_STREAM : 0, block)
    if (length === 0) this.#endLocal(stream)
    else this.endContent(stream, content, undefined)
  }

  #sendResponseSlowly(
    stream: Stream,
    status: number,
    fields: readonly FieldLine[],
    content: Uint8Array
  ): void {
    this.sendHead(stream, status, fields, content.length === 0)
    if (content.length > 0) this.endContent(stream, content, undefined)
  }

  /** Queues content; false when the application had better wait for `onWritable`. */
  sendContent(stream: Stream, octets: Uint8Array): boolean {
    if (stream.sendClosed || this.#failed || !stream.headSent) return false
    if (!this.#attended) this.#wake()
    if (octets.length === 0) return true
    const outbox = this.#outboxOf(stream)
    outbox.push(octets)
    stream.activeAt = this.#now
    this.#schedule(outbox)
    return outbox.size < HIGH_WATER
  }

  /** Ends our side of a stream after what is queued. */
  endContent(
    stream: Stream,
    octets: Uint8Array | undefined,
    trailers: readonly FieldLine[] | undefined
  ): void {
    if (stream.sendClosed || this.#failed || !stream.headSent) return
    if (!this.#attended) this.#wake()
    if (octets !== undefined && octets.length > 0) this.#outboxOf(stream).push(octets)
    const { outbox } = stream
    if (outbox === undefined || outbox.size === 0) return this.#writeEnd(stream, trailers)
    outbox.ending = true
    outbox.trailers = trailers
    this.#schedule(outbox)
  }

  #writeEnd(stream: Stream, trailers: readonly FieldLine[] | undefined): void {
    if (trailers === undefined) this.#writeData(stream, 0, frames.END_STREAM)
    else {
      const plain = this.#readings.trailersPlain === 'enforce'
      const lines = outgoingFields(plain ? [] : [statusLine(200)], trailers, this.#readings)
      this.#writer.fieldSection(stream.id, frames.END_STREAM, lines)
    }
    this.#endLocal(stream)
  }

  /** Gives a stream up. */
  reset(stream: Stream, code: number): void {
    if (stream.state === states.CLOSED || this.#failed) return
    if (!this.#attended) this.#wake()
    this.#writer.reset(stream.id, code)
    this.#drop(stream, code, true)
  }

  #schedule(outbox: Outbox): void {
    if (outbox.size > 0 && (outbox.stream.sendWindow > 0 || this.#rules.ignoresStreamWindow))
      this.#scheduler.add(outbox)
    else this.#scheduler.remove(outbox)
  }

  // Puts content into frames until enough waits for the transport.
  #fill(): void {
    const rules = this.#rules
    while (this.#out.length < HIGH_WATER && (this.#sendWindow > 0 || rules.ignoresConnectionWindow)) {
      const outbox = this.#scheduler.next()
      if (outbox === undefined) break
      const { stream } = outbox
      let count = Math.min(
        outbox.size,
        this.peerSettings.maxFrameSize * rules.dataFrameFactor,
        LARGEST_DATA * rules.dataFrameFactor
      )
      if (!rules.ignoresConnectionWindow) count = Math.min(count, this.#sendWindow)
      if (!rules.ignoresStreamWindow) count = Math.min(count, stream.sendWindow)
      const last = count === outbox.size && outbox.ending
      const endStream = last && outbox.trailers === undefined
      this.#writeData(stream, count, endStream ? frames.END_STREAM : 0)
      if (count >= USEFUL_CONTENT) this.#contentFrames++
      if (last) {
        this.#scheduler.remove(outbox)
        if (endStream) this.#endLocal(stream)
        else {
          outbox.ending = false
          this.#writeEnd(stream, outbox.trailers)
        }
      } else {
        this.#schedule(outbox)
        if (outbox.size === 0) stream.writableListener?.()
      }
    }
    if (this.#inputEnded && this.#out.length < HIGH_WATER) this.#dropBlocked()
    if (this.#latePings.length > 0 && this.#scheduler.next() === undefined) {
      for (const payload of this.#latePings.splice(0)) this.#answerPing(payload)
    }
  }

  // The peer will send nothing more: what waits for its window waits in vain.
  #dropBlocked(): void {
    for (const stream of this.#streams.all()) {
      if (stream.outbox !== undefined && stream.outbox.size > 0) this.#drop(stream, codes.CANCEL, true)
    }
  }

  #writeData(stream: Stream, count: number, flags: number): void {
    const room = Math.min(stream.sendWindow, this.#sendWindow)
    const length = this.#writer.data(stream.id, stream.outbox, count, flags, room)
    this.#sendWindow -= length
    stream.sendWindow -= length
    stream.activeAt = this.#now
  }

  // ---------------------------------------------------------------- Time-outs

  #owesUs(stream: Stream): boolean {
    return (
      stream.state === states.OPEN ||
      stream.state === states.HALF_CLOSED_LOCAL ||
      stream.state === states.RESERVED_REMOTE
    )
  }

  #sweep(now: number): void {
    this.#sweepAt = now + SWEEP_INTERVAL
    const { stream: timeout } = this.#timeouts
    for (const stream of this.#streams.all()) {
      const silent = now - stream.activeAt
      const stalled = stream.outbox !== undefined && stream.outbox.size > 0
      if (stalled && silent >= this.#budgets.stall && this.#readings.stallBudget !== 'ignored') {
        if (this.#sendWindow <= 0 || stream.sendWindow <= 0)
          this.#offence('stallBudget', stream.id, 'no window granted')
      } else if (timeout > 0 && silent >= timeout && this.#owesUs(stream) && !stream.paused)
        this.reset(stream, codes.CANCEL)
      if (this.#failed) return
    }
  }
}

const NO_OCTETS = new Uint8Array(0)
const SHUTDOWN_PING = Uint8Array.of(0x73, 0x68, 0x75, 0x74, 0x64, 0x6f, 0x77, 0x6e)
const LOWEST_PRIORITY: Priority = { urgency: 7, incremental: false }
/** Streams that a client opens before it knows the server's limit: what RFC 9113, section 6.5.2, calls reasonable. */
const CONCURRENCY_BEFORE_SETTINGS = 100
/** Entries of the Origin Set. */
const MOST_ORIGINS = 1000
/** 32 settings. */
const MOST_SETTINGS_OCTETS = 192
/** Octets in a DATA frame that are worth a WINDOW_UPDATE or three. */
const USEFUL_CONTENT = 256
/** Promised streams that a client keeps at most. */
const MOST_RESERVED = 100
const SEND_HEADERS = states.eventNumber['send HEADERS']
const RECV_HEADERS = states.eventNumber['recv HEADERS']
const RECV_DATA = states.eventNumber['recv DATA']
const RECV_WINDOW_UPDATE = states.eventNumber['recv WINDOW_UPDATE']
const SEND_END_STREAM = states.eventNumber['send END_STREAM']
const RECV_END_STREAM = states.eventNumber['recv END_STREAM']
const BAD_REQUEST: readonly FieldLine[] = [{ name: ':status', value: '400' }]
const FIELDS_TOO_LARGE: readonly FieldLine[] = [{ name: ':status', value: '431' }]
/** The rules of section 8.2.1, for which a server should say 400. */
const PROHIBITED_OCTETS: ReadonlySet<GuardName> = new Set<GuardName>([
  'fieldNameUppercase',
  'fieldNameOctets',
  'fieldNameColon',
  'fieldNameToken',
  'fieldValueOctets',
  'fieldValueWhitespace',
  'fieldValueControls'
])

function ourDefaults(server: boolean, options: ConnectionOptions): Partial<Settings> {
  const common = { maxHeaderListSize: 65_536 }
  if (!server) return { ...common, enablePush: options.push === true, maxConcurrentStreams: 100 }
  return { ...common, maxConcurrentStreams: 256, noRfc7540Priorities: options.priorities !== 'rfc7540' }
}

function isFrameSize(value: number): boolean {
  return value >= frames.LEAST_MAX_FRAME_SIZE && value <= frames.GREATEST_MAX_FRAME_SIZE
}

function uint32At(octets: Uint8Array, at: number): number {
  return ((octets[at]! << 24) | (octets[at + 1]! << 16) | (octets[at + 2]! << 8) | octets[at + 3]!) >>> 0
}

function latin1Octets(text: string): Uint8Array {
  return Uint8Array.from(text.slice(0, 200), (c) => c.charCodeAt(0))
}
