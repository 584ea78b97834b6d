import { accepted, asControl, refused, refusedOrRead, shown } from '../../../lab/http1/client-expectation.ts'
import { CONTENT, lines } from '../../../lab/http1/steps-client.ts'
import { offence, tolerance } from '../../http1/client-case.ts'

const LENGTH = `Content-Length: ${CONTENT.length}`
const withStart = (start: string): string => lines(start, LENGTH)
const OK = withStart('HTTP/1.1 200 OK')

/** RFC 9112, section 4: the status-line; RFC 9110, section 15: what statuses mean. */
export const clientStatusLine = [
  tolerance({
    id: 'reason-phrase-absent',
    title: 'A status-line with an empty reason phrase',
    requirements: ['rfc9112-4-1'],
    control: OK,
    probe: withStart('HTTP/1.1 200 '),
    expect: accepted()
  }),
  tolerance({
    id: 'reason-phrase-contrary',
    title: 'A reason phrase that says another thing than the status',
    requirements: ['rfc9112-4-3'],
    control: OK,
    probe: withStart('HTTP/1.1 200 Not Found'),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'reason-phrase-with-status',
    title: 'A reason phrase that begins with another status',
    requirements: ['rfc9112-4-3'],
    control: OK,
    probe: withStart('HTTP/1.1 200 500 Internal Server Error'),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'reason-phrase-of-other-octets',
    title: 'A reason phrase with octets above 0x7f',
    requirements: ['rfc9112-4-3', 'rfc9112-2.2-1'],
    control: OK,
    probe: withStart('HTTP/1.1 200 \xc3\xa9t\xe9'),
    expect: accepted()
  }),
  tolerance({
    id: 'status-line-without-last-space',
    title: 'A status-line that ends with the status',
    requirements: ['rfc9110-2.4-2'],
    control: OK,
    probe: withStart('HTTP/1.1 200'),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'status-line-with-two-spaces',
    title: 'Two spaces between version and status',
    requirements: ['rfc9112-4-2'],
    control: OK,
    probe: withStart('HTTP/1.1  200 OK'),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'status-line-with-tab',
    title: 'A tab between version and status',
    requirements: ['rfc9112-4-2'],
    control: OK,
    probe: withStart('HTTP/1.1\t200 OK'),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'higher-minor-version',
    title: 'A response of HTTP/1.7',
    requirements: ['rfc9110-6.2-6'],
    control: OK,
    probe: withStart('HTTP/1.7 200 OK'),
    expect: accepted()
  }),
  ...(
    [
      ['status-299', 'An unknown status of class 2', '200 OK', '299 Odd'],
      ['status-499', 'An unknown status of class 4', '400 Bad Request', '499 Odd'],
      ['status-599', 'An unknown status of class 5', '500 Internal Server Error', '599 Odd'],
      ['status-399', 'An unknown status of class 3, without Location', '300 Multiple Choices', '399 Odd']
    ] as const
  ).map(([id, title, usual, odd]) =>
    tolerance({
      id,
      title,
      requirements: ['rfc9110-15-1'],
      control: withStart(`HTTP/1.1 ${usual}`),
      probe: withStart(`HTTP/1.1 ${odd}`),
      expect: asControl(),
      failsToo: true
    })
  ),
  tolerance({
    id: 'retry-after-with-503',
    title: 'A 503 response with Retry-After',
    requirements: ['rfc9110-15.6.4-1'],
    control: lines('HTTP/1.1 503 Service Unavailable', LENGTH),
    probe: lines('HTTP/1.1 503 Service Unavailable', 'Retry-After: 3600', LENGTH),
    expect: asControl(),
    failsToo: true
  }),
  ...(
    [
      ['status-of-two-digits', 'A status of two digits', '20'],
      ['status-of-letters', 'A status that is no number', 'OK'],
      ['status-of-four-digits', 'A status of four digits', '2000']
    ] as const
  ).map(([id, title, status]) =>
    offence({
      id,
      title,
      requirements: ['rfc9110-15-2'],
      control: OK,
      probe: withStart(`HTTP/1.1 ${status} OK`),
      expect: refused(),
      why: 'Neither a status nor any of its class: nothing says that the request succeeded.'
    })
  )
]
