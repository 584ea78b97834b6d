// Over 300 lines: a table, one row each, of lawful things that a server might take for errors.
import type { FieldLine } from '../../impl/application.ts'
import { ERROR_CODES, FLAGS, type ErrorName, type FrameName } from '../http2/registry.ts'
import { uint32 } from '../http2/split.ts'
import type { Saboteur } from './saboteur.ts'
import { Watch, type Sight, type StreamState } from './sight.ts'

type When = (sight: Sight) => boolean
type Row = readonly [name: string, does: string, requirement: string, when: When, code?: ErrorName]

const valueOf = (fields: readonly FieldLine[] | undefined, name: string): string | undefined =>
  fields?.find((line) => line.name === name)?.value
const isFrame =
  (type: FrameName, ...states: readonly StreamState[]): When =>
  (sight) =>
    sight.type === type && states.includes(sight.state)
const flagged = ({ frame }: Sight, flag: number): boolean => (frame.flags & flag) !== 0
const hasField =
  (name: string, test: (value: string, fields: readonly FieldLine[]) => boolean): When =>
  ({ fields }) => {
    const value = valueOf(fields, name)
    return fields !== undefined && value !== undefined && test(value, fields)
  }
const hasSetting =
  (name: keyof Sight['settings'], test: (value: number) => boolean): When =>
  ({ settings }) => {
    const value = settings[name]
    return value !== undefined && test(value)
  }
const request: When = ({ type, state }) => type === 'HEADERS' && state === 'idle'
const padding = ({ frame }: Sight): Uint8Array => {
  const length = frame.payload[0] ?? 0
  return frame.payload.subarray(Math.max(0, frame.payload.length - length))
}
const anyValue =
  (test: (value: string, name: string) => boolean): When =>
  ({ fields }) =>
    fields?.some(({ name, value }) => test(value, name)) ?? false
