import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'

/**
 * Which of the 16 octets from `at` are not of a class: bit n for octet n.
 *
 * A set of octets is a matrix of 16 by 16 bits: low half of the octet by high half. Table one holds, for each low half, a
 * bit for each high half from 0 to 7; table two for those from 8 to 15. A swizzle gives 0 for an index above 15, so that
 * each table keeps silent on the other's octets.
 */
export function othersOf(bit: i32, at: i32): i32 {
  const tables: usize = layout.TABLES + ((<usize>ctz(bit)) << 5)
  const octets = v128.load(<usize>at)
  const low = i8x16.swizzle(v128.load(tables), v128.and(octets, i8x16.splat(-113)))
  const high = i8x16.swizzle(
    v128.load(tables, 16),
    v128.and(v128.xor(octets, i8x16.splat(-128)), i8x16.splat(-113))
  )
  const bits = i8x16.swizzle(
    i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128),
    v128.and(i16x8.shr_u(octets, 4), i8x16.splat(15))
  )
  return i8x16.bitmask(i8x16.eq(v128.and(v128.or(low, high), bits), i8x16.splat(0)))
}

/** The same for VALUE as it is where no rule is read otherwise: all but controls, tab among what it has. */
export function othersOfValue(at: i32): i32 {
  const octets = v128.load(<usize>at)
  const controls = i8x16.eq(i8x16.min_u(octets, i8x16.splat(0x1f)), octets)
  const tabs = i8x16.eq(octets, i8x16.splat(0x09))
  return i8x16.bitmask(v128.or(v128.andnot(controls, tabs), i8x16.eq(octets, i8x16.splat(0x7f))))
}

/** The first place from `at`, before `stop` or there, whose octet is not of a class. Reads up to 15 octets beyond. */
export function passVectors(bit: i32, at: i32, stop: i32): i32 {
  if (bit === octetClass.VALUE && load<i32>(layout.USUAL_VALUE) !== 0) return passValue(at, stop)
  while (at < stop) {
    const others = othersOf(bit, at)
    if (others !== 0) {
      at += ctz(others)
      return at < stop ? at : stop
    }
    at += 16
  }
  return stop
}

export function passValue(at: i32, stop: i32): i32 {
  while (at < stop) {
    const others = othersOfValue(at)
    if (others !== 0) {
      at += ctz(others)
      return at < stop ? at : stop
    }
    at += 16
  }
  return stop
}
