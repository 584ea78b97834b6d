import { accepted, refused, refusedOrRead, shown, left } from '../../../lab/http1/client-expectation.ts'
import { closing, untilQuiet } from '../../../lab/http1/steps.ts'
import {
  BEGUN,
  CHUNK,
  CONTENT,
  ended,
  exit,
  inChunks,
  lines,
  next,
  response
} from '../../../lab/http1/steps-client.ts'
import { offence, obligation, tolerance } from '../../http1/client-case.ts'
import { notTaken } from '../../http1/not-taken.ts'

const OK = 'HTTP/1.1 200 OK'
const N = String(CONTENT.length)
const withLength = (value: string): string => lines(OK, `Content-Length: ${value}`)
const chunked = `${CHUNK}\r\n${CONTENT}\r\n0\r\n\r\n`
/** Content is whole, but a client that reads the number otherwise waits for more. */
const cut = [untilQuiet(closing), { do: 'end' }, exit] as const

/** RFC 9112, section 6: how the end of content is found. */
export const clientMessageBody = [
  // 6.3, lengths that are none: CWE-444 on a response.
  ...(
    [
      ['length-not-a-number', 'Content-Length that is a word', 'many'],
      ['length-with-plus', 'Content-Length with a plus sign', `+${N}`],
      ['length-with-minus', 'Content-Length with a minus sign', `-${N}`],
      ['length-hexadecimal', 'Content-Length in hexadecimal', `0x${CHUNK}`],
      ['length-with-unit', 'Content-Length with a letter behind the number', `${N}b`],
      ['length-with-fraction', 'Content-Length with a fraction', `${N}.0`],
      ['length-with-inner-space', 'Content-Length with a space inside', '1 6'],
      ['length-list-of-unequal', 'Content-Length with two numbers that differ', `${N}, 3`],
      ['length-lines-of-unequal', 'Two lines of Content-Length that differ', `${N}\r\nContent-Length: 3`]
    ] as const
  ).map(([id, title, value]) =>
    offence({
      id,
      title,
      requirements: ['rfc9112-6.3-4', 'rfc9112-6.3-7'],
      control: withLength(N),
      probe: withLength(value),
      expect: refused()
    })
  ),
  tolerance({
    id: 'length-list-of-equal',
    title: 'Content-Length with the same number twice',
    requirements: ['rfc9112-6.3-4'],
    control: withLength(N),
    probe: withLength(`${N}, ${N}`),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'length-lines-of-equal',
    title: 'Two equal lines of Content-Length',
    requirements: ['rfc9112-6.3-4'],
    control: withLength(N),
    probe: withLength(`${N}\r\nContent-Length: ${N}`),
    expect: refusedOrRead(CONTENT)
  }),
  tolerance({
    id: 'length-with-zeros',
    title: 'Content-Length with leading zeros',
    requirements: ['rfc9110-8.6-8'],
    control: withLength(N),
    probe: withLength(`${'0'.repeat(24)}${N}`),
    expect: shown(CONTENT)
  }),
  ...(
    [
      ['length-beyond-64-bits', `18446744073709551${616 + CONTENT.length}`, '2^64 and the length'],
      ['length-beyond-32-bits', String(2 ** 32 + CONTENT.length), '2^32 and the length'],
      ['length-beyond-53-bits', '9'.repeat(40), 'forty nines']
    ] as const
  ).map(([id, value, what]) =>
    offence({
      id,
      title: `Content-Length of ${what}`,
      requirements: ['rfc9110-8.6-8', 'rfc9112-6.3-8', 'rfc9112-8-2'],
      control: response(OK, [['Content-Length', N]], CONTENT),
      probe: response(OK, [['Content-Length', value]], CONTENT),
      then: cut,
      expect: refused(),
      needs: ['exit-status']
    })
  ),
  offence({
    id: 'content-shorter-than-length',
    title: 'A connection that ends before Content-Length',
    requirements: ['rfc9112-6.3-8', 'rfc9112-8-2'],
    control: response(OK, [['Content-Length', N]], CONTENT),
    probe: response(OK, [['Content-Length', N]], CONTENT.slice(0, -1)),
    then: cut,
    expect: refused(),
    needs: ['exit-status']
  }),
  offence({
    id: 'chunks-without-last',
    title: 'A connection that ends before the last chunk',
    requirements: ['rfc9112-8-2'],
    control: inChunks(chunked),
    probe: inChunks(`${CHUNK}\r\n${CONTENT}\r\n`),
    then: cut,
    expect: refused(),
    needs: ['exit-status']
  }),
  offence({
    id: 'chunk-cut-off',
    title: 'A connection that ends inside a chunk',
    requirements: ['rfc9112-8-2'],
    control: inChunks(chunked),
    probe: inChunks(`${CHUNK}\r\n${CONTENT.slice(0, BEGUN)}`),
    then: cut,
    expect: refused(),
    needs: ['exit-status']
  }),
  offence({
    id: 'head-cut-off',
    title: 'A connection that ends inside the head of a response',
    requirements: ['rfc9112-8-2'],
    control: response(OK, [['Content-Length', '0']]),
    probe: `${OK}\r\nContent-Length: 0\r\n`,
    then: cut,
    expect: refused(),
    needs: ['exit-status']
  }),
  tolerance({
    id: 'content-until-close',
    title: 'Content that ends with the connection',
    requirements: ['rfc9110-2.4-1'],
    control: response(OK, [['Content-Length', N]], CONTENT),
    probe: response(OK, [['X-Name', N]], CONTENT),
    then: ended,
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'no-content-with-204',
    title: 'A 204 response ends with its head, whatever its fields say',
    requirements: ['rfc9110-2.4-1'],
    control: response('HTTP/1.1 204 No Content', [['X-Name', N]]),
    probe: response('HTTP/1.1 204 No Content', [['Content-Length', N]]),
    then: cut,
    expect: accepted()
  }),
  tolerance({
    id: 'no-content-with-304',
    title: 'A 304 response with Transfer-Encoding ends with its head',
    requirements: ['rfc9112-6.1-6'],
    control: response('HTTP/1.1 304 Not Modified', [['X-Name', 'chunked']]),
    probe: response('HTTP/1.1 304 Not Modified', [['Transfer-Encoding', 'chunked']]),
    then: cut,
    expect: { expect: 'as the control' },
    failsToo: true
  }),

  // 6.1
  tolerance({
    id: 'chunked-understood',
    title: 'Content in chunks',
    requirements: ['rfc9112-6.1-1', 'rfc9112-7.1-2'],
    control: inChunks(chunked),
    probe: inChunks(
      `${BEGUN}\r\n${CONTENT.slice(0, BEGUN)}\r\n${(CONTENT.length - BEGUN).toString(16)}\r\n${CONTENT.slice(BEGUN)}\r\n0\r\n\r\n`
    ),
    then: cut,
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'chunked-in-capitals',
    title: 'The coding "Chunked"',
    requirements: ['rfc9112-6.1-1'],
    control: inChunks(chunked),
    probe: inChunks(chunked, 'Chunked'),
    then: cut,
    expect: shown(CONTENT)
  }),
  tolerance({
    id: 'chunked-with-empty-members',
    title: 'Empty elements in the list of transfer codings',
    requirements: ['rfc9110-5.6.1.2-1', 'rfc9110-5.6.1.2-2'],
    control: inChunks(chunked),
    probe: inChunks(chunked, ', ,chunked'),
    then: cut,
    expect: shown(CONTENT)
  }),
  obligation({
    id: 'chunked-in-http10',
    title: 'A connection is not used again after Transfer-Encoding in HTTP/1.0',
    requirements: ['rfc9112-6.1-14'],
    task: 'several',
    control: `HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`,
    probe: `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`,
    then: next,
    expect: left()
  }),
  offence({
    id: 'chunked-with-parameter',
    title: 'A parameter on the chunked coding',
    requirements: ['rfc9112-7.1-4'],
    control: inChunks(chunked),
    probe: inChunks(chunked, 'chunked;a=1'),
    then: cut,
    expect: refused(),
    needs: ['exit-status']
  }),
  tolerance({
    id: 'chunked-beside-length',
    title: 'Content-Length beside Transfer-Encoding: response splitting (CWE-444)',
    requirements: ['rfc9110-2.4-2'],
    control: `${OK}\r\nTransfer-Encoding: chunked\r\nX-Name: 3\r\n\r\n${chunked}`,
    probe: `${OK}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n${chunked}`,
    then: cut,
    expect: refusedOrRead(CONTENT),
    why: 'Transfer-Encoding overrides, or the response is refused (section 6.3); by its length it would be three octets of framing.'
  }),

  // 6.3, octets behind a response: response splitting (CWE-113), response queue poisoning (CWE-444).
  ...poisons()
]

