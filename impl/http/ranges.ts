/** Octets from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** More ranges in one request are an attack, or a mistake (RFC 9110, section 14.2). */
const MOST_RANGES = 64

/**
 * The byte ranges that a Range value asks for, of `size` octets: those that are there, `unsatisfiable` where none is, and
 * `ignored` for other units, bad syntax and too many (RFC 9110, sections 14.1 and 14.2).
 */
export function parseRanges(value: string, size: number): readonly ByteRange[] | 'unsatisfiable' | 'ignored' {
  const match = /^bytes=(.*)$/i.exec(value)
  if (match === null) return 'ignored'
  const specs = match[1]!
    .split(',')
    .map((spec) => spec.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((spec) => spec !== '')
  if (specs.length === 0 || specs.length > MOST_RANGES) return 'ignored'
  const ranges: ByteRange[] = []
  for (const spec of specs) {
    const range = parseSpec(spec, size)
    if (range === 'ignored') return 'ignored'
    if (range !== undefined) ranges.push(range)
  }
  if (ranges.length === 0) return 'unsatisfiable'
  return overlaps(ranges) > 2 ? 'ignored' : ranges
}

/** Undefined where no octet of it is there. Numbers may be of any length: what is beyond 2^53 is beyond every size. */
function parseSpec(spec: string, size: number): ByteRange | undefined | 'ignored' {
  const match = /^(\d*)-(\d*)$/.exec(spec)
  if (match === null || spec === '-') return 'ignored'
  const [, from = '', to = ''] = match
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? undefined : { first: size - length, last: size - 1 }
  }
  const first = Number(from)
  if (to !== '' && BigInt(to) < BigInt(from)) return 'ignored'
  return first >= size ? undefined : { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

function overlaps(ranges: readonly ByteRange[]): number {
  const sorted = [...ranges].sort((a, b) => a.first - b.first)
  return sorted.filter((range, index) => index > 0 && range.first <= sorted[index - 1]!.last).length
}

export const lengthOf = ({ first, last }: ByteRange): number => last - first + 1
export const contentRange = ({ first, last }: ByteRange, size: number): string =>
  `bytes ${first}-${last}/${size}`
