import type { FieldLine } from '../../impl/application.ts'
import { ERROR_CODES, FLAGS, FRAME_TYPES, type ErrorName, type SettingName } from '../http2/registry.ts'
import { uint32 } from '../http2/split.ts'
import type { Saboteur } from './saboteur.ts'
import { Watch, type Sight } from './sight.ts'

type When = (sight: Sight) => boolean
type Row = readonly [name: string, requirement: string, when: When, then?: ErrorName | 'breaks down']

const flagged = ({ frame }: Sight, flag: number): boolean => (frame.flags & flag) !== 0
const statusOf = (fields: readonly FieldLine[] | undefined): string | undefined =>
  fields?.find(({ name }) => name === ':status')?.value
const hasStatus =
  (test: (status: string, sight: Sight) => boolean): When =>
  (sight) => {
    const status = statusOf(sight.fields)
    return status !== undefined && test(status, sight)
  }
const sets =
  (name: SettingName, test: (value: number, sight: Sight) => boolean): When =>
  (sight) => {
    const value = sight.settings[name]
    return value !== undefined && test(value, sight)
  }
const isGoaway = (test: (last: number, code: number, sight: Sight) => boolean): When => {
  return (sight) =>
    sight.type === 'GOAWAY' && test(uint32(sight.frame.payload, 0), uint32(sight.frame.payload, 4), sight)
}
/** The n-th frame of the kind, from 1. */
const nth = (type: Sight['type'], n: number): When => {
  return (sight) => sight.type === type && sight.before.length + 1 >= n
}
const begins =
  (...octets: readonly number[]): When =>
  ({ block }) =>
    block !== undefined && octets.every((octet, at) => block[at] === octet)

