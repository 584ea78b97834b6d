import { classAt } from './memory.ts'
import { passVectors } from './vectors.ts'

/**
 * The first place from `at`, before `stop` or there, whose octet is not of a class: by vectors where the module is compiled
 * for them, by the table of classes otherwise.
 */
export function pass(bit: i32, at: i32, stop: i32): i32 {
  if (ASC_FEATURE_SIMD) return passVectors(bit, at, stop)
  for (const far = stop - 7; at < far; at += 8) {
    const common =
      classAt(at) &
      classAt(at + 1) &
      classAt(at + 2) &
      classAt(at + 3) &
      classAt(at + 4) &
      classAt(at + 5) &
      classAt(at + 6) &
      classAt(at + 7)
    if ((common & bit) === 0) break
  }
  while (at < stop && (classAt(at) & bit) !== 0) at++
  return at
}
