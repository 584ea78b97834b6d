import { membersOf, valuesOf, type WireMessage } from '../../../lab/http1/wire-message.ts'
import { onResponses } from './rule.ts'

const has = (message: WireMessage, name: string): boolean => valuesOf(message, name).length > 0
const noContentStatus = ({ status = 0 }: WireMessage): boolean => status < 200 || status === 204
const named = (message: WireMessage, name: string): string => `${name}: ${valuesOf(message, name).join(', ')}`

const IMF_FIXDATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/
const DATES = ['Date', 'Last-Modified', 'Expires']
const LISTS = [
  'Allow',
  'Connection',
  'Vary',
  'Transfer-Encoding',
  'Content-Encoding',
  'Accept-Ranges',
  'Upgrade',
  'Trailer'
]
/** Fields of one value: two lines of one are no lawful list. */
const SINGLE = [
  'Content-Type',
  'Content-Length',
  'Date',
  'ETag',
  'Last-Modified',
  'Location',
  'Content-Range',
  'Server',
  'Retry-After',
  'Age'
]
/** Fields of requests alone. */
const OF_REQUESTS = [
  'Host',
  'Expect',
  'TE',
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'If-Range',
  'Referer',
  'User-Agent'
]
const MEANT_FOR_ALL = [
  'content-type',
  'content-length',
  'cache-control',
  'date',
  'etag',
  'last-modified',
  'location',
  'vary',
  'content-encoding'
]

