// Over 300 lines: one table, each entry about a sentence or two of the specifications.
import type { Invariant } from '../../../lab/invariant.ts'
import { membersOf, valuesOf, type WireMessage } from '../../../lab/http1/wire-message.ts'
import { onRequests } from './on-requests.ts'

const FIELD_LINE =
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ \t]*(?:[!-~\x80-\xff](?:[ \t!-~\x80-\xff]*[!-~\x80-\xff])?)?[ \t]*$/
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP\/\d\.\d$/
const IMF_FIXDATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
/** Fields with a date as their value. */
const DATES = ['Date', 'If-Modified-Since', 'If-Unmodified-Since']
/** Fields that are lists, and may be repeated. */
const LISTS = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Accept-Language',
  'Cache-Control',
  'Connection',
  'Content-Encoding',
  'Content-Language',
  'Expect',
  'If-Match',
  'If-None-Match',
  'Pragma',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Via'
]
/** Fields that are no lists. */
const SINGLE = [
  'Authorization',
  'Content-Length',
  'Content-Type',
  'Date',
  'From',
  'Host',
  'If-Modified-Since',
  'If-Range',
  'If-Unmodified-Since',
  'Max-Forwards',
  'Range',
  'Referer',
  'User-Agent'
]
/** Fields that are for the connection, and are named in Connection. */
const HOP = ['TE', 'Upgrade']

const has = (message: WireMessage, name: string): boolean => valuesOf(message, name).length > 0
const hasContent = (message: WireMessage): boolean =>
  message.framing === 'chunked' ||
  (message.framing === 'length' && Number(valuesOf(message, 'content-length')[0]) > 0)
const said = (message: WireMessage): string => `"${message.start.text.slice(0, 60)}"`

