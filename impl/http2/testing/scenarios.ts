// Over 300 lines because it is one table: for each rule, what to do to a connection so that every reading shows.
import type { RuleName } from '../rules.ts'
import * as frames from '../frames.ts'
import { writeAltSvc } from '../altsvc.ts'
import { writeOrigins } from '../origin.ts'
import { tellingListener, type DriveOptions, type Step } from './transcript.ts'
import {
  block,
  data,
  frame,
  GET,
  headers,
  indexingBlock,
  join,
  octetsOf,
  PING,
  POST,
  reset,
  settingsFrame,
  uint32,
  windowUpdate
} from './wire.ts'

export interface Scenario {
  readonly options?: DriveOptions
  readonly steps: readonly Step[]
}

const { END_HEADERS, END_STREAM, PADDED, PRIORITY_FLAG } = frames
const OPEN = END_HEADERS

const server = (...steps: Step[]): Scenario => ({ steps })
const with_ = (options: DriveOptions, ...steps: Step[]): Scenario => ({ options, steps })
const client = (...steps: Step[]): Scenario => ({ options: { role: 'client', push: true }, steps })
const get = (...more: string[]) => server(headers(1, [...GET, ...more]))
const secureClient = (...steps: Step[]): Scenario => ({
  options: { role: 'client', push: true, scheme: 'https' },
  steps
})
const upgrade = (...lines: string[]): Scenario => ({
  options: { bare: true, upgradable: true },
  steps: [
    octetsOf(
      ['GET / HTTP/1.1', 'Host: a.example', 'Connection: Upgrade, HTTP2-Settings', ...lines, '', ''].join(
        '\r\n'
      )
    ),
    frames.CLIENT_PREFACE,
    settingsFrame()
  ]
})
const path = (path: string, id = 1) =>
  headers(id, [':method: GET', ':scheme: http', ':authority: a.example', `:path: ${path}`])
const ask =
  (method = 'GET', extra: object = {}): Step =>
  (connection, tell) => {
    connection.request(
      { method, scheme: 'http', authority: 'a.example', path: '/', endStream: true, ...extra },
      tellingListener(tell)
    )
  }
const response = (id: number, flags: number, ...fields: string[]) => headers(id, fields, flags)
const promise = (
  id: number,
  promised: number,
  fields: readonly string[] = GET,
  flags: number = END_HEADERS
) => frame(frames.PUSH_PROMISE, flags, id, [...uint32(promised), ...block(fields)])
const repeat = (count: number, ...steps: Step[]): Step[] => Array.from({ length: count }, () => steps).flat()
const goaway = (last: number, code: number) => frame(frames.GOAWAY, 0, 0, [...uint32(last), ...uint32(code)])
const priorityUpdate = (id: number, value: string, on = 0) =>
  frame(frames.PRIORITY_UPDATE, 0, on, [...uint32(id), ...octetsOf(value)])
const shutdown: Step = (connection) => connection.shutdown()
const SHUTDOWN_ACK = frame(frames.PING, frames.ACK, 0, octetsOf('shutdown'))
/** Closes the connection window to 0 with 65,535 octets asked for on a large path. */
const SMALL_FRAMES = settingsFrame([4, 0])
const cookie = (value: string) => `cookie: ${value}`
const longFields = [...GET, `x-long: ${'a'.repeat(20_000)}`]
const LONG = 'a'.repeat(40_000)

/** Two responses of different priorities that compete for a window which opens late. */
const compete = (first: string, second: string): Scenario =>
  server(
    SMALL_FRAMES,
    headers(1, [
      ':method: GET',
      ':scheme: http',
      ':path: /large',
      ...(first === '' ? [] : [`priority: ${first}`])
    ]),
    headers(3, [
      ':method: GET',
      ':scheme: http',
      ':path: /large',
      ...(second === '' ? [] : [`priority: ${second}`])
    ]),
    join(settingsFrame([4, 200_000]), windowUpdate(0, 200_000))
  )