/** Heads of responses. */
export const responseHeads = [
  onResponses(
    'http1/bare-cr-sent',
    'A CR without LF behind it',
    ['rfc9112-2.2-3'],
    ({ message: { start, lines } }) => {
      const found = [start, ...lines].find(({ text }) => text.includes('\r'))
      return found === undefined ? undefined : 'a line with CR inside it'
    }
  ),
  onResponses(
    'http1/whitespace-behind-status-line',
    'Whitespace between the status-line and the first field',
    ['rfc9112-2.2-8'],
    ({ message: { lines } }) =>
      lines[0] === undefined
        ? null
        : /^[ \t]/.test(lines[0].text)
          ? 'the first line begins with whitespace'
          : undefined
  ),
  onResponses(
    'http1/folded-field-line-sent',
    'A field value over several lines',
    ['rfc9112-5.2-1'],
    ({ message: { lines } }) =>
      lines.length < 2
        ? null
        : lines.slice(1).some(({ text }) => /^[ \t]/.test(text))
          ? 'a field line is folded'
          : undefined
  ),
  onResponses(
    'http1/version-sent-otherwise',
    'A version that the server does not conform to',
    ['rfc9110-6.2-5'],
    ({ message: { version } }) =>
      version.major === 1 && version.minor <= 1 ? undefined : `HTTP/${version.major}.${version.minor}`
  ),
  onResponses(
    'http1/date-missing',
    'A 2xx, 3xx or 4xx response without Date',
    ['rfc9110-6.6.1-2'],
    ({ message }) => {
      const { status = 0 } = message
      if (status < 200 || status >= 500) return null
      return has(message, 'date') ? undefined : `status ${status} without Date`
    }
  ),
  onResponses(
    'http1/date-in-another-format',
    'A date that is no IMF-fixdate',
    ['rfc9110-5.6.7-2', 'rfc9110-5.6.7-3'],
    ({ message }) => {
      const dates = DATES.flatMap((name) => valuesOf(message, name).map((value) => [name, value] as const))
      // Expires may lawfully hold an invalid date (RFC 9111, section 5.3).
      const wrong = dates.find(([name, value]) => !IMF_FIXDATE.test(value) && name !== 'Expires')
      return dates.length === 0 ? null : wrong === undefined ? undefined : `${wrong[0]}: ${wrong[1]}`
    }
  ),
  onResponses(
    'http1/last-modified-after-date',
    'Last-Modified later than Date',
    ['rfc9110-8.8.2.1-3'],
    ({ message }) => {
      const [modified, date] = [valuesOf(message, 'last-modified')[0], valuesOf(message, 'date')[0]]
      if (modified === undefined || date === undefined) return null
      return Date.parse(modified) > Date.parse(date)
        ? `${named(message, 'Last-Modified')}, ${named(message, 'Date')}`
        : undefined
    }
  ),
  onResponses(
    'http1/field-of-one-value-twice',
    'Two lines of a field that is no list',
    ['rfc9110-5.3-3'],
    ({ message }) => {
      const twice = SINGLE.find((name) => valuesOf(message, name).length > 1)
      return twice === undefined ? undefined : named(message, twice)
    }
  ),
  onResponses(
    'http1/list-with-empty-element',
    'A list with an empty element',
    ['rfc9110-5.6.1.1-1'],
    ({ message }) => {
      const lists = LISTS.filter((name) => has(message, name))
      if (lists.length === 0) return null
      const wrong = lists.find((name) =>
        valuesOf(message, name).some(
          (value) => value !== '' && value.split(',').some((one) => one.trim() === '')
        )
      )
      return wrong === undefined ? undefined : named(message, wrong)
    }
  ),
  onResponses(
    'http1/whitespace-before-value-otherwise',
    'Optional whitespace before a value that is not one space',
    ['rfc9110-5.6.3-1'],
    ({ message: { lines } }) => {
      const wrong = lines.find(
        ({ text }) => /^[^:\s]+:(?:\t| {2})/.test(text) || /[ \t]$/.test(text.replace(/^[^:]+: ?$/, ''))
      )
      return lines.length === 0 ? null : wrong === undefined ? undefined : `"${wrong.text.slice(0, 60)}"`
    }
  ),
  onResponses(
    'http1/whitespace-before-colon-sent',
    'Whitespace before the colon of a field line',
    ['rfc9110-5.6.3-4'],
    ({ message: { lines } }) => {
      const wrong = lines.find(({ text }) => /^[^:\s]+[ \t]+:/.test(text))
      return lines.length === 0 ? null : wrong === undefined ? undefined : `"${wrong.text.slice(0, 60)}"`
    }
  ),
  onResponses(
    'http1/field-of-requests-sent',
    'A field that only requests have',
    ['rfc9110-2.2-2'],
    ({ message }) => {
      const wrong = OF_REQUESTS.find((name) => has(message, name))
      return wrong === undefined ? undefined : named(message, wrong)
    }
  ),
  onResponses(
    'http1/connection-names-field-for-all',
    'Connection names a field that is meant for every recipient',
    ['rfc9110-7.6.1-4'],
    ({ message }) => {
      if (!has(message, 'connection')) return null
      const wrong = membersOf(message, 'connection').find((name) => MEANT_FOR_ALL.includes(name))
      return wrong === undefined ? undefined : named(message, 'Connection')
    }
  ),
  onResponses(
    'http1/keep-alive-not-named',
    'Keep-Alive that Connection does not name',
    ['rfc9110-7.6.1-1'],
    ({ message }) =>
      !has(message, 'keep-alive')
        ? null
        : membersOf(message, 'connection').includes('keep-alive')
          ? undefined
          : named(message, 'Keep-Alive')
  ),
  onResponses(
    'http1/upgrade-not-named',
    'Upgrade that Connection does not name',
    ['rfc9110-7.8-10'],
    ({ message }) =>
      !has(message, 'upgrade')
        ? null
        : membersOf(message, 'connection').includes('upgrade')
          ? undefined
          : named(message, 'Upgrade')
  ),
  onResponses(
    'http1/upgrade-missing',
    'A 101 or 426 response without Upgrade',
    ['rfc9110-7.8-4', 'rfc9110-7.8-7', 'rfc9110-15.2.2-1', 'rfc9110-15.5.22-1'],
    ({ message }) =>
      message.status !== 101 && message.status !== 426
        ? null
        : has(message, 'upgrade')
          ? undefined
          : `status ${message.status} without Upgrade`
  ),
  onResponses(
    'http1/switches-unasked',
    'A 101 response to a request without Upgrade',
    ['rfc9110-7.8-5'],
    ({ message, request }) => {
      if (message.status !== 101 || request === undefined) return null
      const asked = has(request, 'upgrade')
      return asked ? undefined : 'nobody asked for another protocol'
    }
  ),
  onResponses(
    'http1/allow-missing',
    'A 405 response without Allow',
    ['rfc9110-10.2.1-1', 'rfc9110-15.5.6-1'],
    ({ message }) =>
      message.status !== 405 ? null : has(message, 'allow') ? undefined : 'status 405 without Allow'
  ),
  onResponses(
    'http1/challenge-missing',
    'A 401 response without WWW-Authenticate',
    ['rfc9110-11.6.1-1', 'rfc9110-15.5.2-1'],
    ({ message }) =>
      message.status !== 401
        ? null
        : has(message, 'www-authenticate')
          ? undefined
          : 'status 401 without WWW-Authenticate'
  ),
  onResponses(
    'http1/location-missing',
    'A redirection without Location',
    ['rfc9110-15.4.2-1', 'rfc9110-15.4.3-1', 'rfc9110-15.4.8-2', 'rfc9110-15.4.9-1'],
    ({ message }) =>
      ![301, 302, 307, 308].includes(message.status ?? 0)
        ? null
        : has(message, 'location')
          ? undefined
          : `status ${message.status} without Location`
  ),
  onResponses(
    'http1/identity-as-content-coding',
    'Content-Encoding with identity',
    ['rfc9110-8.4-2'],
    ({ message }) =>
      !has(message, 'content-encoding')
        ? null
        : membersOf(message, 'content-encoding').includes('identity')
          ? named(message, 'Content-Encoding')
          : undefined
  ),
  onResponses(
    'http1/content-coding-offered-with-415',
    'Accept-Encoding in a 415 response to a request without content coding',
    ['rfc9110-12.5.3-3'],
    ({ message, request }) => {
      if (message.status !== 415 || request === undefined) return null
      const coded = has(request, 'content-encoding')
      return !coded && has(message, 'accept-encoding') ? named(message, 'Accept-Encoding') : undefined
    }
  )
]

