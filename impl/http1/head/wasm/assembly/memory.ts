import * as layout from './layout.ts'

/** A word of the head's state or of the rule set. */
export function get(address: usize): i32 {
  return load<i32>(address)
}

export function put(address: usize, value: i32): void {
  store<i32>(address, value)
}

/** A word of the spans. */
export function putSpan(word: i32, offset: i32): void {
  store<i32>(layout.SPANS + ((<usize>word) << 2), offset)
}

export function getSpan(word: i32): i32 {
  return load<i32>(layout.SPANS + ((<usize>word) << 2))
}

export function octetAt(at: i32): i32 {
  return <i32>load<u8>(<usize>at)
}

/** The classes of the octet at a place. */
export function classAt(at: i32): i32 {
  return <i32>load<u8>(layout.CLASSES + <usize>load<u8>(<usize>at))
}

export function least(a: i32, b: i32): i32 {
  return a < b ? a : b
}