export const scenarios: Readonly<Record<RuleName, readonly Scenario[]>> = {
  clientPreface: [with_({ bare: true }, octetsOf('GET / HTTP/1.1\r\n\r\n123456'), settingsFrame())],
  clientPrefaceSettings: [
    with_({ bare: true }, frames.CLIENT_PREFACE, PING, settingsFrame([3, 1])),
    with_({ bare: true }, frames.CLIENT_PREFACE, settingsFrame())
  ],
  serverPrefaceSettings: [
    with_({ role: 'client', bare: true }, PING, settingsFrame([3, 1])),
    with_({ role: 'client', bare: true }, settingsFrame())
  ],
  prefaceSent: [server()],
  clientPrefaceSent: [client()],
  frameTooLarge: [
    server(frame(0x55, 0, 0, new Uint8Array(16_384))),
    server(frame(0x55, 0, 0, new Uint8Array(16_385))),
    server(frame(0x55, 0, 0, new Uint8Array(16_386)))
  ],
  unknownFrameIgnored: [server(frame(0x55, 0xff, 0, [1, 2, 3]))],
  unusedFlagsIgnored: [server(frame(frames.PING, 0xfe, 0, new Uint8Array(8)))],
  unusedFlagsUnset: [get()],
  reservedBitIgnored: [server(frame(frames.PING, 0, 0x8000_0000, new Uint8Array(8)))],
  reservedBitUnset: [get()],
  maxFrameSizeRespected: [
    server(join(windowUpdate(0, 200_000), settingsFrame([4, 200_000])), path('/large')),
    client(ask('GET', { fields: [{ name: 'x-long', value: LONG }] }))
  ],
  frameTooSmall: [
    server(frame(frames.HEADERS, PADDED | END_HEADERS, 1)),
    server(frame(frames.GOAWAY, 0, 0, [0]))
  ],
  fieldBlockDecoding: [server(frame(frames.HEADERS, END_HEADERS | END_STREAM, 1, [0x80]))],
  fieldBlockContiguous: [client(ask('GET', { fields: [{ name: 'x-long', value: LONG }] }))],
  headerTableSizeRespected: [server(settingsFrame([1, 0]), headers(1, GET), headers(3, GET))],
  headerTableSizeEnforced: [with_({ settings: { headerTableSize: 0 } }, headers(1, GET))],
  dataOnIdleStream: [server(data(5, 'x'))],
  windowUpdateOnIdleStream: [server(windowUpdate(5, 1))],
  resetOnIdleStream: [server(reset(5, 8))],
  peerStreamParity: [server(headers(2, GET))],
  peerStreamIncreases: [server(headers(5, GET), headers(3, GET))],
  frameOnReservedLocal: [server(path('/push'), data(2, 'x'))],
  frameOnReservedRemote: [client(ask(), promise(1, 2), data(2, 'x'))],
  windowUpdateOnReservedLocal: [server(path('/push'), windowUpdate(2, 1))],
  priorityInAnyState: [
    server(frame(frames.PRIORITY, 0, 9, [0, 0, 0, 0, 1])),
    server(headers(1, GET), frame(frames.PRIORITY, 0, 1, [0, 0, 0, 0, 1]))
  ],
  dataOnHalfClosedRemote: [server(path('/silent'), data(1, 'x'))],
  headersOnHalfClosedRemote: [server(path('/silent'), headers(1, ['x: y']))],
  windowUpdateOnHalfClosedRemote: [server(path('/silent'), windowUpdate(1, 1))],
  dataOnClosedStream: [server(headers(1, GET), data(1, 'x'))],
  dataAfterReset: [server(headers(1, POST, OPEN), reset(1, 8), data(1, 'x'))],
  headersOnClosedStream: [server(headers(1, POST, OPEN), reset(1, 8), headers(1, GET))],
  closedStreamTolerated: [
    server(
      headers(1, [...GET, 'te: x'], OPEN),
      frame(frames.HEADERS, END_HEADERS, 1, indexingBlock(['a: b'])),
      frame(frames.HEADERS, 5, 3, [0xbe])
    ),
    with_(
      { connectionWindow: 65_535 },
      headers(1, [...GET, 'te: x'], OPEN),
      ...repeat(3, data(1, new Uint8Array(16_000)))
    )
  ],
  windowUpdateOnClosedStream: [server(headers(1, GET), windowUpdate(1, 1))],
  concurrencyLimit: [
    with_({ settings: { maxConcurrentStreams: 1 } }, path('/silent'), path('/silent', 3)),
    with_({ settings: { maxConcurrentStreams: 1 } }, path('/silent'))
  ],
  concurrencyRespected: [client(settingsFrame([3, 1]), ask(), ask())],
  zeroConcurrencyPlain: [client(settingsFrame([3, 0]), ask())],
  streamIdentifiersSent: [client(ask(), ask())],
  connectionFlowControl: [
    with_(
      { connectionWindow: 65_535, settings: { initialWindowSize: 100_000 }, timeouts: { stream: 0 } },
      headers(1, POST, OPEN),
      (c) => c.ping(new Uint8Array(8)),
      ...[16_384, 16_384, 16_384, 16_383].map((n) => data(1, new Uint8Array(n)))
    ),
    with_(
      { rules: { windowReplenished: 'neverConnection' }, settings: { initialWindowSize: 200_000 } },
      headers(1, POST, OPEN),
      ...repeat(4, data(1, new Uint8Array(16_384))),
      data(1, new Uint8Array(16_384))
    ),
    with_(
      { rules: { windowReplenished: 'neverConnection' }, settings: { initialWindowSize: 200_000 } },
      headers(1, POST, OPEN),
      ...repeat(3, data(1, new Uint8Array(16_384))),
      data(1, new Uint8Array(16_383))
    )
  ],
  streamFlowControl: [
    with_({ settings: { initialWindowSize: 10 } }, headers(1, POST, OPEN), data(1, '12345678901')),
    with_({ settings: { initialWindowSize: 10 } }, headers(1, POST, OPEN), data(1, '1234567890'))
  ],
  flowControlRespected: [
    server(settingsFrame([4, 10]), path('/100')),
    server(path('/large'), settingsFrame([4, 200_000]))
  ],
  windowReplenished: [server(headers(1, POST, OPEN), ...repeat(60, data(1, new Uint8Array(16_384))))],
  paddingCounted: [
    with_(
      { connectionWindow: 65_535 },
      headers(1, POST, OPEN),
      ...repeat(160, frame(frames.DATA, PADDED, 1, [200, ...new Uint8Array(210)]))
    )
  ],
  refusedContentCounted: [
    with_(
      { connectionWindow: 65_535 },
      headers(1, [...GET, 'te: x'], OPEN),
      ...repeat(3, data(1, new Uint8Array(16_000)))
    )
  ],
  windowUpdateLength: [server(frame(frames.WINDOW_UPDATE, 0, 0, [0, 0, 1]))],
  windowUpdateZero: [server(path('/silent'), windowUpdate(1, 0))],
  windowUpdateZeroConnection: [server(windowUpdate(0, 0))],
  windowOverflow: [
    server(path('/silent'), windowUpdate(1, 0x7fff_ffff)),
    server(path('/silent'), windowUpdate(1, 0x7fff_ffff - 65_535))
  ],
  windowOverflowConnection: [
    server(windowUpdate(0, 0x7fff_ffff)),
    server(windowUpdate(0, 0x7fff_ffff - 65_535))
  ],
  initialWindowAdjusts: [
    server(settingsFrame([4, 10]), path('/100'), settingsFrame([4, 50])),
    server(settingsFrame([4, 200_000]), path('/large'))
  ],
  negativeWindow: [
    server(settingsFrame([4, 50]), path('/100'), settingsFrame([4, 20]), settingsFrame([4, 60]))
  ],
  initialWindowOverflow: [
    server(path('/silent'), windowUpdate(1, 0x7fff_ffff - 65_535), settingsFrame([4, 65_536]))
  ],
  goawaySent: [server(windowUpdate(0, 0))],
  goawayLastStream: [server(headers(1, GET), windowUpdate(0, 0))],
  connectionClosed: [server(windowUpdate(0, 0))],
  resetUnanswered: [server(path('/silent'), reset(1, 8))],
  resetOnce: [server(headers(1, [...POST, 'te: x'], OPEN), data(1, 'x'), data(1, 'x'))],
  silentAfterReset: [server(SMALL_FRAMES, path('/100'), reset(1, 8), settingsFrame([4, 200]))],
  unknownErrorCode: [server(path('/silent'), reset(1, 0xff))],
  dataOnStreamZero: [server(data(0, 'x'))],
  dataPadding: [server(headers(1, POST, OPEN), frame(frames.DATA, PADDED, 1, [5, 1, 2]))],
  dataPaddingTolerated: [
    server(headers(1, POST, OPEN), frame(frames.DATA, PADDED | END_STREAM, 1, [2, 1, 0, 0]))
  ],
  emptyDataTolerated: [server(headers(1, POST, OPEN), data(1, '', END_STREAM))],
  paddingZero: [with_({ padding: 3 }, headers(1, GET))],
  headersOnStreamZero: [server(headers(0, GET))],
  headersPadding: [server(frame(frames.HEADERS, PADDED | END_HEADERS | END_STREAM, 1, [200, ...block(GET)]))],
  headersPaddingTolerated: [
    server(frame(frames.HEADERS, PADDED | END_HEADERS | END_STREAM, 1, [2, ...block(GET), 0, 0]))
  ],
  headersPriorityTolerated: [
    server(frame(frames.HEADERS, 5 | PRIORITY_FLAG, 1, [0, 0, 0, 0, 9, ...block(GET)]))
  ],
  continuationTolerated: [
    server(
      headers(1, GET, END_STREAM),
      frame(frames.CONTINUATION, 0, 1),
      frame(frames.CONTINUATION, END_HEADERS, 1)
    )
  ],
  continuationOtherFrame: [
    server(headers(1, GET, END_STREAM), PING, frame(frames.CONTINUATION, END_HEADERS, 1))
  ],
  continuationOtherStream: [server(headers(1, GET, END_STREAM), frame(frames.CONTINUATION, END_HEADERS, 3))],
  extensionInFieldBlock: [
    server(headers(1, GET, END_STREAM), frame(0x55, 0, 0), frame(frames.CONTINUATION, END_HEADERS, 1))
  ],
  priorityOnStreamZero: [server(frame(frames.PRIORITY, 0, 0, [0, 0, 0, 0, 1]))],
  priorityLength: [server(path('/silent'), frame(frames.PRIORITY, 0, 1, [0, 0, 0, 1]))],
  prioritySelfDependency: [
    with_(
      { priorities: 'rfc7540' },
      frame(frames.HEADERS, 5 | PRIORITY_FLAG, 1, [0, 0, 0, 1, 9, ...block(GET)])
    )
  ],
  resetOnStreamZero: [server(reset(0, 8))],
  resetLength: [server(path('/silent'), frame(frames.RST_STREAM, 0, 1, [0, 0, 8]))],
  settingsAcknowledged: [server(settingsFrame([1, 4096]))],
  settingsAckEmpty: [server(settingsFrame([1, 4096]))],
  settingsAckLength: [server(frame(frames.SETTINGS, frames.ACK, 0, [0, 0, 0, 0, 0, 0]))],
  settingsOnStream: [server(path('/silent'), frame(frames.SETTINGS, 0, 1))],
  settingsLength: [server(frame(frames.SETTINGS, 0, 0, [0, 0, 0, 0, 0]))],
  enablePushValue: [server(settingsFrame([2, 2]))],
  enablePushFromServer: [client(settingsFrame([2, 1])), client(settingsFrame([2, 0]))],
  initialWindowSizeValue: [server(settingsFrame([4, 0x8000_0000])), server(settingsFrame([4, 0x7fff_ffff]))],
  maxFrameSizeValue: [
    server(settingsFrame([5, 16_383])),
    server(settingsFrame([5, 0x100_0000])),
    server(settingsFrame([5, 16_384]))
  ],
  unknownSettingIgnored: [server(settingsFrame([0xff, 1]))],
  settingsInOrder: [server(settingsFrame([4, 10], [4, 20]), path('/100'))],
  settingsTimeout: [with_({ bare: true }, frames.CLIENT_PREFACE, settingsFrame(), { wait: 20_000 })],
  serverEnablePush: [server()],
  enablePushRespected: [server(settingsFrame([2, 0]), path('/push'))],
  promiseInOpenStream: [server(path('/push-late'))],
  promiseFromClient: [server(headers(1, POST, OPEN), promise(1, 2))],
  promiseWhenDisabled: [with_({ role: 'client' }, ask(), promise(1, 2))],
  promiseOnStreamZero: [client(promise(0, 2))],
  promiseOnOwnStream: [client(ask(), response(1, 5, ':status: 200'), promise(1, 2))],
  promisedIdentifier: [client(ask(), promise(1, 3))],
  promisePadding: [
    client(ask(), frame(frames.PUSH_PROMISE, PADDED | END_HEADERS, 1, [200, ...uint32(2), ...block(GET)]))
  ],
  promiseOnResetStream: [
    client(
      ask(),
      (c) =>
        c
          .request(
            { method: 'GET', path: '/' },
            tellingListener(() => {})
          )
          ?.reset(8),
      promise(3, 2)
    )
  ],
  promisedMethod: [
    client(ask(), promise(1, 2, POST)),
    client(ask(), promise(1, 2, [':method: HEAD', ...GET.slice(1)]))
  ],
  promisedContent: [client(ask(), promise(1, 2, [...GET, 'content-length: 3']))],
  promisedAuthority: [
    client(ask(), promise(1, 2, [':method: GET', ':scheme: http', ':authority: b.example', ':path: /']))
  ],
  pingAnswered: [server(PING)],
  pingAckFlag: [server(PING)],
  pingAckUnanswered: [server(frame(frames.PING, frames.ACK, 0, new Uint8Array(8)))],
  pingFirst: [server(join(path('/large'), PING))],
  pingOnStream: [server(path('/silent'), frame(frames.PING, 0, 1, new Uint8Array(8)))],
  pingLength: [server(frame(frames.PING, 0, 0, new Uint8Array(7)))],
  goawayOnStream: [server(path('/silent'), frame(frames.GOAWAY, 0, 1, new Uint8Array(8)))],
  goawayRespected: [client(ask(), goaway(1, 0), ask())],
  goawayNotIncreased: [server(path('/silent'), shutdown, SHUTDOWN_ACK)],
  gracefulShutdown: [server(path('/silent'), shutdown)],
  goawayBeforeClose: [server('end')],
  framesAfterGoaway: [
    server(
      headers(1, POST, OPEN),
      shutdown,
      SHUTDOWN_ACK,
      frame(frames.HEADERS, 5, 3, indexingBlock([...GET, 'a: b'])),
      frame(frames.HEADERS, 5, 1, [0xbe])
    ),
    with_(
      { connectionWindow: 65_535 },
      path('/silent'),
      shutdown,
      SHUTDOWN_ACK,
      headers(3, POST, OPEN),
      ...repeat(3, data(3, new Uint8Array(16_000)))
    )
  ],
  continuationUnexpected: [server(path('/silent'), frame(frames.CONTINUATION, END_HEADERS, 1))],
  continuationOnStreamZero: [server(headers(1, GET, END_STREAM), frame(frames.CONTINUATION, END_HEADERS, 0))],
  malformedReset: [get('te: x')],
  badRequestStatus: [get('x:  y')],
  trailersEndStream: [
    server(headers(1, POST, OPEN), headers(1, ['x: y'], END_HEADERS), data(1, '', END_STREAM))
  ],
  trailersTolerated: [server(headers(1, POST, OPEN), headers(1, ['x: y']))],
  pseudoFieldInTrailers: [server(headers(1, POST, OPEN), headers(1, [':path: /']))],
  contentLengthMismatch: [
    server(headers(1, [...POST, 'content-length: 3'], OPEN), data(1, 'xx', END_STREAM)),
    server(headers(1, [...POST, 'content-length: 3'], OPEN), data(1, 'xxxx', END_STREAM))
  ],
  contentLengthSyntax: [
    server(headers(1, [...POST, 'content-length: +3'], OPEN), data(1, 'xxx', END_STREAM)),
    server(headers(1, [...POST, 'content-length: 4', 'content-length: 3'], OPEN), data(1, 'xxx', END_STREAM))
  ],
  contentLengthWithoutContent: [client(ask('HEAD'), response(1, 5, ':status: 200', 'content-length: 3'))],
  dataBeforeResponse: [client(ask(), data(1, 'x'))],
  informationalEndStream: [client(ask(), response(1, 5, ':status: 103'))],
  informationalTolerated: [client(ask(), response(1, 4, ':status: 103'), response(1, 5, ':status: 200'))],
  switchingProtocols: [client(ask(), response(1, 4, ':status: 101'))],
  responseKeptAfterReset: [
    client(ask('POST', { endStream: false }), response(1, 5, ':status: 200'), reset(1, 0))
  ],
  responseBeforeRequestEnd: [client(ask('POST', { endStream: false }), response(1, 5, ':status: 200'))],
  fieldNameUppercase: [get('X-Up: y')],
  fieldNameOctets: [get('x y: z')],
  fieldNameColon: [server(frame(frames.HEADERS, 5, 1, [...block(GET), 0, 3, 0x61, 0x3a, 0x62, 1, 0x63]))],
  fieldNameToken: [get('x(y: z'), get('x!y: z')],
  fieldValueOctets: [get('x: a\0b'), get('x: a\nb'), get('x: a\rb')],
  fieldValueWhitespace: [get('x:  a'), get('x: a '), get('x: a\tb')],
  fieldValueControls: [get('x: a\x01b'), get('x: a\xffb')],
  connectionSpecificFields: [
    'connection: a',
    'proxy-connection: a',
    'keep-alive: a',
    'transfer-encoding: chunked',
    'upgrade: a'
  ].map((line) => get(line)),
  teValue: [get('te: gzip'), get('te: trailers')],
  cookiesJoined: [get(cookie('a=1'), cookie('b=2'))],
  splitCookiesTolerated: [get(cookie('a=1'), cookie('b=2'))],
  pseudoFieldUndefined: [server(headers(1, [...GET, ':other: x']))],
  pseudoFieldOfOtherSide: [
    server(headers(1, [...GET, ':status: 200'])),
    client(ask(), response(1, 5, ':status: 200', ':path: /'))
  ],
  pseudoFieldOrder: [server(headers(1, [...GET.slice(0, 3), 'a: b', ':path: /']))],
  pseudoFieldRepeated: [server(headers(1, [...GET, ':path: /other']))],
  methodPresent: [server(headers(1, GET.slice(1)))],
  schemePresent: [server(headers(1, [':method: GET', ':path: /']))],
  pathPresent: [server(headers(1, GET.slice(0, 3)))],
  pathNotEmpty: [server(headers(1, [...GET.slice(0, 3), ':path: ']))],
  methodSyntax: [
    server(headers(1, [':method: G T', ...GET.slice(1)])),
    server(headers(1, [':method: BREW', ...GET.slice(1)]))
  ],
  schemeSyntax: [
    server(headers(1, [':method: GET', ':scheme: 1x', ':path: /'])),
    server(headers(1, [':method: GET', ':scheme: coap', ':path: /']))
  ],
  pathSyntax: [
    server(headers(1, [...GET.slice(0, 3), ':path: x'])),
    server(headers(1, [':method: OPTIONS', ':scheme: http', ':path: *']))
  ],
  authorityUserinfo: [
    server(headers(1, [':method: GET', ':scheme: http', ':authority: u@a.example', ':path: /']))
  ],
  authoritySyntax: [
    server(headers(1, [':method: GET', ':scheme: http', ':authority: a/b', ':path: /'])),
    server(headers(1, [':method: GET', ':scheme: http', ':authority: a:81', ':path: /']))
  ],
  hostDiffers: [get('host: b.example'), get('host: a.example'), get('host: A.example')],
  authorityPreferred: [get('host: A.EXAMPLE:80')],
  statusPresent: [client(ask(), response(1, 5, 'a: b'))],
  statusSyntax: [client(ask(), response(1, 5, ':status: 2000'))],
  connectPseudoFields: [
    server(headers(1, [':method: CONNECT', ':scheme: http', ':path: /', ':authority: a:1'], OPEN))
  ],
  connectAuthority: [server(headers(1, [':method: CONNECT'], OPEN))],
  connectedStreamFrames: [
    server(headers(1, [':method: CONNECT', ':authority: a:1'], OPEN), headers(1, ['a: b']))
  ],
  protocolUnannounced: [
    server(
      headers(1, [':method: CONNECT', ':scheme: http', ':path: /', ':authority: a', ':protocol: x'], OPEN)
    )
  ],
  protocolWithoutConnect: [
    with_({ settings: { enableConnectProtocol: true } }, headers(1, [...GET, ':protocol: x']))
  ],
  extendedConnectFields: [
    with_(
      { settings: { enableConnectProtocol: true } },
      headers(1, [':method: CONNECT', ':authority: a', ':protocol: x'], OPEN)
    )
  ],
  enableConnectProtocolValue: [client(settingsFrame([8, 2]))],
  enableConnectProtocolKept: [
    client(settingsFrame([8, 1]), settingsFrame([8, 0])),
    client(settingsFrame([8, 1]), settingsFrame([8, 1]))
  ],
  fieldNamesLowercase: [get()],
  connectionFieldsWithheld: [get()],
  statusSent: [get()],
  pseudoFieldsFirst: [get()],
  trailersPlain: [server(path('/trailers'))],
  authoritySent: [client(ask())],
  hostConsistent: [client(ask('GET', { fields: [{ name: 'host', value: 'b.example' }] }))],
  noRfc7540PrioritiesValue: [server(settingsFrame([9, 2]))],
  dependenciesIgnored: [
    with_(
      { bare: true, priorities: 'rfc7540' },
      frames.CLIENT_PREFACE,
      settingsFrame([9, 1], [4, 0]),
      path('/large'),
      frame(frames.HEADERS, 5 | PRIORITY_FLAG, 3, [
        0x80,
        0,
        0,
        0,
        9,
        ...block([':method: GET', ':scheme: http', ':path: /large'])
      ]),
      join(settingsFrame([4, 200_000]), windowUpdate(0, 200_000))
    )
  ],
  noRfc7540PrioritiesKept: [server(settingsFrame([9, 1]))],
  priorityUpdateOnStream: [server(path('/silent'), priorityUpdate(1, 'u=1', 1))],
  priorityUpdateOfZero: [server(priorityUpdate(0, 'u=1'))],
  priorityUpdateOfIdlePush: [server(priorityUpdate(2, 'u=1'))],
  priorityUpdateExcess: [
    with_({ settings: { maxConcurrentStreams: 1 } }, priorityUpdate(1, 'u=1'), priorityUpdate(3, 'u=1')),
    with_({ settings: { maxConcurrentStreams: 1 } }, priorityUpdate(1, 'u=1'))
  ],
  priorityUpdateFromServer: [client(priorityUpdate(1, 'u=1'))],
  priorityUpdateBuffered: [
    server(
      SMALL_FRAMES,
      priorityUpdate(3, 'u=1'),
      path('/large'),
      path('/large', 3),
      join(settingsFrame([4, 200_000]), windowUpdate(0, 200_000))
    )
  ],
  priorityParametersTolerated: [compete('u=6', 'u=9')],
  priorityDefaults: [compete('', 'u=5')],
  urgencyOrder: [compete('u=5', 'u=1')],
  incrementalShared: [compete('i', 'i')],
  ascendingOrder: [compete('u=3', 'u=3')],
  upgradeSettingsRequired: [upgrade('Upgrade: h2c')],
  upgradeOfH2Ignored: [upgrade('Upgrade: h2', 'HTTP2-Settings: ')],
  upgradeAnswered: [upgrade('Upgrade: h2c', 'HTTP2-Settings: AAMAAABk')],
  altSvcFromClientIgnored: [
    server(frame(frames.ALTSVC, 0, 0, writeAltSvc({ origin: 'https://a', value: 'clear' })))
  ],
  altSvcOriginChecked: [client(frame(frames.ALTSVC, 0, 0, writeAltSvc({ origin: '', value: 'clear' })))],
  originOnStreamIgnored: [secureClient(ask(), frame(frames.ORIGIN, 0, 1, writeOrigins(['https://a'])))],
  originCleartextIgnored: [client(frame(frames.ORIGIN, 0, 0, writeOrigins(['https://a'])))],
  originFlagsIgnored: [secureClient(frame(frames.ORIGIN, 1, 0, writeOrigins(['https://a'])))],
  misdirectedOriginRemoved: [
    secureClient(
      frame(frames.ORIGIN, 0, 0, writeOrigins(['http://a.example', 'https://b'])),
      ask(),
      response(1, 5, ':status: 421'),
      (connection, tell) => tell([...(connection.originSet ?? [])].join(' '))
    )
  ],
  rapidResetBudget: [
    server(...Array.from({ length: 1100 }, (_, i) => join(path('/silent', 2 * i + 1), reset(2 * i + 1, 8)))),
    server(...Array.from({ length: 5 }, (_, i) => join(path('/silent', 2 * i + 1), reset(2 * i + 1, 8))))
  ],
  inducedResetBudget: [
    server(...Array.from({ length: 210 }, (_, i) => headers(2 * i + 1, [...GET, 'te: x']))),
    server(...Array.from({ length: 5 }, (_, i) => headers(2 * i + 1, [...GET, 'te: x'])))
  ],
  continuationBudget: [
    server(headers(1, GET, END_STREAM), ...repeat(40, frame(frames.CONTINUATION, 0, 1))),
    server(
      headers(1, GET, END_STREAM),
      frame(frames.CONTINUATION, 0, 1),
      frame(frames.CONTINUATION, END_HEADERS, 1)
    )
  ],
  settingsBudget: [server(...repeat(110, settingsFrame())), server(...repeat(5, settingsFrame()))],
  pingBudget: [server(...repeat(210, PING)), server(...repeat(5, PING))],
  emptyFrameBudget: [
    server(headers(1, POST, OPEN), ...repeat(210, data(1, ''))),
    server(headers(1, POST, OPEN), ...repeat(5, data(1, '')))
  ],
  windowUpdateBudget: [server(...repeat(4100, windowUpdate(0, 1))), server(...repeat(5, windowUpdate(0, 1)))],
  priorityBudget: [
    server(...repeat(2100, frame(frames.PRIORITY, 0, 1, [0, 0, 0, 0, 1]))),
    server(...repeat(5, frame(frames.PRIORITY, 0, 1, [0, 0, 0, 0, 1])))
  ],
  unknownFrameBudget: [server(...repeat(1100, frame(0x55, 0, 0))), server(...repeat(5, frame(0x55, 0, 0)))],
  fieldSectionBudget: [
    with_(
      { settings: { maxHeaderListSize: 1000 } },
      headers(
        1,
        longFields.map((line) => line.slice(0, 2000))
      )
    ),
    with_(
      { settings: { maxHeaderListSize: 1000 } },
      headers(1, POST, OPEN),
      headers(1, [`x: ${'a'.repeat(2000)}`])
    ),
    // Four pseudo-header fields of 43, 43, 51 and 38 octets, and one field of 34.
    with_({ settings: { maxHeaderListSize: 42 + 43 + 51 + 38 + 34 } }, headers(1, [...GET, 'x: y']))
  ],
  outputBudget: [with_({ unread: true, budgets: { output: 1000 } }, ...repeat(100, PING))],
  stallBudget: [server(SMALL_FRAMES, path('/100'), { wait: 70_000 })]
}
