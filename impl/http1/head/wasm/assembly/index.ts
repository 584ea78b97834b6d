import * as states from '../../states.ts'
import * as layout from './layout.ts'
import { takeLine } from './machine.ts'
import { get, put } from './memory.ts'
import { COMPLETE, MORE } from './numbers.ts'
import { takeLines } from './take-lines.ts'
import { takeStartLine } from './take-start-line.ts'

/** Starts a head of a kind: the state before it, without a field. */
export function begin(kind: i32): void {
  // A call of `memory.fill` would take longer.
  for (let at = layout.HEAD; at < layout.SPANS + 32; at += 32) {
    store<i64>(at, 0)
    store<i64>(at, 0, 8)
    store<i64>(at, 0, 16)
    store<i64>(at, 0, 24)
  }
  put(layout.KIND, kind)
  put(layout.STATE, kind === 2 ? states.FIELD_START : states.BEFORE)
}

/** Goes on with the head whose first octet is at `base`; `end` is where the octets end that are there. Gives the status. */
export function parse(base: i32, end: i32): i32 {
  const last = min(end, base + get(layout.LIMIT_HEAD))
  if (get(layout.STATE) === states.BEFORE) takeStartLine(base, last)
  let status = MORE
  do {
    if (get(layout.STATE) === states.FIELD_START && takeLines(base, last)) return COMPLETE
    status = takeLine(base, end)
  } while (status === MORE && get(layout.STATE) === states.FIELD_START && base + get(layout.POSITION) !== end)
  return status
}

/** A head that is all there, in one call. */
export function beginAndParse(kind: i32, base: i32, end: i32): i32 {
  begin(kind)
  return parse(base, end)
}
