import { malformed } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { refusedConnect } from '../http2/refused-connect.ts'
import { offence } from '../http2/server-case.ts'

const request = (block: readonly FieldLine[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream: 1,
  block,
  endStream: true
})
const connect = (...fields: FieldLine[]) => request([[':method', 'CONNECT'], ...fields])

const SCHEME: FieldLine = [':scheme', '{scheme}']
const AUTHORITY: FieldLine = [':authority', '{authority}']
const PATH: FieldLine = [':path', '{path}']

const malformedConnects: readonly (readonly [
  id: string,
  title: string,
  requirements: readonly string[],
  fields: readonly FieldLine[]
])[] = [
  ['with-scheme', 'CONNECT with :scheme', ['rfc9113-8.5-1'], [SCHEME, AUTHORITY]],
  ['with-path', 'CONNECT with :path', ['rfc9113-8.5-1'], [AUTHORITY, PATH]],
  ['without-authority', 'CONNECT without :authority', ['rfc9113-8.5+1'], []],
  [
    'without-authority-with-host',
    'CONNECT with Host for :authority',
    ['rfc9113-8.5+1'],
    [['host', '{authority}']]
  ],
  [
    'without-port',
    'CONNECT with an :authority without port',
    ['rfc9113-8.5+1'],
    [[':authority', 'localhost']]
  ],
  [
    'with-userinfo',
    'CONNECT with a user name in :authority',
    ['rfc9113-8.5+1'],
    [[':authority', 'user@{authority}']]
  ]
]

export const cases = [
  offence({
    id: 'http2/connect-with-scheme-and-path',
    title: 'CONNECT with :scheme and :path',
    requirements: ['rfc9113-8.5-1', 'rfc9113-8.1.1-3'],
    control: request([[':method', 'GET'], SCHEME, AUTHORITY, PATH]),
    probe: request([[':method', 'CONNECT'], SCHEME, AUTHORITY, PATH]),
    expect: malformed(1)
  }),
  ...malformedConnects.map(([id, title, requirements, fields]) =>
    offence({
      id: `http2/connect-${id}`,
      title,
      requirements: [...requirements, 'rfc9113-8.1.1-3'],
      needs: ['connect'],
      control: connect(AUTHORITY),
      probe: connect(...fields),
      ...refusedConnect()
    })
  )
]
