import { refused, refusedOrRead, shown } from '../../../lab/http1/client-expectation.ts'
import { closing, untilQuiet } from '../../../lab/http1/steps.ts'
import { CHUNK, CONTENT, exit, inChunks } from '../../../lab/http1/steps-client.ts'
import { offence, tolerance } from '../../http1/client-case.ts'

/** Chunked content of one chunk whose parts can be given otherwise. */
const chunks = ({ size = CHUNK, behind = '\r\n', last = '0', trailers = '' } = {}): string =>
  inChunks(`${size}\r\n${CONTENT}${behind}${last}\r\n${trailers}\r\n`)
const plain = chunks()
/** A client that waits for more decides when the connection ends. */
const cut = [untilQuiet(closing), { do: 'end' }, exit] as const

/** RFC 9112, section 7.1: the chunked transfer coding, as clients read it. */
export const clientChunked = [
  ...(
    [
      ['chunk-extension', 'A chunk extension', 'rfc9112-7.1.1-1', chunks({ size: `${CHUNK};zyphos=1` })],
      [
        'chunk-extension-without-value',
        'A chunk extension that is a name alone',
        'rfc9112-7.1.1-1',
        chunks({ size: `${CHUNK};zyphos` })
      ],
      [
        'chunk-extension-between-whitespace',
        'Whitespace around the parts of a chunk extension',
        'rfc9110-5.6.3-5',
        chunks({ size: `${CHUNK} ; zyphos = 1` })
      ],
      [
        'chunk-extension-quoted',
        'A chunk extension with an escaped quote in a quoted string',
        'rfc9110-5.6.4-1',
        chunks({ size: `${CHUNK};zyphos="a\\";b"` })
      ],
      [
        'chunk-extension-of-last-chunk',
        'An extension of the last chunk',
        'rfc9112-7.1.1-1',
        chunks({ last: '0;zyphos=1' })
      ],
      [
        'chunk-size-with-zeros',
        'A chunk size with leading zeros',
        'rfc9112-7.1-3',
        chunks({ size: `${'0'.repeat(10)}${CHUNK}` })
      ],
      ['last-chunk-of-zeros', 'A last chunk of several zeros', 'rfc9112-7.1-2', chunks({ last: '000' })],
      ['trailers', 'A trailer section', 'rfc9112-7.1-1', chunks({ trailers: 'X-Name: 1\r\n' })],
      [
        'etag-in-trailers',
        'ETag as a trailer field',
        'rfc9110-8.8.3-2',
        chunks({ trailers: 'ETag: "1"\r\n' })
      ],
      [
        'accept-ranges-in-trailers',
        'Accept-Ranges as a trailer field',
        'rfc9110-14.3-4',
        chunks({ trailers: 'Accept-Ranges: bytes\r\n' })
      ]
    ] as const
  ).map(([id, title, requirement, probe]) =>
    tolerance({
      id,
      title,
      requirements: [requirement],
      control: plain,
      probe,
      then: cut,
      expect: shown(CONTENT)
    })
  ),
  tolerance({
    id: 'length-in-trailers',
    title: 'Content-Length as a trailer field frames nothing',
    requirements: ['rfc9110-2.4-2', 'rfc9112-7.1-1'],
    control: chunks({ trailers: 'X-Name: 3\r\n' }),
    probe: chunks({ trailers: 'Content-Length: 3\r\n' }),
    then: cut,
    expect: refusedOrRead(CONTENT),
    why: 'No sender may do so (RFC 9110, section 6.5.1): the response may be refused.'
  }),
  tolerance({
    id: 'chunk-size-in-capitals',
    title: 'A chunk size in capital letters',
    requirements: ['rfc9112-7.1-2'],
    control: inChunks(`a\r\n${CONTENT.slice(0, 10)}\r\n6\r\n${CONTENT.slice(10)}\r\n0\r\n\r\n`),
    probe: inChunks(`A\r\n${CONTENT.slice(0, 10)}\r\n6\r\n${CONTENT.slice(10)}\r\n0\r\n\r\n`),
    then: cut,
    expect: shown(CONTENT)
  }),
  ...(
    [
      ['chunk-size-beyond-64-bits', `1${'0'.repeat(14)}${CHUNK}`, '2^64 and the length'],
      ['chunk-size-beyond-32-bits', `1000000${CHUNK}`, '2^32 and the length'],
      ['chunk-size-beyond-all', 'f'.repeat(30), 'thirty times f']
    ] as const
  ).map(([id, size, what]) =>
    offence({
      id,
      title: `A chunk size of ${what}`,
      requirements: ['rfc9112-7.1-3', 'rfc9112-8-2'],
      control: plain,
      probe: chunks({ size }),
      then: cut,
      expect: refused(),
      needs: ['exit-status']
    })
  ),
  ...(
    [
      [
        'chunk-size-with-prefix',
        'A chunk size with "0x": response splitting (CWE-444)',
        { size: `0x${CHUNK}` }
      ],
      ['chunk-size-with-plus', 'A chunk size with a plus sign', { size: `+${CHUNK}` }],
      ['chunk-size-with-minus', 'A chunk size with a minus sign', { size: `-${CHUNK}` }],
      ['chunk-size-with-garbage', 'A letter behind a chunk size', { size: `${CHUNK}z` }],
      ['chunk-size-behind-space', 'A space before a chunk size', { size: ` ${CHUNK}` }],
      ['chunk-data-without-end', 'No line end behind the data of a chunk', { behind: '' }],
      ['chunk-data-longer', 'Data of a chunk that go on behind its size', { behind: 'XX\r\n' }]
    ] as const
  ).map(([id, title, parts]) =>
    tolerance({
      id,
      title,
      requirements: ['rfc9110-2.4-2', 'rfc9112-7.1-2'],
      control: plain,
      probe: chunks(parts),
      then: cut,
      expect: refusedOrRead(CONTENT),
      why: 'It may be refused, or recovered from; content with a part missing is neither.'
    })
  ),
  tolerance({
    id: 'chunk-size-ends-with-lf',
    title: 'A chunk size that ends with LF alone',
    requirements: ['rfc9110-2.4-2'],
    control: plain,
    probe: inChunks(`${CHUNK}\n${CONTENT}\r\n0\r\n\r\n`),
    then: cut,
    expect: refusedOrRead(CONTENT)
  })
]
