import * as layout from './layout.ts'

/** A word of the head's state or of the rule set. */
export function get(address: i32): i32 {
  return load<i32>(address)
}

export function put(address: i32, value: i32): void {
  store<i32>(address, value)
}

/** A word of the spans. */
export function putSpan(word: i32, offset: i32): void {
  store<i32>(layout.SPANS + (word << 2), offset)
}

export function getSpan(word: i32): i32 {
  return load<i32>(layout.SPANS + (word << 2))
}

export function octetAt(at: i32): i32 {
  return <i32>load<u8>(at)
}

/** The classes of the octet at a place. */
export function classAt(at: i32): i32 {
  return <i32>load<u8>(layout.CLASSES + load<u8>(at))
}

export function least(a: i32, b: i32): i32 {
  return a < b ? a : b
}

/** Counts that the short way has left something to the table machine that is not just unfinished. */
export function handOver(): void {
  put(layout.HAND_OVERS, get(layout.HAND_OVERS) + 1)
}
