import * as flag from '../../flags.ts'
import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'
import { classAt, get, least, octetAt } from './memory.ts'
import { lineEndFrom, passVectors } from './vectors.ts'

const CR_LF = 0x0a0d
const COLON = 0x3a
const NAME_TABLES = layout.TABLES + 2 * 32

/**
 * Takes field lines from a place on, as long as they are lawful; gives the start of the line that is none, or the end.
 *
 * The end of a line is looked for from its first octet, not from the end of its name: the two searches do not wait for one
 * another, and the next line can begin before this one's name is known. An octet that is of no value ends the way, even where
 * a reading lets it be a part of a name.
 */
export function takeLinesByVectors(base: i32, from: i32, last: i32): i32 {
  const keepsTrailing = (get(layout.FLAGS) & flag.TRAILING_KEPT) !== 0
  const longest = get(layout.LIMIT_FIELD_LINE)
  const first = layout.SPANS + 32
  const end = first + (get(layout.LIMIT_FIELDS) << 4)
  let field = first + (load<i32>(layout.SPANS, 4) << 4)
  let at = from

  // What vectors.ts says in a function is written out here, with its constants before the loop.
  const low = v128.load(NAME_TABLES)
  const high = v128.load(NAME_TABLES, 16)
  const highNames = v128.any_true(high)
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  const lowHalf = i8x16.splat(-113)

  while (field < end) {
    const stop = least(last, at + longest)
    let valueEnd = lineEndFrom(at, stop)
    if (valueEnd + 1 >= last || <i32>load<u16>(valueEnd) !== CR_LF) break

    const octets = v128.load(at)
    let rows = i8x16.swizzle(low, v128.and(octets, lowHalf))
    if (highNames)
      rows = v128.or(rows, i8x16.swizzle(high, v128.and(v128.xor(octets, i8x16.splat(-128)), lowHalf)))
    const inRow = i8x16.swizzle(bits, v128.and(i16x8.shr_u(octets, 4), i8x16.splat(15)))
    const others = i8x16.bitmask(i8x16.eq(v128.and(rows, inRow), i8x16.splat(0)))
    const colon = others !== 0 ? at + ctz(others) : passVectors(octetClass.NAME, at + 16, valueEnd)
    if (colon >= valueEnd || colon === at || octetAt(colon) !== COLON) break

    const next = valueEnd + 2
    let start = colon + 1
    while (start < valueEnd && (classAt(start) & octetClass.OWS) !== 0) start++
    if (!keepsTrailing) while (valueEnd > start && (classAt(valueEnd - 1) & octetClass.OWS) !== 0) valueEnd--
    store<i32>(field, at - base)
    store<i32>(field, colon - base, 4)
    store<i32>(field, start - base, 8)
    store<i32>(field, valueEnd - base, 12)
    field += 16
    at = next
  }
  store<i32>(layout.SPANS, (field - first) >> 4, 4)
  return at
}
