import { accepted, anyOf, connectionError, malformed, that } from '../../lab/http2/expectation.ts'
import type { FieldLine, FrameOf } from '../../lab/http2/message.ts'
import { codeIn, codeTextIn } from '../../lab/http2/reading.ts'
import { REQUEST } from '../../lab/http2/steps.ts'
import { conforms, inconclusive, violates } from '../../lab/verdict.ts'
import { offence, obligation, tolerance } from '../http2/server-case.ts'
import { ask, understood, untilShown } from '../http2/understood.ts'

const request = (block: readonly FieldLine[]): FrameOf<'HEADERS'> => ({
  frame: 'HEADERS',
  stream: 1,
  block,
  endStream: true
})
/** The request with one pseudo-header field changed, or left out. */
const but = (name: string, value?: string): FrameOf<'HEADERS'> =>
  request(
    REQUEST.flatMap((field): FieldLine[] =>
      field[0] !== name ? [field] : value === undefined ? [] : [[name, value]]
    )
  )
const withoutAuthority = REQUEST.filter(([name]) => name !== ':authority')
const options = (path: string) => request([[':method', 'OPTIONS'], ...REQUEST.slice(1, 3), [':path', path]])

type Row = readonly [id: string, title: string, name: string, value: string, why: string]

/** What the request is for is told by :authority; which of two names that mean the same was used shows in its letters. */
const ofAuthority = (authority: string, host: string) =>
  understood(`a request for ${authority}`, 1, (content, entry) => {
    if (content.includes(authority)) return conforms('exact', `the application got ${authority}`, [entry])
    return content.includes(host)
      ? violates(`the application got ${host}, which is of Host`, [entry])
      : inconclusive('the response shows neither', [entry])
  })

const PATH = 'It holds an absolute path and perhaps a query, by the grammar of URIs.'
const TOKEN = 'A method is a token (RFC 9110, section 9.1).'
const SCHEME = 'A scheme is a letter and then letters, digits, "+", "-" and "." (RFC 3986, section 3.1).'
const AUTHORITY = 'It holds a host and perhaps a port, by the grammar of URIs.'
const USERINFO =
  'Who makes a request MUST leave userinfo out; no sentence says what becomes of one that has it.'
const NEVER = 'NUL, LF and CR are in no field value, whichever field it is.'

/** Values that the grammar of what they hold excludes, and nothing else: docs/decisions/0005 says why that is a SHOULD. */
const ungrammatical: readonly Row[] = [
  ['path-relative', 'a :path that does not begin with a slash', ':path', 'index.html', PATH],
  ['path-absolute-uri', 'a whole URI in :path', ':path', '{scheme}://{authority}{path}', PATH],
  ['path-asterisk-of-get', 'a :path of "*" in a GET request', ':path', '*', PATH],
  ['path-question-mark-only', 'a :path that begins with its query', ':path', '?a=b', PATH],
  ['path-with-space', 'a :path with SP', ':path', '{path} HTTP/1.1', PATH],
  ['path-with-fragment', 'a :path with a fragment', ':path', '{path}#a', PATH],
  ['path-with-htab', 'a :path with HTAB', ':path', '{path}\tx', PATH],
  ['method-without-octets', 'an empty :method', ':method', '', TOKEN],
  ['method-with-space', 'a :method with SP', ':method', 'GET /', TOKEN],
  ['method-with-delimiter', 'a :method with a delimiter', ':method', 'GET(', TOKEN],
  ['scheme-without-octets', 'an empty :scheme', ':scheme', '', SCHEME],
  ['scheme-with-colon', 'a :scheme with a colon and slashes', ':scheme', '{scheme}://', SCHEME],
  ['scheme-with-space', 'a :scheme with SP', ':scheme', 'ht tp', SCHEME],
  ['scheme-with-digit-first', 'a :scheme that begins with a digit', ':scheme', '1http', SCHEME],
  ['authority-with-space', 'an :authority with SP', ':authority', '{authority} x', AUTHORITY],
  ['authority-with-slash', 'an :authority with a path', ':authority', '{authority}/x', AUTHORITY]
]

/** Octets that no field value has, pseudo-header fields included. */
const prohibited: readonly Row[] = [
  ['path-with-nul', 'a :path with NUL', ':path', '{path}\0', NEVER],
  ['path-with-lf', 'a :path with LF', ':path', '{path}\nx: y', NEVER],
  ['path-with-cr', 'a :path with CR', ':path', '{path}\rx', NEVER],
  ['method-with-lf', 'a :method with LF', ':method', 'GET\n', NEVER],
  ['method-with-nul', 'a :method with NUL', ':method', 'GET\0', NEVER],
  ['authority-with-lf', 'an :authority with LF', ':authority', '{authority}\nx: y', NEVER],
  ['authority-with-nul', 'an :authority with NUL', ':authority', '{authority}\0', NEVER]
]

