import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'
import { STORED } from './machine.ts'
import { get, handOver, octetAt, put } from './memory.ts'
import { pass } from './pass.ts'
import { takeLinesByTable } from './take-lines-by-table.ts'
import { takeLinesByVectors } from './take-lines-by-vectors.ts'

const LF = 0x0a
const CR = 0x0d
const COLON = 0x3a

/**
 * The short way through whole field lines that no reading of any rule makes a difference to; true after the empty line.
 * What it leaves begins at the start of a line and is taken by the machine; the outcome is the same.
 */
export function takeLines(base: i32, last: i32): bool {
  // Values that need spaces are trimmed otherwise.
  if ((load<i32>(layout.SPANS) | get(layout.ENDED)) !== 0) {
    handOver()
    return false
  }
  const begin = base + get(layout.POSITION)
  const at = ASC_FEATURE_SIMD ? takeLinesByVectors(base, begin, last) : takeLinesByTable(base, begin, last)
  if (at !== begin) {
    put(layout.PREVIOUS, STORED)
    put(layout.POSITION, at - base)
  }
  if (at + 1 < last && octetAt(at) === CR && octetAt(at + 1) === LF) {
    put(layout.LENGTH, at + 2 - base)
    return true
  }
  if (!isStarved(at, last)) handOver()
  return false
}

/** Whether the octets from a place are the start of a line as the short way takes it, as far as they go. */
function isStarved(at: i32, last: i32): bool {
  if (at + 1 >= last) return at === last || octetAt(at) === CR || pass(octetClass.NAME, at, last) === last
  const colon = pass(octetClass.NAME, at, last)
  if (colon === last) return true
  if (colon === at || octetAt(colon) !== COLON) return false
  const valueEnd = pass(octetClass.VALUE, colon + 1, last)
  return valueEnd === last || (valueEnd + 1 === last && octetAt(valueEnd) === CR)
}
