import type { FieldLine } from '../application.ts'
import { formatDate } from './date.ts'
import { formatEntityTag } from './entity-tag.ts'
import { evaluatePreconditions, ifRangeHolds, valueOf, type Validators } from './preconditions.ts'
import { contentRange, lengthOf, parseRanges, type ByteRange } from './ranges.ts'
import type { SemanticRuleSet } from './rules.ts'

/** What is known of a representation before its octets are read. */
export interface Representation extends Validators {
  readonly type: string
  /** In octets. */
  readonly size: number
  /** Further fields of every 200 response. */
  readonly fields?: readonly FieldLine[]
}

/** A piece of content: text that frames parts, or octets of the representation. */
export type Piece = string | ByteRange

/** What a request for a representation is answered with. */
export interface Selection {
  readonly status: 200 | 206 | 304 | 412 | 416
  readonly fields: readonly FieldLine[]
  /** The content, piece by piece; none of HEAD and 304. */
  readonly pieces: readonly Piece[]
}

const BOUNDARY = 'zyphos-byteranges'

/**
 * Selects the response to GET or HEAD for a representation: preconditions first, then Range (RFC 9110, sections 13.2.2 and
 * 14.2). `now` is the time since 1970 in milliseconds.
 */
export function selectResponse(
  { method, fields }: { readonly method: string; readonly fields: readonly FieldLine[] },
  representation: Representation,
  now: number,
  rules: SemanticRuleSet = {}
): Selection {
  const { type, size, tag, lastModified } = representation
  const validators: FieldLine[] = [
    ...(tag === undefined ? [] : [{ name: 'etag', value: formatEntityTag(tag) }]),
    // A date in the future is not to be told (section 8.8.2.1).
    ...(lastModified === undefined
      ? []
      : [{ name: 'last-modified', value: formatDate(Math.min(lastModified, now)) }])
  ]
  const shared = [...validators, ...(representation.fields ?? [])]
  const precondition = evaluatePreconditions(method, fields, representation, now, rules)
  if (precondition === 304)
    return { status: 304, fields: rules.notModifiedFields === 'omitted' ? [] : shared, pieces: [] }
  if (precondition === 412) return withText(412, 'A precondition does not hold.\n', [])
  const all = { name: 'accept-ranges', value: 'bytes' }
  const ranges = rangesOf(method, fields, representation, now, rules)
  if (ranges === 'unsatisfiable')
    return withText(416, 'None of the ranges is there.\n', [
      { name: 'content-range', value: `bytes */${size}` }
    ])
  const [first] = ranges
  if (first === undefined) {
    const whole = size === 0 ? [] : [{ first: 0, last: size - 1 }]
    return finish(method, 200, [{ name: 'content-type', value: type }, all, ...shared], whole)
  }
  if (ranges.length === 1 && rules.rangeMultipart !== 'always') {
    const said =
      rules.rangeSatisfied === 'unsaid' ? [] : [{ name: 'content-range', value: contentRange(first, size) }]
    return finish(method, 206, [{ name: 'content-type', value: type }, ...said, ...shared], [first])
  }
  const parts = ranges.flatMap((range): Piece[] => [
    `--${BOUNDARY}\r\ncontent-type: ${type}\r\ncontent-range: ${contentRange(range, size)}\r\n\r\n`,
    range,
    '\r\n'
  ])
  const multipart = { name: 'content-type', value: `multipart/byteranges; boundary=${BOUNDARY}` }
  return finish(method, 206, [multipart, ...shared], [...parts, `--${BOUNDARY}--\r\n`])
}

function rangesOf(
  method: string,
  fields: readonly FieldLine[],
  representation: Representation,
  now: number,
  rules: SemanticRuleSet
): readonly ByteRange[] | 'unsatisfiable' {
  const value = valueOf(fields, 'range')
  if (value === undefined || rules.rangeSatisfied === 'ignored') return []
  if (method !== 'GET' && rules.rangeMethod !== 'evaluated') return []
  const ifRange = valueOf(fields, 'if-range')
  if (ifRange !== undefined && !ifRangeHolds(ifRange, representation, now, rules)) return []
  if (rules.rangeUnit === 'refused' && !/^bytes=/i.test(value)) return 'unsatisfiable'
  const ranges = parseRanges(value, representation.size)
  if (ranges === 'ignored') return []
  if (ranges === 'unsatisfiable') return rules.rangeUnsatisfiable === 'ignored' ? [] : ranges
  const kept = rules.rangeMultipart === 'first' ? ranges.slice(0, 1) : ranges
  return rules.rangeSatisfied === 'offByOne'
    ? kept.map(({ first, last }) => ({ first, last: Math.max(first, last - 1) }))
    : kept
}

function finish(
  method: string,
  status: 200 | 206,
  fields: readonly FieldLine[],
  pieces: readonly Piece[]
): Selection {
  const length = pieces.reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? piece.length : lengthOf(piece)),
    0
  )
  const said = { name: 'content-length', value: String(length) }
  return { status, fields: [...fields, said], pieces: method === 'HEAD' ? [] : pieces }
}

function withText(status: 412 | 416, text: string, fields: readonly FieldLine[]): Selection {
  const own = [
    { name: 'content-type', value: 'text/plain; charset=utf-8' },
    { name: 'content-length', value: String(text.length) }
  ]
  return { status, fields: [...own, ...fields], pieces: [text] }
}