function poisons() {
  const first = response(OK, [['Content-Length', N]], CONTENT)
  const poison = response(OK, [['Content-Length', '7']], 'poison\n')
  const taken = {
    expect: 'that',
    says: 'what came unasked not to be taken for the response to the next request'
  } as const
  return [
    obligation({
      id: 'response-behind-response',
      title: 'A second response right behind the first: response queue poisoning (CWE-444)',
      requirements: ['rfc9112-6.3-15', 'rfc9112-6.3-14'],
      task: 'several',
      control: first,
      probe: `${first}${poison}`,
      then: [...next, untilQuiet({ until: 'message', count: 3 })],
      expect: { ...taken, judge: notTaken }
    }),
    obligation({
      id: 'response-behind-chunks',
      title: 'A second response right behind the last chunk of the first: response queue poisoning (CWE-444)',
      requirements: ['rfc9112-6.3-15', 'rfc9112-6.3-14'],
      task: 'several',
      control: inChunks(chunked),
      probe: inChunks(`${chunked}${poison}`),
      then: [...next, untilQuiet({ until: 'message', count: 3 })],
      expect: { ...taken, judge: notTaken }
    }),
    obligation({
      id: 'response-behind-204',
      title: 'A 204 response with content that is a response: response splitting (CWE-113)',
      requirements: ['rfc9112-6.3-15', 'rfc9112-9.2-2'],
      task: 'several',
      control: response('HTTP/1.1 204 No Content', []),
      probe: `${response('HTTP/1.1 204 No Content', [])}${poison}`,
      then: [...next, untilQuiet({ until: 'message', count: 3 })],
      expect: { ...taken, judge: notTaken }
    }),
    tolerance({
      id: 'octets-behind-response',
      title: 'Octets behind the only response',
      requirements: ['rfc9112-6.3-14'],
      control: first,
      probe: `${first}what is this`,
      then: cut,
      expect: refusedOrRead(CONTENT, `${CONTENT}what is this`),
      why: 'What was thrown away may be told of, apart from the content.'
    })
  ]
}
