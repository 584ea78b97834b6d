import { accepted, notServed, refused } from '../../lab/http1/expectation.ts'
import { postChunked } from '../../lab/http1/steps.ts'
import { offence, patiently, tolerance } from '../http1/server-case.ts'

const CHUNKS = '5\r\n01234\r\n0\r\n\r\n'

/** RFC 9112, section 7.1: the chunked transfer coding. */
export const chunked = [
  ...(
    [
      ['hex-prefix', '0x5\r\n01234\r\n0\r\n\r\n', 'A chunk size with 0x before it'],
      ['plus', '+5\r\n01234\r\n0\r\n\r\n', 'A chunk size with a plus sign'],
      ['minus', '-5\r\n01234\r\n0\r\n\r\n', 'A chunk size with a minus sign'],
      ['space-before', ' 5\r\n01234\r\n0\r\n\r\n', 'A chunk size with a space before it'],
      ['letter-behind', '5g\r\n01234\r\n0\r\n\r\n', 'A chunk size with a letter behind it'],
      ['underscore', '0_5\r\n01234\r\n0\r\n\r\n', 'A chunk size with an underscore'],
      ['missing', '\r\n01234\r\n0\r\n\r\n', 'A chunk without a size'],
      ['extension-without-size', ';a=b\r\n01234\r\n0\r\n\r\n', 'A chunk extension without a size'],
      ['nul', '5\0\r\n01234\r\n0\r\n\r\n', 'NUL behind a chunk size']
    ] as const
  ).map(([name, content, title]) =>
    offence({
      id: `http1/chunk-size-with-${name}`,
      title,
      requirements: ['rfc9112-2.2-10', 'rfc9112-7.1-2'],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: postChunked(content),
      expect: refused(400)
    })
  ),
  ...(
    [
      ['data-without-line-end', '5\r\n012340\r\n\r\n', 'Data of a chunk that no line end follows'],
      [
        'data-followed-by-other-octets',
        '5\r\n01234xx0\r\n\r\n',
        'Two other octets in place of the line end behind data'
      ],
      [
        'data-longer-than-its-size',
        '5\r\n012345\r\n0\r\n\r\n',
        'Data that is longer than the size of its chunk'
      ]
    ] as const
  ).map(([name, content, title]) =>
    offence({
      id: `http1/chunk-${name}`,
      title,
      requirements: ['rfc9112-2.2-10', 'rfc9112-7.1-2'],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: postChunked(content),
      expect: refused(400)
    })
  ),
  ...(
    [
      ['64-bits', '10000000000000005', 'that is 5 modulo two to the power of 64'],
      ['32-bits', '100000005', 'that is 5 modulo two to the power of 32'],
      ['many-digits', `${'f'.repeat(40)}5`, 'of more digits than any integer holds']
    ] as const
  ).map(([name, size, what]) =>
    offence({
      id: `http1/chunk-size-beyond-${name}`,
      title: `A chunk size ${what}`,
      requirements: ['rfc9112-7.1-3'],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: postChunked(CHUNKS.replace('5\r\n', `${size}\r\n`)),
      then: patiently,
      expect: notServed(400, 413)
    })
  ),
  ...(
    [
      [
        'extension',
        '5;name=value\r\n01234\r\n0\r\n\r\n',
        'A chunk extension that nobody knows',
        'rfc9112-7.1.1-1'
      ],
      [
        'extension-without-value',
        '5;name\r\n01234\r\n0\r\n\r\n',
        'A chunk extension without a value',
        'rfc9112-7.1.1-1'
      ],
      [
        'extension-quoted',
        '5;name="a;b"\r\n01234\r\n0\r\n\r\n',
        'A chunk extension with a quoted value',
        'rfc9112-7.1.1-1'
      ],
      [
        'extension-at-the-end',
        '5\r\n01234\r\n0;name=value\r\n\r\n',
        'An extension of the last chunk',
        'rfc9112-7.1.1-1'
      ],
      ['leading-zeros', '0005\r\n01234\r\n0\r\n\r\n', 'A chunk size with leading zeros', 'rfc9112-7.1-2'],
      [
        'last-of-several-zeros',
        '5\r\n01234\r\n000\r\n\r\n',
        'A last chunk of several zeros',
        'rfc9112-7.1-2'
      ],
      ['several', '2\r\n01\r\n3\r\n234\r\n0\r\n\r\n', 'Several chunks', 'rfc9112-7.1-2'],
      ['upper-case', 'A\r\n0123456789\r\n0\r\n\r\n', 'A chunk size in a capital', 'rfc9112-7.1-2'],
      ['trailer', '5\r\n01234\r\n0\r\nX-Trailer: value\r\n\r\n', 'A trailer section', 'rfc9112-7.1-1']
    ] as const
  ).map(([name, content, title, requirement]) =>
    tolerance({
      id: `http1/chunk-${name}`,
      title,
      requirements: [requirement],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: postChunked(content),
      expect: accepted()
    })
  )
]
