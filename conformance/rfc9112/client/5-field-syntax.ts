import { refusedOrRead, shown } from '../../../lab/http1/client-expectation.ts'
import { CONTENT, lines } from '../../../lab/http1/steps-client.ts'
import { tolerance } from '../../http1/client-case.ts'

const OK = 'HTTP/1.1 200 OK'
const LENGTH = `Content-Length: ${CONTENT.length}`

/** RFC 9112, section 5: field lines; RFC 9110, section 5. */
export const clientFieldSyntax = [
  tolerance({
    id: 'folded-value',
    title: 'A folded field line is read with spaces in place of the fold',
    requirements: ['rfc9112-5.2-4'],
    control: lines(OK, LENGTH, 'X-Name: begin end'),
    probe: lines(OK, LENGTH, 'X-Name: begin\r\n end'),
    expect: shown('begin end'),
    needs: ['shows-fields']
  }),
  tolerance({
    id: 'folded-length',
    title: 'A fold with a length in it is a part of the value above',
    requirements: ['rfc9112-5.2-4'],
    control: lines(OK, LENGTH, 'X-Name: begin Content-Length: 3'),
    probe: lines(OK, LENGTH, 'X-Name: begin\r\n Content-Length: 3'),
    expect: shown('begin Content-Length: 3'),
    needs: ['shows-fields']
  }),
  tolerance({
    id: 'value-without-whitespace',
    title: 'No whitespace before a field value',
    requirements: ['rfc9110-5.5-1'],
    control: lines(OK, LENGTH),
    probe: lines(OK, LENGTH.replace(' ', '')),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'value-between-whitespace',
    title: 'Spaces and tabs before and behind a field value',
    requirements: ['rfc9110-5.5-1'],
    control: lines(OK, LENGTH),
    probe: lines(OK, `Content-Length: \t ${CONTENT.length} \t`),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'value-of-other-octets',
    title: 'Octets above 0x7f in a field value',
    requirements: ['rfc9110-5.5-3'],
    control: lines(OK, LENGTH, 'X-Name: begin x end'),
    probe: lines(OK, LENGTH, 'X-Name: begin \xfc end'),
    expect: shown('begin', 'beginend'),
    needs: ['shows-fields']
  }),
  tolerance({
    id: 'unknown-field',
    title: 'A field that nobody knows',
    requirements: ['rfc9110-5.1-2'],
    control: lines(OK, LENGTH),
    probe: lines(OK, 'Zyphos-Of-No-Meaning: "?", ;=1', LENGTH),
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'line-without-colon',
    title: 'A field line without a colon',
    requirements: ['rfc9110-2.4-2'],
    control: lines(OK, 'X-Name: 1', LENGTH),
    probe: lines(OK, 'X-Name', LENGTH),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'empty-field-name',
    title: 'A field line that begins with a colon',
    requirements: ['rfc9110-2.4-2'],
    control: lines(OK, 'X: 1', LENGTH),
    probe: lines(OK, ': 1', LENGTH),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'many-field-lines',
    title: 'Fifty field lines of one name',
    requirements: ['rfc9110-2.3-1'],
    control: lines(OK, 'X-Name: 0', LENGTH),
    probe: lines(OK, Array.from({ length: 50 }, () => 'X-Name: 0').join('\r\n'), LENGTH),
    expect: refusedOrRead(CONTENT)
  })
]