/** Framing of responses. */
export const responseFraming = [
  onResponses(
    'http1/transfer-encoding-without-content',
    'Transfer-Encoding in a 1xx or 204 response',
    ['rfc9112-6.1-7'],
    ({ message }) =>
      !noContentStatus(message)
        ? null
        : has(message, 'transfer-encoding')
          ? `status ${message.status} with ${named(message, 'Transfer-Encoding')}`
          : undefined
  ),
  onResponses(
    'http1/content-length-without-content',
    'Content-Length in a 1xx or 204 response',
    ['rfc9110-8.6-5'],
    ({ message }) =>
      !noContentStatus(message)
        ? null
        : has(message, 'content-length')
          ? `status ${message.status} with ${named(message, 'Content-Length')}`
          : undefined
  ),
  onResponses(
    'http1/both-lengths-sent',
    'Content-Length beside Transfer-Encoding',
    ['rfc9112-6.2-1'],
    ({ message }) =>
      !has(message, 'transfer-encoding')
        ? null
        : has(message, 'content-length')
          ? named(message, 'Content-Length')
          : undefined
  ),
  onResponses(
    'http1/chunked-twice-sent',
    'The chunked coding applied twice',
    ['rfc9112-6.1-2'],
    ({ message }) =>
      !has(message, 'transfer-encoding')
        ? null
        : membersOf(message, 'transfer-encoding').filter((coding) => coding === 'chunked').length > 1
          ? named(message, 'Transfer-Encoding')
          : undefined
  ),
  onResponses(
    'http1/chunked-not-last-sent',
    'Chunked that is not the last transfer coding',
    ['rfc9112-6.1-4'],
    ({ message }) => {
      if (!has(message, 'transfer-encoding')) return null
      const codings = membersOf(message, 'transfer-encoding')
      return codings.includes('chunked') && codings.at(-1) !== 'chunked'
        ? named(message, 'Transfer-Encoding')
        : undefined
    }
  ),
  onResponses(
    'http1/content-of-unknown-length',
    'Content that only the end of the connection ends, in answer to HTTP/1.1',
    ['rfc9112-6.3-9', 'rfc9110-8.6-7'],
    ({ message, event, request }) => {
      if (event !== 'head' || (message.status ?? 0) < 200) return null
      if (request === undefined || request.version.minor === 0) return null
      return message.framing === 'close'
        ? `status ${message.status} has neither Content-Length nor Transfer-Encoding`
        : undefined
    }
  ),
  onResponses(
    'http1/framing-of-connect',
    'Content-Length or Transfer-Encoding in a 2xx response to CONNECT',
    ['rfc9112-6.1-8', 'rfc9110-8.6-6', 'rfc9110-9.3.6-6'],
    ({ message, event }) => {
      if (event !== 'head' || message.framing !== 'tunnel' || message.status === 101) return null
      const wrong = ['Content-Length', 'Transfer-Encoding'].find((name) => has(message, name))
      return wrong === undefined ? undefined : named(message, wrong)
    }
  ),
  onResponses('http1/content-with-205', 'A 205 response with content', ['rfc9110-15.3.6-1'], ({ message }) =>
    message.status !== 205 ? null : message.length > 0 ? `${message.length} octets of content` : undefined
  ),
  onResponses(
    'http1/content-without-type',
    'Content without Content-Type',
    ['rfc9110-8.3-1'],
    ({ message, event }) =>
      event !== 'head' || message.length === 0 || message.framing === 'tunnel'
        ? null
        : has(message, 'content-type')
          ? undefined
          : `status ${message.status}: ${message.length} octets without Content-Type`
  ),
  onResponses(
    'http1/error-without-content',
    'A 4xx or 5xx response that explains nothing',
    ['rfc9110-15.5-1', 'rfc9110-15.6-1'],
    ({ message, event, request }) => {
      const { status = 0 } = message
      if (event !== 'head' || status < 400) return null
      if (request === undefined || request.method === 'HEAD') return null
      return !message.over || message.length > 0 ? undefined : `status ${status} without content`
    }
  ),
  onResponses(
    'http1/close-said-and-not-done',
    'A response that says "close", and a connection that goes on',
    ['rfc9112-9.6-6'],
    ({ message, event, on, later }) => {
      if (event !== 'head' || !membersOf(message, 'connection').includes('close')) return null
      const more = later.some((one) => one.event === 'head' && one.by === 'target' && one.on === on)
      return more ? 'another response followed on the connection' : undefined
    }
  )
]