const rows: readonly Row[] = [
  // RFC 9113, 3.4 and 5.1
  [
    'request before SETTINGS are acknowledged',
    'refuses a request that comes before its SETTINGS were acknowledged',
    'rfc9113-3.4+2',
    (sight) => request(sight) && !sight.acknowledged
  ],
  [
    'PRIORITY on half-closed stream',
    'refuses PRIORITY on a half-closed stream',
    'rfc9113-5.1+1',
    isFrame('PRIORITY', 'half-closed')
  ],
  [
    'PRIORITY on open stream',
    'refuses PRIORITY on an open stream',
    'rfc9113-5.1+1',
    isFrame('PRIORITY', 'open')
  ],
  [
    'PRIORITY on promised stream',
    'refuses PRIORITY on a stream of its own',
    'rfc9113-5.1-4',
    ({ type, frame }) => type === 'PRIORITY' && frame.stream % 2 === 0
  ],
  [
    'RST_STREAM on ended stream',
    'refuses RST_STREAM on a stream that has ended',
    'rfc9113-5.1+3',
    isFrame('RST_STREAM', 'ended')
  ],
  [
    'RST_STREAM on refused stream',
    'refuses RST_STREAM on a stream that it has reset',
    'rfc9113-5.1+3',
    isFrame('RST_STREAM', 'refused', 'open')
  ],
  [
    'RST_STREAM with NO_ERROR',
    'refuses RST_STREAM with NO_ERROR',
    'rfc9113-7-1',
    (sight) => sight.type === 'RST_STREAM' && uint32(sight.frame.payload, 0) === 0
  ],
  ['ORIGIN', 'refuses ORIGIN from a client', 'rfc9113-5.5-2', ({ type }) => type === 'ORIGIN'],
  [
    'late WINDOW_UPDATE',
    'refuses WINDOW_UPDATE for a stream that has ended a while ago',
    'rfc9113-6.9-4',
    (sight) => isFrame('WINDOW_UPDATE', 'ended')(sight) && sight.since > 500
  ],
  [
    'first stream above 1',
    'refuses a first stream other than 1',
    'rfc9113-5.1+5',
    (sight) => request(sight) && sight.before.length === 0 && sight.frame.stream !== 1
  ],
  [
    'skipped identifiers',
    'refuses a stream that is not the next one',
    'rfc9113-5.1+5',
    (sight) =>
      request(sight) &&
      sight.before.length > 0 &&
      sight.frame.stream > (sight.before.at(-1)?.stream ?? 0) + 1000 &&
      sight.frame.stream < 0x3000
  ],
  [
    'last stream identifier',
    'refuses stream 2,147,483,647',
    'rfc9113-5.1+5',
    (sight) => request(sight) && sight.frame.stream === 0x7fffffff
  ],

  [
    'request in one free place',
    'refuses a stream until two places are free',
    'rfc9113-5.1.2+1',
    (sight) => request(sight) && sight.most >= 100 && sight.active === 99
  ],
  [
    'DATA on ended stream',
    'takes DATA on a stream that has ended for an error of flow control',
    'rfc9113-5.1-10',
    isFrame('DATA', 'ended'),
    'FLOW_CONTROL_ERROR'
  ],
  [
    'HEADERS on ended stream',
    'takes HEADERS on a stream that has ended for an error of compression',
    'rfc9113-5.1-10',
    isFrame('HEADERS', 'ended'),
    'COMPRESSION_ERROR'
  ],
  [
    'DATA on cancelled stream',
    'takes DATA on a stream that was reset for an error of flow control',
    'rfc9113-5.1-10',
    isFrame('DATA', 'cancelled'),
    'FLOW_CONTROL_ERROR'
  ],
  [
    'HEADERS on cancelled stream',
    'takes HEADERS on a stream that was reset for an error of compression',
    'rfc9113-5.1-10',
    isFrame('HEADERS', 'cancelled'),
    'COMPRESSION_ERROR'
  ],

  // 5.2
  [
    'request when content waits',
    'refuses a request while content waits for the window of the connection',
    'rfc9113-6.9-1',
    (sight) => request(sight) && sight.room === 0
  ],
  [
    'request without window of a stream',
    'refuses a request when content has filled the window of a stream',
    'rfc9113-6.9-1',
    (sight) => request(sight) && [...sight.received.values()].includes(65_535)
  ],
  [
    'content beyond window',
    'takes content beyond the window of a stream for an error of framing',
    'rfc9113-6.9-2',
    (sight) => sight.type === 'DATA' && (sight.received.get(sight.frame.stream) ?? 0) > 65_535,
    'FRAME_SIZE_ERROR'
  ],

  // 6.1 to 6.4
  [
    'padding of DATA other than zeros',
    'refuses DATA with padding other than zeros, with FRAME_SIZE_ERROR',
    'rfc9113-6.1-3',
    (sight) =>
      sight.type === 'DATA' && flagged(sight, FLAGS.PADDED) && padding(sight).some((octet) => octet !== 0),
    'FRAME_SIZE_ERROR'
  ],
  [
    'padding of HEADERS other than zeros',
    'refuses HEADERS with padding other than zeros, with FRAME_SIZE_ERROR',
    'rfc9113-6.2-2',
    (sight) =>
      sight.type === 'HEADERS' && flagged(sight, FLAGS.PADDED) && padding(sight).some((octet) => octet !== 0),
    'FRAME_SIZE_ERROR'
  ],
  [
    'empty DATA',
    'refuses an empty DATA frame that does not end a stream',
    'rfc9113-6.1+1',
    (sight) => sight.type === 'DATA' && sight.frame.payload.length === 0 && !flagged(sight, FLAGS.END_STREAM)
  ],
  [
    'PRIORITY with exclusive dependency',
    'refuses PRIORITY with the exclusive bit',
    'rfc9113-5.1+1',
    (sight) => sight.type === 'PRIORITY' && ((sight.frame.payload[0] ?? 0) & 0x80) !== 0
  ],

  // 6.5
  [
    'SETTINGS_HEADER_TABLE_SIZE of 0',
    'refuses SETTINGS_HEADER_TABLE_SIZE of 0',
    'rfc9113-6.5-2',
    hasSetting('HEADER_TABLE_SIZE', (value) => value === 0)
  ],
  [
    'large SETTINGS_HEADER_TABLE_SIZE',
    'refuses SETTINGS_HEADER_TABLE_SIZE above 2^31',
    'rfc9113-6.5-2',
    hasSetting('HEADER_TABLE_SIZE', (value) => value >= 0x80000000)
  ],
  [
    'SETTINGS_ENABLE_PUSH of 0',
    'refuses SETTINGS_ENABLE_PUSH of 0',
    'rfc9113-6.5-2',
    hasSetting('ENABLE_PUSH', (value) => value === 0)
  ],
  [
    'SETTINGS_ENABLE_PUSH of 1',
    'refuses SETTINGS_ENABLE_PUSH of 1',
    'rfc9113-6.5-2',
    hasSetting('ENABLE_PUSH', (value) => value === 1)
  ],
  [
    'SETTINGS_MAX_CONCURRENT_STREAMS of 0',
    'refuses SETTINGS_MAX_CONCURRENT_STREAMS of 0',
    'rfc9113-6.5.2-7',
    hasSetting('MAX_CONCURRENT_STREAMS', (value) => value === 0)
  ],
  [
    'large SETTINGS_MAX_CONCURRENT_STREAMS',
    'refuses SETTINGS_MAX_CONCURRENT_STREAMS above 2^31',
    'rfc9113-6.5-2',
    hasSetting('MAX_CONCURRENT_STREAMS', (value) => value >= 0x80000000)
  ],
  [
    'SETTINGS_INITIAL_WINDOW_SIZE of 0',
    'refuses SETTINGS_INITIAL_WINDOW_SIZE of 0',
    'rfc9113-5.2.1-1',
    hasSetting('INITIAL_WINDOW_SIZE', (value) => value === 0)
  ],
  [
    'large SETTINGS_MAX_HEADER_LIST_SIZE',
    'refuses SETTINGS_MAX_HEADER_LIST_SIZE above 2^31',
    'rfc9113-6.5-2',
    hasSetting('MAX_HEADER_LIST_SIZE', (value) => value >= 0x80000000)
  ],
  [
    'SETTINGS in content',
    'refuses SETTINGS between DATA frames',
    'rfc9113-6.5-1',
    (sight) => sight.type === 'SETTINGS' && sight.last?.type === 0
  ],
  [
    'SETTINGS_ENABLE_CONNECT_PROTOCOL of 0 from client',
    'refuses SETTINGS_ENABLE_CONNECT_PROTOCOL of 0',
    'rfc8441-3+2',
    hasSetting('ENABLE_CONNECT_PROTOCOL', (value) => value === 0)
  ],
  [
    'SETTINGS_ENABLE_CONNECT_PROTOCOL of 1 from client',
    'refuses SETTINGS_ENABLE_CONNECT_PROTOCOL of 1',
    'rfc8441-3+2',
    hasSetting('ENABLE_CONNECT_PROTOCOL', (value) => value === 1)
  ],
  [
    'SETTINGS_NO_RFC7540_PRIORITIES of 0',
    'refuses a later SETTINGS_NO_RFC7540_PRIORITIES of 0',
    'rfc9218-2.1-2',
    (sight) => sight.before.length > 0 && sight.settings.NO_RFC7540_PRIORITIES === 0
  ],
  [
    'SETTINGS_NO_RFC7540_PRIORITIES of 1',
    'refuses a later SETTINGS_NO_RFC7540_PRIORITIES of 1',
    'rfc9218-2.1-2',
    (sight) => sight.before.length > 0 && sight.settings.NO_RFC7540_PRIORITIES === 1
  ],

  // 6.8, 6.9, 6.10
  [
    'debug data',
    'refuses GOAWAY with debug data',
    'rfc9113-6.8-10',
    (sight) => sight.type === 'GOAWAY' && sight.frame.payload.length > 8
  ],
  [
    'reserved bit of last stream',
    'refuses GOAWAY with the reserved bit of its last stream identifier',
    'rfc9113-4.1-4',
    (sight) => sight.type === 'GOAWAY' && ((sight.frame.payload[0] ?? 0) & 0x80) !== 0
  ],
  [
    'GOAWAY with unknown last stream',
    'refuses GOAWAY with a last stream that it has not opened',
    'rfc9113-6.8-5',
    (sight) => sight.type === 'GOAWAY' && uint32(sight.frame.payload, 0) === 0x7ffffffe
  ],
  [
    'second GOAWAY',
    'refuses a second GOAWAY',
    'rfc9113-6.8-5',
    (sight) => sight.type === 'GOAWAY' && sight.before.length > 0
  ],
  [
    'reserved bit of increment',
    'refuses WINDOW_UPDATE with the reserved bit of its increment',
    'rfc9113-4.1-4',
    (sight) => sight.type === 'WINDOW_UPDATE' && ((sight.frame.payload[0] ?? 0) & 0x80) !== 0
  ],
  [
    'largest window by SETTINGS',
    'refuses a SETTINGS_INITIAL_WINDOW_SIZE that makes a window 2^31-1',
    'rfc9113-6.9.2-3',
    ({ settings, granted }) =>
      [...granted.values()].some((octets) => octets + (settings.INITIAL_WINDOW_SIZE ?? 0) === 0x7fffffff)
  ],
  [
    'second CONTINUATION',
    'refuses a field block in three frames',
    'rfc9113-6.10+1',
    (sight) => sight.type === 'CONTINUATION' && sight.last?.type === 9
  ],
  [
    'HEADERS without fragment',
    'refuses HEADERS without a fragment before CONTINUATION',
    'rfc9113-6.10+1',
    (sight) => sight.type === 'CONTINUATION' && sight.last?.type === 1 && sight.last.payload.length === 0
  ],

  // 8.1

  // 8.2, 8.3
  [
    'SP inside value',
    'refuses SP inside a field value',
    'rfc9113-8.2.1-5',
    anyValue((value) => /\S \S/.test(value))
  ],
  [
    'delimiters in value',
    'refuses delimiters in a field value',
    'rfc9113-8.2.1-5',
    anyValue(
      (value, name) =>
        /["(),/:;<=>?@[\\\]{}].*["(),/:;<=>?@[\\\]{}].*[{}]/.test(value) && !name.startsWith(':')
    )
  ],
  [
    'query',
    'refuses a query in :path',
    'rfc9113-8.3.1-12',
    hasField(':path', (value) => value.includes('?'))
  ],
  [
    'order of pseudo-header fields',
    'refuses a request whose first field is not :method',
    'rfc9113-8.3.1-12',
    ({ fields, state }) =>
      state === 'idle' && fields !== undefined && fields.length > 0 && fields[0]?.name !== ':method'
  ],
  [
    'another authority',
    'refuses a request for another authority than the one before',
    'rfc9113-9.1.1-1',
    hasField(':authority', (value) => !value.includes('zyphos') && !value.includes('localhost'))
  ],

  // RFC 7541

  // RFC 8441 and 9218
  [
    'change of SETTINGS_NO_RFC7540_PRIORITIES',
    'takes a later SETTINGS_NO_RFC7540_PRIORITIES of 0 for an error of framing',
    'rfc9218-2.1-5',
    (sight) => sight.before.length > 0 && sight.settings.NO_RFC7540_PRIORITIES === 0,
    'FRAME_SIZE_ERROR'
  ],
  [
    'PRIORITY_UPDATE that does not parse',
    'refuses PRIORITY_UPDATE that does not parse, with FRAME_SIZE_ERROR',
    'rfc9218-7-1',
    (sight) => sight.type === 'PRIORITY_UPDATE' && sight.frame.payload.includes(0x3b),
    'FRAME_SIZE_ERROR'
  ],
  [':protocol', 'refuses :protocol', 'rfc8441-4-1', hasField(':protocol', () => true)],
  [
    'WebSocket without key',
    'refuses a WebSocket without Sec-WebSocket-Key',
    'rfc8441-5+1',
    ({ fields }) =>
      valueOf(fields, 'sec-websocket-version') !== undefined &&
      valueOf(fields, 'sec-websocket-key') === undefined
  ],
  [
    'RST_STREAM in tunnel',
    'takes RST_STREAM on an open stream for an error',
    'rfc8441-5+2',
    isFrame('RST_STREAM', 'open')
  ],
  ['Priority field', 'refuses the Priority field', 'rfc9218-2.1.1-4', hasField('priority', () => true)],
  [
    'second Priority field',
    'refuses a second Priority field',
    'rfc9218-2.1.1-4',
    ({ fields }) => (fields?.filter(({ name }) => name === 'priority').length ?? 0) > 1
  ],
  [
    'empty Priority field',
    'refuses an empty Priority field',
    'rfc9218-5+1',
    hasField('priority', (value) => value === '')
  ],
  ['PRIORITY_UPDATE', 'refuses PRIORITY_UPDATE', 'rfc9218-7-2', ({ type }) => type === 'PRIORITY_UPDATE'],
  [
    'second PRIORITY_UPDATE',
    'refuses a second PRIORITY_UPDATE',
    'rfc9218-7-2',
    (sight) => sight.type === 'PRIORITY_UPDATE' && sight.before.length > 0
  ],
  [
    'PRIORITY_UPDATE without parameters',
    'refuses PRIORITY_UPDATE without parameters',
    'rfc9218-4-2',
    (sight) => sight.type === 'PRIORITY_UPDATE' && sight.frame.payload.length === 4
  ],
  [
    'incremental PRIORITY_UPDATE',
    'refuses PRIORITY_UPDATE with the parameter "i"',
    'rfc9218-4-2',
    (sight) => sight.type === 'PRIORITY_UPDATE' && sight.frame.payload.includes(0x69)
  ],
  [
    'repeated urgency',
    'refuses PRIORITY_UPDATE with its urgency twice',
    'rfc9218-4-2',
    (sight) =>
      sight.type === 'PRIORITY_UPDATE' &&
      sight.frame.payload.slice(4).filter((octet) => octet === 0x75).length > 1
  ]
]

/** Servers that end the connection at something lawful, or with an error that it does not call for. */
export const refusing: readonly Saboteur[] = rows.map(
  ([name, does, requirement, when, code = 'PROTOCOL_ERROR']) => ({
    name: `refuses ${name}`,
    does,
    requirements: [requirement],
    begin(role) {
      const watch = new Watch(role)
      return {
        incoming: (frame, now) => (when(watch.incoming(frame, now)) ? ERROR_CODES[code] : [frame]),
        outgoing: (frame) => {
          watch.outgoing(frame)
          return [frame]
        }
      }
    }
  })
)