/** What every request of a client is held to. */
export const requestInvariants: readonly Invariant[] = [
  onRequests(
    'request-without-host',
    'A request without Host',
    ['rfc9112-3.2-3', 'rfc9110-7.2-1'],
    (request) =>
      request.version.minor === 0 ? null : has(request, 'host') ? undefined : `${said(request)} has no Host`
  ),
  onRequests('host-not-first', 'Host behind other fields', ['rfc9110-7.2-2'], (request) =>
    !has(request, 'host')
      ? null
      : request.fields[0]?.name.toLowerCase() === 'host'
        ? undefined
        : `${request.fields[0]?.name} stands before Host`
  ),
  onRequests(
    'host-of-another-authority',
    'A Host that is not the authority of the URL',
    ['rfc9112-3.2-4', 'rfc9110-4.2-8'],
    (request) => {
      const [host] = valuesOf(request, 'host')
      if (host === undefined) return null
      return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host)
        ? undefined
        : `Host is "${host.slice(0, 60)}"`
    }
  ),
  onRequests(
    'request-target-of-other-form',
    'A request-target that is not path and query',
    ['rfc9112-3.2-7', 'rfc9112-3.2-8', 'rfc9110-4.2-1', 'rfc9110-4.2-3', 'rfc9110-7.1-1'],
    ({ method, target = '' }) =>
      method === 'CONNECT' || method === 'OPTIONS'
        ? null
        : /^\/[^#]*$/.test(target)
          ? undefined
          : `the request-target is "${target.slice(0, 60)}"`
  ),
  onRequests(
    'request-line-malformed',
    'A request-line that is none of the grammar',
    ['rfc9110-2.2-1', 'rfc9110-5.6.3-2'],
    ({ start: { text } }) => (REQUEST_LINE.test(text) ? undefined : JSON.stringify(text.slice(0, 80)))
  ),
  onRequests(
    'field-line-malformed',
    'A field line that is none of the grammar',
    ['rfc9110-2.2-1', 'rfc9110-5.6.3-4'],
    ({ lines }) => {
      const wrong = lines.find(({ text }) => !/^[ \t]/.test(text) && !FIELD_LINE.test(text))
      return wrong && JSON.stringify(wrong.text.slice(0, 80))
    }
  ),
  onRequests('field-value-folded', 'A field value over several lines', ['rfc9112-5.2-1'], ({ lines }) => {
    const fold = lines.slice(1).find(({ text }) => /^[ \t]/.test(text))
    return fold && JSON.stringify(fold.text.slice(0, 80))
  }),
  onRequests(
    'whitespace-before-first-field-sent',
    'Whitespace between request-line and first field',
    ['rfc9112-2.2-8'],
    ({ lines: [first] }) =>
      first !== undefined && /^[ \t]/.test(first.text) ? JSON.stringify(first.text.slice(0, 80)) : undefined
  ),
  onRequests(
    'several-spaces-before-value',
    'More than one space before a field value',
    ['rfc9110-5.6.3-1'],
    ({ lines }) => {
      const wide = lines.find(({ text }) => /^[^:]+:(?:[ \t]{2,}|\t)\S/.test(text))
      return wide && JSON.stringify(wide.text.slice(0, 80))
    }
  ),
  onRequests('bare-cr-sent', 'A CR without LF', ['rfc9112-2.2-3'], ({ start, lines }) => {
    const bare = [start, ...lines].find(({ text }) => text.includes('\r'))
    return bare && JSON.stringify(bare.text.slice(0, 80))
  }),
  onRequests(
    'line-end-without-cr-sent',
    'A line that ends with LF alone',
    ['rfc9110-2.2-1'],
    ({ start, lines }) => {
      const bare = [start, ...lines].find(({ ending }) => ending === '\n')
      return bare && JSON.stringify(bare.text.slice(0, 80))
    }
  ),
  onRequests(
    'empty-line-before-request',
    'An additional line end before or behind a request',
    ['rfc9112-2.2-5'],
    (request) => (request.before > 0 ? `${request.before} line ends before ${said(request)}` : undefined)
  ),
  onRequests(
    'length-beside-coding-sent',
    'Content-Length beside Transfer-Encoding',
    ['rfc9112-6.2-1'],
    (request) =>
      has(request, 'transfer-encoding') && has(request, 'content-length') ? said(request) : undefined
  ),
  onRequests(
    'chunked-not-last-sent',
    'Transfer codings whose last is not chunked',
    ['rfc9112-6.1-3'],
    (request) => {
      const codings = membersOf(request, 'transfer-encoding')
      return codings.length === 0 ? null : codings.at(-1) === 'chunked' ? undefined : codings.join(', ')
    }
  ),
  onRequests('chunked-twice-sent', 'Content chunked twice', ['rfc9112-6.1-2'], (request) => {
    const codings = membersOf(request, 'transfer-encoding')
    return codings.length === 0
      ? null
      : codings.filter((coding) => coding === 'chunked').length > 1
        ? codings.join(', ')
        : undefined
  }),
  onRequests('chunked-in-te', 'TE with chunked', ['rfc9112-7.4-1'], (request) =>
    !has(request, 'te')
      ? null
      : membersOf(request, 'te').some((member) => /^chunked\b/.test(member))
        ? said(request)
        : undefined
  ),
  onRequests(
    'option-not-named',
    'TE or Upgrade that Connection does not name',
    ['rfc9112-7.4-3', 'rfc9110-10.1.4-1', 'rfc9110-7.6.1-1', 'rfc9110-7.8-10'],
    (request) => {
      const sent = HOP.filter((name) => has(request, name))
      const named = membersOf(request, 'connection')
      const missing = sent.find((name) => !named.includes(name.toLowerCase()))
      return sent.length === 0 ? null : missing && `Connection does not name ${missing}`
    }
  ),
  onRequests(
    'connection-names-another-field',
    'Connection that names a field for every recipient',
    ['rfc9110-7.6.1-4'],
    (request) =>
      membersOf(request, 'connection').find((option) =>
        ['cache-control', 'host', 'content-length', 'authorization'].includes(option)
      )
  ),
  onRequests(
    'content-in-get',
    'Content in GET, HEAD or TRACE',
    ['rfc9110-9.3.1-1', 'rfc9110-9.3.2-4', 'rfc9110-9.3.8-4'],
    (request) =>
      /^(?:GET|HEAD|TRACE)$/.test(request.method ?? '')
        ? hasContent(request)
          ? said(request)
          : undefined
        : null
  ),
  onRequests(
    'length-without-content',
    'Content-Length in a request by a method without content',
    ['rfc9110-8.6-2'],
    (request) =>
      /^(?:GET|HEAD)$/.test(request.method ?? '')
        ? has(request, 'content-length') && !hasContent(request)
          ? said(request)
          : undefined
        : null
  ),
  onRequests(
    'content-unframed',
    'A POST without Content-Length and Transfer-Encoding',
    ['rfc9112-6.3-12', 'rfc9110-8.6-1'],
    (request) =>
      /^(?:POST|PUT|PATCH)$/.test(request.method ?? '')
        ? has(request, 'content-length') || has(request, 'transfer-encoding')
          ? undefined
          : said(request)
        : null
  ),
  onRequests(
    'expectation-without-content',
    'The expectation 100-continue without content',
    ['rfc9110-10.1.1-2'],
    (request) =>
      membersOf(request, 'expect').includes('100-continue')
        ? hasContent(request)
          ? undefined
          : said(request)
        : null
  ),
  onRequests('user-agent-absent', 'A request without User-Agent', ['rfc9110-10.1.5-1'], (request) =>
    has(request, 'user-agent') ? undefined : said(request)
  ),
  onRequests(
    'date-of-other-form',
    'A date that is no IMF-fixdate',
    ['rfc9110-5.6.7-2', 'rfc9110-5.6.7-3'],
    (request) => {
      const dates = DATES.flatMap((name) => valuesOf(request, name))
      return dates.length === 0 ? null : dates.find((date) => !IMF_FIXDATE.test(date))
    }
  ),
  onRequests('empty-list-element-sent', 'A list with an empty element', ['rfc9110-5.6.1.1-1'], (request) =>
    LISTS.flatMap((name) => valuesOf(request, name)).find(
      (value) => !value.includes('"') && /(?:^|,)[ \t]*(?:,|$)/.test(value) && value !== ''
    )
  ),
  onRequests('single-field-repeated', 'A field that is no list, sent twice', ['rfc9110-5.3-3'], (request) =>
    SINGLE.find((name) => valuesOf(request, name).length > 1)
  ),
  onRequests('response-field-in-request', 'A field that only servers send', ['rfc9110-2.2-2'], (request) =>
    ['Server', 'WWW-Authenticate', 'Retry-After', 'Set-Cookie', 'Location'].find((name) => has(request, name))
  ),
  onRequests('identity-coding-sent', 'Content-Encoding with identity', ['rfc9110-8.4-2'], (request) => {
    const codings = membersOf(request, 'content-encoding')
    return codings.length === 0 ? null : codings.includes('identity') ? codings.join(', ') : undefined
  }),
  onRequests(
    'weight-too-precise',
    'A weight with more than three digits behind the point',
    ['rfc9110-12.4.2-1'],
    (request) => {
      const weights = ['Accept', 'Accept-Encoding', 'Accept-Language', 'TE']
        .flatMap((name) => membersOf(request, name))
        .filter((member) => /;[ \t]*q=/.test(member))
      return weights.length === 0
        ? null
        : weights.find((member) => !/;[ \t]*q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)(?:[ \t]*;|$)/.test(member))
    }
  ),
  onRequests(
    'weight-not-last',
    'A media range whose weight is not the last parameter',
    ['rfc9110-12.5.1-1'],
    (request) => {
      const weighted = membersOf(request, 'accept').filter((range) => /;[ \t]*q=/.test(range))
      return weighted.length === 0 ? null : weighted.find((range) => /;[ \t]*q=[^;]*;/.test(range))
    }
  ),
  onRequests('if-range-alone', 'If-Range without Range', ['rfc9110-13.1.5-1'], (request) =>
    has(request, 'if-range') ? (has(request, 'range') ? undefined : said(request)) : null
  ),
  onRequests('if-range-weak', 'If-Range with a weak tag', ['rfc9110-13.1.5-4'], (request) => {
    const [value] = valuesOf(request, 'if-range')
    return value === undefined ? null : value.startsWith('W/') ? value : undefined
  }),
  onRequests(
    'referer-with-fragment',
    'Referer with a fragment or userinfo',
    ['rfc9110-10.1.3-1'],
    (request) => {
      const [value] = valuesOf(request, 'referer')
      return value === undefined ? null : /#|\/\/[^/]*@/.test(value) ? value : undefined
    }
  ),
  onRequests(
    'from-sent',
    'From, though nobody has set it',
    ['rfc9110-10.1.2-1'],
    (request) => valuesOf(request, 'from')[0]
  ),
  onRequests(
    'version-not-conformed-to',
    'A version of HTTP/1 that there is not',
    ['rfc9110-6.2-2'],
    ({ version: { major, minor } }) => (major === 1 && minor <= 1 ? undefined : `HTTP/${major}.${minor}`)
  ),
  onRequests(
    'request-after-close',
    'A request behind one with "close"',
    ['rfc9112-9.6-2'],
    (request, before) =>
      before.some((one) => membersOf(one, 'connection').includes('close')) ? said(request) : undefined
  )
]
