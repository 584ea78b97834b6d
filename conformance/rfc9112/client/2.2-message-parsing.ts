import { accepted, refusedOrRead, shown } from '../../../lab/http1/client-expectation.ts'
import { CONTENT, ended, lines, response } from '../../../lab/http1/steps-client.ts'
import { tolerance } from '../../http1/client-case.ts'

const OK = 'HTTP/1.1 200 OK'
const LENGTH = `Content-Length: ${CONTENT.length}`
/** A response that ends with the connection, with one line given; read otherwise, that line makes it end after three octets. */
const untilEnd = (line: string): string => `${OK}\r\n${line}\r\nConnection: close\r\n\r\n${CONTENT}`

/** RFC 9112, section 2.2: lines and what may stand in them. */
export const clientMessageParsing = [
  tolerance({
    id: 'lf-alone-ends-line',
    title: 'A field line that ends with LF alone',
    requirements: ['rfc9112-2.2-2', 'rfc9110-2.4-2'],
    control: lines(OK, 'X-Name: 1', LENGTH),
    probe: lines(OK, `X-Name: 1\n${LENGTH}`),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'lf-alone-ends-status-line',
    title: 'A status-line that ends with LF alone',
    requirements: ['rfc9112-2.2-2', 'rfc9110-2.4-2'],
    control: lines(OK, LENGTH),
    probe: lines(`${OK}\n${LENGTH}`),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'bare-cr-in-value',
    title: 'A bare CR in a field value, with a length behind it: response splitting (CWE-113)',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    control: untilEnd('X-Name: a Content-Length: 3'),
    probe: untilEnd('X-Name: a\rContent-Length: 3'),
    then: ended,
    expect: refusedOrRead(CONTENT),
    why: 'Only who takes the CR for the end of the line finds a length of three octets.'
  }),
  tolerance({
    id: 'bare-cr-shown',
    title: 'A bare CR in a field value that is shown',
    requirements: ['rfc9112-2.2-4', 'rfc9110-5.5-4'],
    control: lines(OK, LENGTH, 'X-Name: begin end'),
    probe: lines(OK, LENGTH, 'X-Name: begin\rend'),
    expect: refusedOrRead('begin end'),
    needs: ['shows-fields']
  }),
  tolerance({
    id: 'bare-cr-in-reason-phrase',
    title: 'A bare CR in the reason phrase, with a length behind it: response splitting (CWE-113)',
    requirements: ['rfc9112-2.2-4'],
    control: `HTTP/1.1 200 OK Content-Length: 3\r\nConnection: close\r\n\r\n${CONTENT}`,
    probe: `HTTP/1.1 200 OK\rContent-Length: 3\r\nConnection: close\r\n\r\n${CONTENT}`,
    then: ended,
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'nul-in-value',
    title: 'NUL in a field value, with a length behind it',
    requirements: ['rfc9110-5.5-4'],
    control: lines(OK, LENGTH, 'X-Name: begin end'),
    probe: lines(OK, LENGTH, 'X-Name: begin\0end'),
    expect: refusedOrRead('begin end'),
    needs: ['shows-fields']
  }),
  tolerance({
    id: 'whitespace-before-first-field',
    title: 'A line that begins with a space behind the status-line, with a length in it',
    requirements: ['rfc9112-2.2-9'],
    control: untilEnd('X-Name: 3'),
    probe: untilEnd(' Content-Length: 3'),
    then: ended,
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'tab-before-first-field',
    title: 'A line that begins with a tab behind the status-line, with a length in it',
    requirements: ['rfc9112-2.2-9'],
    control: untilEnd('X-Name: 3'),
    probe: untilEnd('\tContent-Length: 3'),
    then: ended,
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'octets-of-broken-utf-8-before-crlf',
    title: 'A field value that ends with the first octet of a longer character',
    requirements: ['rfc9112-2.2-1'],
    control: lines(OK, 'X-Name: a', LENGTH),
    probe: lines(OK, 'X-Name: \xe4', LENGTH),
    expect: shown(CONTENT),
    why: 'Read as characters of several octets, the line end would be a part of one.'
  }),
  tolerance({
    id: 'octets-whose-low-half-is-crlf',
    title: 'Characters in a field value whose code points end with the octets of CR and LF',
    requirements: ['rfc9112-2.2-1'],
    control: untilEnd('X-Name: a Content-Length: 3'),
    // U+010D and U+010A in UTF-8.
    probe: untilEnd('X-Name: a\xc4\x8d\xc4\x8aContent-Length: 3'),
    then: ended,
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'other-control-in-value',
    title: 'A control character other than CR, LF and NUL in a field value',
    requirements: ['rfc9110-5.5-5'],
    control: lines(OK, LENGTH, 'X-Name: a'),
    probe: lines(OK, LENGTH, 'X-Name: \x07'),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'nothing-but-length',
    title: 'A response with no field but Content-Length',
    requirements: ['rfc9110-2.4-1'],
    control: lines(OK, 'Content-Type: text/plain', LENGTH),
    probe: lines(OK, LENGTH),
    expect: accepted()
  }),
  tolerance({
    id: 'field-names-in-capitals',
    title: 'Field names in capitals',
    requirements: ['rfc9110-2.4-1'],
    control: lines(OK, LENGTH),
    probe: lines(OK, `CONTENT-LENGTH: ${CONTENT.length}`),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'long-value',
    title: 'A field value of 1,000 octets',
    requirements: ['rfc9110-2.3-2'],
    control: response(
      OK,
      [
        ['X-Long', 'z'],
        ['Content-Length', String(CONTENT.length)]
      ],
      CONTENT.slice(0, 6)
    ),
    probe: response(
      OK,
      [
        ['X-Long', 'z'.repeat(1000)],
        ['Content-Length', String(CONTENT.length)]
      ],
      CONTENT.slice(0, 6)
    ),
    expect: refusedOrRead(CONTENT),
    why: "Limits are the client's own, but what is beyond one is not read otherwise."
  })
]
