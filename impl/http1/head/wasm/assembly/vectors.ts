import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'

/**
 * The first place from `at`, before `stop` or there, whose octet is not of a class. Reads up to 15 octets beyond.
 *
 * A set of octets is a matrix of 16 by 16 bits: low half of the octet by high half. The first table holds, for each low half,
 * a bit for each high half from 0 to 7; the second for those from 8 to 15. A swizzle gives 0 for an index above 15, so that
 * each table keeps silent on the other's octets.
 */
export function passVectors(bit: i32, at: i32, stop: i32): i32 {
  const tables = layout.TABLES + (ctz(bit) << 5)
  const low = v128.load(tables)
  const high = v128.load(tables, 16)
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  while (at < stop) {
    const octets = v128.load(at)
    const rows = v128.or(
      i8x16.swizzle(low, v128.and(octets, i8x16.splat(-113))),
      i8x16.swizzle(high, v128.and(v128.xor(octets, i8x16.splat(-128)), i8x16.splat(-113)))
    )
    const inRow = i8x16.swizzle(bits, v128.and(i16x8.shr_u(octets, 4), i8x16.splat(15)))
    const others = i8x16.bitmask(i8x16.eq(v128.and(rows, inRow), i8x16.splat(0)))
    if (others !== 0) {
      at += ctz(others)
      return at < stop ? at : stop
    }
    at += 16
  }
  return stop
}

/** As `passVectors` of VALUE. Where that is what it is unless a rule is read otherwise, two compares do for its tables. */
export function lineEndFrom(at: i32, stop: i32): i32 {
  if (load<i32>(layout.USUAL_VALUE) === 0) return passVectors(octetClass.VALUE, at, stop)
  const control = i8x16.splat(0x1f)
  const del = i8x16.splat(0x7f)
  while (at < stop) {
    const one = v128.load(at)
    const two = v128.load(at, 16)
    const ofOne = v128.or(i8x16.eq(i8x16.min_u(one, control), one), i8x16.eq(one, del))
    const ofTwo = v128.or(i8x16.eq(i8x16.min_u(two, control), two), i8x16.eq(two, del))
    const others = i8x16.bitmask(ofOne) | (i8x16.bitmask(ofTwo) << 16)
    if (others !== 0) {
      at += ctz(others)
      // Tab, which the compares take for a control.
      if (at < stop && load<u8>(at) === HTAB) {
        at++
        continue
      }
      break
    }
    at += 32
  }
  return at < stop ? at : stop
}

const HTAB = 0x09