/** Parts and ranges. */
export const responseRanges = [
  onResponses(
    'http1/part-without-content-range',
    'A 206 response of one part without Content-Range',
    ['rfc9110-15.3.7.1-1'],
    ({ message }) => {
      if (message.status !== 206 || /^multipart\//i.test(valuesOf(message, 'content-type')[0] ?? ''))
        return null
      return has(message, 'content-range') ? undefined : 'status 206 without Content-Range'
    }
  ),
  onResponses(
    'http1/parts-with-content-range',
    'A multipart response with Content-Range in its header section',
    ['rfc9110-15.3.7.2-2'],
    ({ message }) => {
      if (
        message.status !== 206 ||
        !/^multipart\/byteranges/i.test(valuesOf(message, 'content-type')[0] ?? '')
      )
        return null
      return has(message, 'content-range') ? named(message, 'Content-Range') : undefined
    }
  ),
  onResponses(
    'http1/content-range-without-length',
    'Content-Range that does not give the complete length',
    ['rfc9110-14.4-4'],
    ({ message }) => {
      const [range] = valuesOf(message, 'content-range')
      if (message.status !== 206 || range === undefined) return null
      return /^bytes \d+-\d+\/\d+$/.test(range) ? undefined : named(message, 'Content-Range')
    }
  )
]
