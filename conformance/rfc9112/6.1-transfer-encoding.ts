import { accepted, closed, refused, refusedAndClosed } from '../../lab/http1/expectation.ts'
import { octets, postChunked, type FieldLine } from '../../lab/http1/steps.ts'
import { obligation, offence, tolerance } from '../http1/server-case.ts'

const HOST: FieldLine = ['Host', '{authority}']
const CHUNKS = '5\r\n01234\r\n0\r\n\r\n'
const coded = (coding: string, version = '1.1', ...fields: FieldLine[]) =>
  octets(`POST {upload} HTTP/${version}`, [HOST, ['Transfer-Encoding', coding], ...fields], CHUNKS)

/** RFC 9112, section 6.1: Transfer-Encoding. */
export const transferEncoding = [
  tolerance({
    id: 'http1/chunked-in-capitals',
    title: 'The name of the chunked coding in capitals',
    requirements: ['rfc9112-6.1-1'],
    needs: ['chunked'],
    control: postChunked(CHUNKS),
    probe: coded('CHUNKED'),
    expect: accepted()
  }),
  obligation({
    id: 'http1/content-length-beside-chunked',
    title: 'Content-Length beside Transfer-Encoding: the connection ends after the response',
    requirements: ['rfc9112-6.1-13'],
    needs: ['chunked', 'keep-alive'],
    control: postChunked(CHUNKS),
    probe: postChunked(CHUNKS, ['Content-Length', '15']),
    expect: closed(),
    why: 'The request may be refused or read by Transfer-Encoding; either way the connection is closed.'
  }),
  obligation({
    id: 'http1/transfer-encoding-in-1.0',
    title: 'Transfer-Encoding in an HTTP/1.0 request: the connection ends after the response',
    requirements: ['rfc9112-6.1-14'],
    needs: ['chunked', 'keep-alive'],
    control: coded('chunked', '1.1', ['Connection', 'keep-alive']),
    probe: coded('chunked', '1.0', ['Connection', 'keep-alive']),
    expect: closed()
  }),
  ...(
    [
      ['unknown', 'zyphos-coding, chunked', 'A transfer coding that nobody knows'],
      ['xchunked', 'xchunked', 'A coding whose name ends with "chunked"'],
      ['chunkedx', 'chunkedx', 'A coding whose name begins with "chunked"'],
      ['quoted', '"chunked"', 'The name of the coding in quotes'],
      ['vertical-tab', '\x0bchunked', 'A vertical tab before the name of the coding'],
      ['identity', 'identity', 'The coding identity, which is no more']
    ] as const
  ).map(([name, coding, title]) =>
    offence({
      id: `http1/transfer-coding-${name}`,
      title,
      requirements: ['rfc9112-6.1-9'],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: coded(coding),
      expect: refused(501, 400)
    })
  ),
  ...(
    [
      ['gzip-alone', 'gzip', 'A transfer coding without chunked behind it'],
      ['chunked-first', 'chunked, gzip', 'Chunked before another transfer coding']
    ] as const
  ).map(([name, coding, title]) =>
    offence({
      id: `http1/${name}`,
      title,
      requirements: ['rfc9112-6.3-3'],
      needs: ['chunked'],
      control: postChunked(CHUNKS),
      probe: coded(coding),
      expect: refusedAndClosed(400, 501)
    })
  )
]
