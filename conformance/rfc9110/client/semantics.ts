import { accepted, refused, shown } from '../../../lab/http1/client-expectation.ts'
import { CONTENT, finished, lines } from '../../../lab/http1/steps-client.ts'
import { offence, tolerance } from '../../http1/client-case.ts'

const OK = 'HTTP/1.1 200 OK'
const LENGTH = `Content-Length: ${CONTENT.length}`
const final = lines(OK, LENGTH)
const interim = (status: string, ...fields: string[]): string =>
  [`HTTP/1.1 ${status}`, ...fields, '', ''].join('\r\n')

/** RFC 9110: what a response may hold, and what comes before the final one. */
export const clientSemantics = [
  ...(
    [
      [
        'media-type-with-parameters',
        'A media type with parameters',
        'rfc9110-8.3.1-1',
        'Content-Type: text/plain; charset="utf-8"; zyphos=1'
      ],
      [
        'several-languages',
        'Content-Language with several languages',
        'rfc9110-8.5-1',
        'Content-Language: en, de'
      ],
      [
        'language-of-octets',
        'Content-Language beside a media type that is no text',
        'rfc9110-8.5-2',
        'Content-Type: application/octet-stream\r\nContent-Language: en'
      ],
      ['server-field', 'Server, with a comment', 'rfc9110-10.2.4-1', 'Server: zyphos/1.0 (a \\(test\\))'],
      ['via-with-comment', 'Via with a comment', 'rfc9110-7.6.3-5', 'Via: 1.1 zyphos (a test)'],
      [
        'challenge-with-200',
        'WWW-Authenticate in a 200 response',
        'rfc9110-11.6.1-2',
        'WWW-Authenticate: Zyphos realm="test"'
      ],
      [
        'upgrade-in-response',
        'Upgrade in a 200 response',
        'rfc9110-7.8-8',
        'Connection: upgrade\r\nUpgrade: zyphos/1'
      ]
    ] as const
  ).map(([id, title, requirement, line]) =>
    tolerance({
      id,
      title,
      requirements: [requirement],
      control: lines(OK, 'X-Name: 1', LENGTH),
      probe: lines(OK, line, LENGTH),
      then: finished,
      expect: shown(CONTENT)
    })
  ),
  ...(
    [
      [
        'continue-unasked',
        'A 100 response that nobody asked for',
        ['rfc9110-15.2-3', 'rfc9110-15.2-2'],
        interim('100 Continue')
      ],
      [
        'early-hints',
        'A 103 response with fields',
        ['rfc9110-15.2-2'],
        interim('103 Early Hints', 'Link: </style>; rel=preload')
      ],
      [
        'unknown-informational',
        'An unknown status of class 1',
        ['rfc9110-15.2-2', 'rfc9110-15-1'],
        interim('199 Odd')
      ],
      [
        'several-informational',
        'Three informational responses in a row',
        ['rfc9110-15.2-2'],
        interim('100 Continue') + interim('102 Processing') + interim('103 Early Hints')
      ],
      [
        'informational-with-length',
        'A 103 response with Content-Length has no content all the same',
        ['rfc9110-15.2-2'],
        interim('103 Early Hints', LENGTH)
      ]
    ] as const
  ).map(([id, title, requirements, before]) =>
    tolerance({ id, title, requirements, control: final, probe: `${before}${final}`, expect: shown(CONTENT) })
  ),
  tolerance({
    id: 'content-type-absent',
    title: 'Content without Content-Type',
    requirements: ['rfc9110-2.4-1'],
    control: lines(OK, 'Content-Type: text/plain', LENGTH),
    probe: lines(OK, 'X-Name: text/plain', LENGTH),
    expect: accepted()
  }),
  offence({
    id: 'no-http',
    title: 'An answer that is no HTTP',
    requirements: ['rfc9110-2.3-1'],
    control: final,
    probe: `SSH-2.0-zyphos\r\n${LENGTH}\r\n\r\n${CONTENT.slice(0, 6)}`,
    then: finished,
    expect: refused()
  })
]