export const cases = [
  ...[':method', ':scheme', ':path'].map((name) =>
    offence({
      id: `http2/${name.slice(1)}-missing`,
      title: `a request without ${name}`,
      requirements: ['rfc9113-8.3.1-12', 'rfc9113-8.1.1-3'],
      control: request(REQUEST),
      probe: but(name),
      expect: malformed(1)
    })
  ),
  offence({
    id: 'http2/pseudo-header-fields-missing',
    title: 'a request without any pseudo-header field',
    requirements: ['rfc9113-8.3.1-12', 'rfc9113-8.1.1-3'],
    control: request([...REQUEST, ['x-name', 'value']]),
    probe: request([['x-name', 'value']]),
    expect: malformed(1)
  }),
  offence({
    id: 'http2/request-without-field-lines',
    title: 'a request with an empty field block',
    requirements: ['rfc9113-8.3.1-12', 'rfc9113-8.1.1-3'],
    control: request(REQUEST),
    probe: request([]),
    expect: anyOf(malformed(1), connectionError('FRAME_SIZE_ERROR')),
    why: 'A frame without any field block may also be found too small for what it must hold (section 4.2).'
  }),
  offence({
    id: 'http2/path-without-octets',
    title: 'a request with an empty :path',
    requirements: ['rfc9113-8.3.1-10', 'rfc9113-8.3-4'],
    control: request(REQUEST),
    probe: but(':path', ''),
    expect: malformed(1)
  }),
  offence({
    id: 'http2/authority-with-userinfo',
    title: 'an :authority with a user name',
    requirements: ['rfc9113-8.3.1+1'],
    control: request(REQUEST),
    probe: but(':authority', 'user@{authority}'),
    expect: malformed(1),
    why: USERINFO
  }),
  offence({
    id: 'http2/authority-with-userinfo-and-password',
    title: 'an :authority with a user name and a password',
    requirements: ['rfc9113-8.3.1+1'],
    control: request(REQUEST),
    probe: but(':authority', 'user:word@{authority}'),
    expect: malformed(1),
    why: USERINFO
  }),
  ...[
    ...prohibited.map((row) => [['rfc9113-8.2.1-7', 'rfc9113-8.2.1-5'], row] as const),
    ...ungrammatical.map((row) => [['rfc9113-8.3.1+1'], row] as const)
  ].map(([requirements, [id, title, name, value, why]]) =>
    offence({
      id: `http2/${id}`,
      title,
      requirements,
      control: request(REQUEST),
      probe: but(name, value),
      expect: malformed(1),
      why
    })
  ),
  offence({
    id: 'http2/host-other-than-authority',
    title: 'a Host field that names another host than :authority',
    requirements: ['rfc9113-8.3.1-4'],
    control: request([...REQUEST, ['x-host', 'other.example']]),
    probe: request([...REQUEST, ['host', 'other.example']]),
    expect: malformed(1)
  }),
  tolerance({
    id: 'http2/host-equal-to-authority',
    title: 'a Host field equal to :authority',
    requirements: ['rfc9113-8.3.1-8', 'rfc9113-8.3.1-4'],
    control: request([...REQUEST, ['x-host', '{authority}']]),
    probe: request([...REQUEST, ['host', '{authority}']]),
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/host-without-authority',
    title: 'a Host field and no :authority, as in a request that was HTTP/1.1 before',
    requirements: ['rfc9113-8.3.1-12'],
    control: request([...withoutAuthority, [':authority', '{authority}']]),
    probe: request([...withoutAuthority, ['host', '{authority}']]),
    expect: accepted(1),
    why: 'The authority is not among the mandatory pseudo-header fields.'
  }),
  tolerance({
    id: 'http2/options-asterisk',
    title: 'OPTIONS for the whole server, with a :path of "*"',
    requirements: ['rfc9113-8.3.1-11'],
    control: options('{path}'),
    probe: options('*'),
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/path-with-query',
    title: 'a :path with a query, its question mark and slash included',
    requirements: ['rfc9113-8.3.1-12'],
    control: request(REQUEST),
    probe: but(':path', '{path}?a=b&c=/?%20'),
    expect: accepted(1)
  }),
  tolerance({
    id: 'http2/pseudo-header-fields-in-another-order',
    title: 'the pseudo-header fields in another order',
    requirements: ['rfc9113-8.3.1-12'],
    control: request(REQUEST),
    probe: request([...REQUEST.slice(1), ...REQUEST.slice(0, 1)]),
    expect: accepted(1),
    why: 'No order among pseudo-header fields is prescribed.'
  }),
  obligation({
    id: 'http2/host-used-beside-authority',
    title: 'Host that names the :authority in capital letters',
    requirements: ['rfc9113-8.3.1-1'],
    needs: ['echo'],
    control: ask(1, [], 'zyphos.test'),
    probe: ask(1, [['host', 'ZYPHOS.TEST']], 'zyphos.test'),
    then: untilShown(1),
    expect: ofAuthority('zyphos.test', 'ZYPHOS.TEST'),
    why: 'Names of hosts that differ in case are the same, so that the request is well-formed, and its answer tells them apart.'
  }),
  tolerance({
    id: 'http2/host-in-other-case-than-authority',
    title: 'a Host field that differs from :authority in letter case only',
    requirements: ['rfc9113-8.3.1-4'],
    control: request([...withoutAuthority, [':authority', 'host.example'], ['x-host', 'HOST.example']]),
    probe: request([...withoutAuthority, [':authority', 'host.example'], ['host', 'HOST.example']]),
    expect: accepted(1),
    why: 'Hosts are compared without regard to case (RFC 3986, section 6.2.2.1).'
  }),
  tolerance({
    id: 'http2/method-that-is-unknown',
    title: 'a :method that no specification defines',
    requirements: ['rfc9113-8.3.1-12'],
    control: request(REQUEST),
    probe: but(':method', 'ZYPHOS'),
    expect: that('a response, whatever its status', (view) => {
      const response = view.response(1)
      const reset = view.resets(1).find(({ frame }) => codeIn(frame) !== 0)
      const end = view.goaways.find(({ frame }) => codeIn(frame) !== 0)
      if (response !== undefined)
        return conforms('exact', `answered with status ${response.status}`, [response.event.entry])
      const error = reset ?? end
      if (error === undefined) return inconclusive('no answer to the request')
      return codeIn(error.frame) === 1
        ? violates('found malformed: PROTOCOL_ERROR, without a response', [error.entry])
        : inconclusive(`refused with ${codeTextIn(error.frame)}`, [error.entry])
    }),
    why: 'Any token is a valid method; one that is not known is answered by a status.'
  })
]
