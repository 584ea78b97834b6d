import { octets, type FieldLine } from '../steps.ts'

/** A field for one connection, which the baseline's Connection field nominates. */
export const HOP = 'Zyphos-Hop'
/** A field that nobody knows, and that goes on as it came. */
export const KEPT = 'Zyphos-Kept'
/** What Connection says on both sides. */
export const NOMINATION = `keep-alive, ${HOP}`

/** What every message of every case holds, in both directions. */
const BASELINE: readonly FieldLine[] = [
  ['Connection', NOMINATION],
  [HOP, '{mark}'],
  [KEPT, '{mark}']
]
const HOST: FieldLine = ['Host', '{host}']
const DATE: FieldLine = ['Date', 'Sun, 06 Nov 1994 08:49:37 GMT']

/** A request by some start-line, with the baseline. */
export const request = (start: string, fields: readonly FieldLine[] = [], content = ''): string =>
  octets(start, [HOST, ...BASELINE, ...fields], content)

/** A lawful GET. */
export const get = (...fields: FieldLine[]): string => request('GET {to}{path} HTTP/1.1', fields)
/** A lawful GET of another path below the exchange's own. */
export const getAt = (path: string, ...fields: FieldLine[]): string =>
  request(`GET {to}{path}${path} HTTP/1.1`, fields)
/** A lawful POST with Content-Length. */
export const post = (content: string, ...fields: FieldLine[]): string =>
  request('POST {to}{path} HTTP/1.1', [['Content-Length', String(content.length)], ...fields], content)
/** A POST with chunked content; `chunked`: the octets behind the head. */
export const postChunked = (chunked: string, ...fields: FieldLine[]): string =>
  request('POST {to}{path} HTTP/1.1', [['Transfer-Encoding', 'chunked'], ...fields], chunked)

/** A response by some status-line, with the baseline. */
export const response = (start: string, fields: readonly FieldLine[] = [], content = ''): string =>
  octets(start, [DATE, ...BASELINE, ...fields], content)

/** A lawful response with content of a given length. */
export const ok = (content = 'hello', ...fields: FieldLine[]): string =>
  response('HTTP/1.1 200 OK', [['Content-Length', String(content.length)], ...fields], content)
/** A response with chunked content; `chunked`: the octets behind the head. */
export const okChunked = (chunked: string, ...fields: FieldLine[]): string =>
  response('HTTP/1.1 200 OK', [['Transfer-Encoding', 'chunked'], ...fields], chunked)
