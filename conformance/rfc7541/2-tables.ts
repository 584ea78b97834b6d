import { indexed, literal, sizeUpdate } from '../../impl/hpack/representation.ts'
import { connectionError } from '../../lab/http2/expectation.ts'
import { offence, tolerance } from '../http2/server-case.ts'
import { answered } from './answered.ts'
import { decoded } from './decoded.ts'
import { entry, field, METHOD, METHOD_ENTRY, octets, request, TARGET } from './request.ts'

export const cases = [
  tolerance({
    id: 'http2/hpack-field-lines-sorted',
    title: 'a field line whose name sorts before those of pseudo-header fields',
    requirements: ['rfc7541-2.1-2'],
    control: request(1, METHOD, ...TARGET, field('x-name', 'value')),
    probe: request(1, METHOD, ...TARGET, field('!name', 'value')),
    ...decoded(1),
    why: 'Pseudo-header fields come first here, and only a decoder that reorders them finds otherwise.'
  }),
  tolerance({
    id: 'http2/hpack-static-index',
    title: ':method as an entry of the static table',
    requirements: ['rfc7541-2.3.1+1'],
    control: request(1, octets(METHOD), ...TARGET),
    probe: request(1, octets(indexed(2)), ...TARGET),
    ...decoded(1)
  }),
  ...(
    [
      ['http', 6, 'cleartext'],
      ['https', 7, 'tls']
    ] as const
  ).map(([scheme, index, need]) =>
    tolerance({
      id: `http2/hpack-static-index-of-scheme-${scheme}`,
      title: `":scheme: ${scheme}" as an entry of the static table`,
      requirements: ['rfc7541-2.3.1+1'],
      needs: [need],
      control: request(
        1,
        METHOD,
        octets(literal({ nameIndex: 6, value: scheme, indexing: 'without' })),
        ...TARGET.slice(1)
      ),
      probe: request(1, METHOD, octets(indexed(index)), ...TARGET.slice(1)),
      ...decoded(1)
    })
  ),
  tolerance({
    id: 'http2/hpack-static-index-of-path',
    title: '":path: /" as an entry of the static table',
    requirements: ['rfc7541-2.3.1+1'],
    control: request(
      1,
      METHOD,
      ...TARGET.slice(0, 2),
      octets(literal({ name: ':path', value: '/', indexing: 'without' }))
    ),
    probe: request(1, METHOD, ...TARGET.slice(0, 2), octets(indexed(4))),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-static-names',
    title: 'a pseudo-header field name as an index of the static table',
    requirements: ['rfc7541-2.3.1+1'],
    control: request(1, octets(literal({ name: ':method', value: 'GET', indexing: 'without' })), ...TARGET),
    probe: request(1, octets(literal({ nameIndex: 3, value: 'GET', indexing: 'without' })), ...TARGET),
    ...decoded(1),
    why: 'Entry 3 is ":method: POST": the value given with the index counts, not the one of the entry.'
  }),
  tolerance({
    id: 'http2/hpack-dynamic-index-on-another-stream',
    title: 'a dynamic table entry that another stream has made',
    requirements: ['rfc9113-4.3+1', 'rfc7541-2.3.2+1', 'rfc7541-6.2.1+1'],
    given: answered(1, METHOD_ENTRY, ...TARGET),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(62), ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-dynamic-index-in-the-same-block',
    title: 'a dynamic table entry that the same field block has made',
    requirements: ['rfc7541-3.2-1', 'rfc7541-6.2.1+1'],
    control: request(1, METHOD, ...TARGET, entry('x-name', 64), indexed(61)),
    probe: request(1, METHOD, ...TARGET, entry('x-name', 64), indexed(62)),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-oldest-dynamic-index',
    title: 'the oldest of three dynamic table entries, by the highest index',
    requirements: ['rfc7541-2.3.3+1', 'rfc7541-2.3.3-1'],
    given: answered(1, METHOD_ENTRY, ...TARGET, entry('x-a', 64), entry('x-b', 64)),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(64), ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-newest-dynamic-index',
    title: 'the newest of three dynamic table entries, by index 62',
    requirements: ['rfc7541-2.3.3+1'],
    given: answered(1, ...TARGET, METHOD_ENTRY).concat(
      answered(3, METHOD, ...TARGET, entry('x-a', 64), entry('x-b', 64)),
      answered(5, METHOD_ENTRY, ...TARGET)
    ),
    control: request(7, indexed(2), ...TARGET),
    probe: request(7, indexed(62), ...TARGET),
    ...decoded(7)
  }),
  tolerance({
    id: 'http2/hpack-dynamic-name',
    title: 'a name as an index of the dynamic table',
    requirements: ['rfc7541-6.2.1+1', 'rfc7541-2.3.3+1'],
    given: answered(1, METHOD_ENTRY, ...TARGET),
    control: request(3, METHOD, ...TARGET),
    probe: request(3, literal({ nameIndex: 62, value: 'GET', indexing: 'without' }), ...TARGET),
    ...decoded(3)
  }),
  tolerance({
    id: 'http2/hpack-entry-with-dynamic-name',
    title: 'an entry whose name was an index of the dynamic table',
    requirements: ['rfc7541-6.2.1+1'],
    given: [
      ...answered(1, METHOD_ENTRY, ...TARGET, entry('x-a', 64)),
      ...answered(3, literal({ nameIndex: 63, value: 'GET', indexing: 'incremental' }), ...TARGET)
    ],
    control: request(5, indexed(2), ...TARGET),
    probe: request(5, indexed(62), ...TARGET),
    ...decoded(5)
  }),
  tolerance({
    id: 'http2/hpack-duplicate-entries',
    title: 'the same dynamic table entry twice',
    requirements: ['rfc7541-2.3.2-1'],
    given: answered(1, METHOD_ENTRY, ...TARGET, entry('x-a', 64)),
    control: [request(3, METHOD, ...TARGET, field('x-a', 'v'.repeat(29))), request(5, METHOD, ...TARGET)],
    probe: [request(3, METHOD, ...TARGET, entry('x-a', 64)), request(5, METHOD, ...TARGET)],
    ...decoded(5)
  }),
  tolerance({
    id: 'http2/hpack-index-behind-duplicate-entries',
    title: 'a dynamic table entry behind two that are the same',
    requirements: ['rfc7541-2.3.2-1'],
    given: answered(1, METHOD_ENTRY, ...TARGET, entry('x-a', 64), entry('x-a', 64)),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(64), ...TARGET),
    ...decoded(3)
  }),
  offence({
    id: 'http2/hpack-index-beyond-static-table',
    title: 'index 62 while the dynamic table is empty',
    requirements: ['rfc7541-2.3.3-1', 'rfc7541-2.3.2+1', 'rfc9113-4.3-3'],
    control: request(1, METHOD, ...TARGET, indexed(61)),
    probe: request(1, METHOD, ...TARGET, indexed(62)),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  offence({
    id: 'http2/hpack-index-beyond-dynamic-table',
    title: 'an index one above the oldest dynamic table entry',
    requirements: ['rfc7541-2.3.3-1', 'rfc9113-4.3-3'],
    given: answered(1, METHOD, ...TARGET, entry('x-a', 64), entry('x-b', 64)),
    control: request(3, METHOD, ...TARGET, indexed(63)),
    probe: request(3, METHOD, ...TARGET, indexed(64)),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  ...(['incremental', 'without', 'never'] as const).map((indexing) =>
    offence({
      id: `http2/hpack-name-index-beyond-tables-${indexing === 'incremental' ? indexing : `${indexing}-indexed`}`,
      title: `a literal (${indexing}) with a name index beyond the tables`,
      requirements: ['rfc7541-2.3.3-1', 'rfc9113-4.3-3'],
      control: request(1, METHOD, ...TARGET, literal({ nameIndex: 61, value: 'v', indexing })),
      probe: request(1, METHOD, ...TARGET, literal({ nameIndex: 62, value: 'v', indexing })),
      expect: connectionError('COMPRESSION_ERROR')
    })
  ),
  ...(['without', 'never'] as const).flatMap((indexing) => {
    const line = literal({ name: 'x-b', value: 'v', indexing })
    return [
      tolerance({
        id: `http2/hpack-literal-${indexing}-indexing-leaves-table`,
        title: `an index after a literal ${indexing === 'never' ? 'never indexed' : 'without indexing'}`,
        requirements: ['rfc7541-6.2.2+1', 'rfc7541-3.2-1'],
        given: answered(1, METHOD_ENTRY, ...TARGET, line),
        control: request(3, indexed(2), ...TARGET),
        probe: request(3, indexed(62), ...TARGET),
        ...decoded(3)
      }),
      offence({
        id: `http2/hpack-index-of-literal-${indexing}-indexed`,
        title: `the index that a literal ${indexing === 'never' ? 'never indexed' : 'without indexing'} would have had`,
        requirements: ['rfc7541-2.3.3-1', 'rfc7541-6.2.2+1'],
        given: answered(1, METHOD, ...TARGET, line),
        control: request(3, METHOD, ...TARGET, indexed(61)),
        probe: request(3, METHOD, ...TARGET, indexed(62)),
        expect: connectionError('COMPRESSION_ERROR')
      })
    ]
  }),
  ...(['incremental', 'never'] as const).map((indexing) =>
    tolerance({
      id: `http2/hpack-literal-${indexing}`,
      title: `a literal ${indexing === 'never' ? 'never indexed' : 'with incremental indexing'}`,
      requirements: indexing === 'never' ? ['rfc7541-6.2.2+1'] : ['rfc7541-6.2.1+1'],
      control: request(1, METHOD, ...TARGET),
      probe: request(1, literal({ nameIndex: 2, value: 'GET', indexing }), ...TARGET),
      ...decoded(1)
    })
  ),
  offence({
    id: 'http2/hpack-index-zero',
    title: 'an indexed field line with index 0',
    requirements: ['rfc7541-6.1-1', 'rfc9113-4.3-3'],
    control: request(1, METHOD, ...TARGET, indexed(61)),
    probe: request(1, METHOD, ...TARGET, indexed(0)),
    expect: connectionError('COMPRESSION_ERROR')
  }),
  tolerance({
    id: 'http2/hpack-static-entry-without-value',
    title: 'a static table entry that has no value',
    requirements: ['rfc7541-6.1-1', 'rfc7541-2.3.1+1'],
    control: request(1, METHOD, ...TARGET, octets(field('accept-language', ''))),
    probe: request(1, METHOD, ...TARGET, octets(indexed(17))),
    ...decoded(1)
  }),
  tolerance({
    id: 'http2/hpack-many-entries',
    title: 'the oldest of 66 dynamic table entries',
    requirements: ['rfc7541-2.3.3+1', 'rfc7541-5.1+1'],
    given: answered(
      1,
      sizeUpdate(4000),
      METHOD_ENTRY,
      ...TARGET,
      ...Array.from({ length: 65 }, (_, i) => entry(`x-${i}`, 40))
    ),
    control: request(3, indexed(2), ...TARGET),
    probe: request(3, indexed(127), ...TARGET),
    ...decoded(3),
    why: 'Index 127 is also the first that does not fit into its prefix of seven bits.'
  })
]