/** What a client might take for an error, and what it does then: PROTOCOL_ERROR of the connection unless said otherwise. */
const rows: readonly Row[] = [
  // RFC 9113, 3.4 to 6.1
  [
    'a response before its SETTINGS are acknowledged',
    'rfc9113-6.5.3-5',
    (sight) => sight.type === 'HEADERS' && !sight.acknowledged,
    'FRAME_SIZE_ERROR'
  ],
  [
    'DATA on an ended stream',
    'rfc9113-5.1-10',
    (s) => s.type === 'DATA' && s.state === 'ended',
    'FRAME_SIZE_ERROR'
  ],
  [
    'HEADERS on an ended stream',
    'rfc9113-5.1-10',
    (s) => s.type === 'HEADERS' && s.state === 'ended',
    'FRAME_SIZE_ERROR'
  ],
  [
    'a second RST_STREAM',
    'rfc9113-5.4.2-3',
    (sight) => sight.type === 'RST_STREAM' && sight.before.length > 0
  ],
  [
    'RST_STREAM behind a response',
    'cve-2023-35945',
    (sight) => sight.type === 'RST_STREAM' && sight.last?.type === FRAME_TYPES.DATA
  ],
  [
    'WINDOW_UPDATE for what it has sent',
    'rfc9113-6.9-4',
    (sight) => sight.type === 'WINDOW_UPDATE' && sight.frame.stream !== 0 && sight.said
  ],
  [
    'content beyond its window',
    'rfc9113-6.9-2',
    (sight) => sight.type === 'DATA' && (sight.received.get(sight.frame.stream) ?? 0) > 66_000,
    'FRAME_SIZE_ERROR'
  ],
  [
    'content of 4,112 octets of padding',
    'rfc9113-6.1+1',
    (sight) => sight.type === 'DATA' && flagged(sight, FLAGS.PADDED) && sight.before.length > 16
  ],

  // 6.5
  [
    'SETTINGS_MAX_HEADER_LIST_SIZE of 1',
    'rfc9113-6.5-2',
    sets('MAX_HEADER_LIST_SIZE', (value) => value === 1)
  ],
  [
    'SETTINGS with six settings',
    'rfc9113-6.5-2',
    (sight) => sight.type === 'SETTINGS' && sight.frame.payload.length === 36
  ],
  [
    'SETTINGS_HEADER_TABLE_SIZE before a response',
    'rfc7541-4.2-1',
    sets('HEADER_TABLE_SIZE', (value) => value === 100)
  ],
  [
    'a later SETTINGS_NO_RFC7540_PRIORITIES of 1',
    'rfc9218-2.1-5',
    sets('NO_RFC7540_PRIORITIES', (value, { before }) => value === 1 && before.length > 0),
    'FRAME_SIZE_ERROR'
  ],

  // 6.6
  ['PUSH_PROMISE', 'rfc9113-6.6-12', (sight) => sight.type === 'PUSH_PROMISE'],
  [
    'a promise with padding other than zeros',
    'rfc9113-6.6-3',
    (sight) =>
      sight.type === 'PUSH_PROMISE' && flagged(sight, FLAGS.PADDED) && sight.frame.payload.at(-1) !== 0,
    'FRAME_SIZE_ERROR'
  ],
  [
    'a promise on an ended stream',
    'rfc9113-6.6-11',
    (sight) => sight.type === 'PUSH_PROMISE' && sight.state === 'ended',
    'FRAME_SIZE_ERROR'
  ],

  // 6.8
  ['GOAWAY', 'rfc9113-6.8+2', isGoaway(() => true)],
  ['GOAWAY with stream 2^31-1', 'rfc9113-6.8+2', isGoaway((last) => last === 0x7fffffff)],
  ['an error after GOAWAY', 'rfc9113-5.4-3', isGoaway((_, code) => code !== 0), 'breaks down'],

  // 8.1
  ['status 103', 'rfc9113-8.1-1', hasStatus((status) => status === '103')],
  ['status 100', 'rfc9113-8.1-1', hasStatus((status) => status === '100')],
  ['an unknown interim status', 'rfc9113-8.1-1', hasStatus((status) => status === '199')],
  [
    'a second interim response',
    'rfc9113-8.1-1',
    hasStatus((status, { before }) => status === '102' && before.length > 0)
  ],
  ['status 101', 'rfc9113-8.6+1', hasStatus((status) => status === '101'), 'FRAME_SIZE_ERROR'],
  [
    'a Priority field with what it does not know',
    'rfc9218-4-2',
    ({ fields }) =>
      fields?.some(({ name, value }) => name === 'priority' && value.includes('zyphos')) ?? false
  ],

  [
    'Sec-WebSocket-Accept',
    'rfc8441-5+1',
    ({ fields }) => fields?.some(({ name }) => name === 'sec-websocket-accept') ?? false
  ],

  // RFC 7541: representations
  ['an indexed status other than 200', 'rfc7541-2.3.1+1', begins(0x8d)],
  ['a status that is never indexed', 'rfc7541-6.2.2+1', begins(0x18)],
  ['the last static entry', 'rfc7541-2.3.1+1', ({ block }) => block?.length === 2 && block[1] === 0xbd],
  [
    'a static entry in the dynamic table',
    'rfc7541-2.3.2+1',
    ({ block }) => block !== undefined && block[1] === 0x7d
  ],
  [
    'a name from the dynamic table',
    'rfc7541-2.3.3+1',
    ({ block }) => block !== undefined && block[2] === 0x0f && block[3] === 0x2f
  ],
  [
    'an entry as large as the table',
    'rfc7541-4.1+1',
    ({ block, fields }) =>
      block !== undefined && (fields?.some(({ value }) => value.length === 4063) ?? false)
  ],

  // 10.5
  ['1,000 PING frames', 'cve-2019-9512', nth('PING', 200), 'breaks down'],
  ['1,000 SETTINGS frames', 'cve-2019-9515', nth('SETTINGS', 200), 'breaks down'],
  ['1,000 DATA frames', 'cve-2019-9518', nth('DATA', 200), 'breaks down'],
  [
    'a SETTINGS frame of 10,000 octets',
    'cve-2020-11080',
    (sight) => sight.type === 'SETTINGS' && sight.frame.payload.length > 10_000,
    'breaks down'
  ],
  ['a field block of many frames', 'cve-2024-27316', nth('CONTINUATION', 200), 'breaks down'],
  ['1,000 empty CONTINUATION frames', 'cve-2022-41723', nth('CONTINUATION', 200), 'breaks down'],
  [
    'a promise of many field lines',
    'cve-2024-2398',
    (sight) =>
      sight.type === 'CONTINUATION' && sight.before.length > 30 && sight.last?.type !== FRAME_TYPES.HEADERS,
    'breaks down'
  ]
]

/** Clients that end the connection at something lawful, with an error that it does not call for, or break down. */
export const clientRefusing: readonly Saboteur[] = rows.map(([name, requirement, when, then]): Saboteur => {
  const does = then === 'breaks down' ? 'breaks down at' : 'refuses'
  return {
    name: `${does} ${name}`,
    does: `${does} ${name}`,
    requirements: [requirement],
    begin(role) {
      const watch = new Watch(role)
      return {
        incoming(frame, now) {
          if (!when(watch.incoming(frame, now))) return [frame]
          return then === 'breaks down' ? then : ERROR_CODES[then ?? 'PROTOCOL_ERROR']
        },
        outgoing(frame) {
          watch.outgoing(frame)
          return [frame]
        }
      }
    }
  }
})
