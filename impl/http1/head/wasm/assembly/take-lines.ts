import * as flag from '../../flags.ts'
import * as octetClass from '../../octet-classes.ts'
import * as layout from './layout.ts'
import { STORED } from './machine.ts'
import { classAt, get, least, octetAt, put } from './memory.ts'
import { pass } from './pass.ts'

const LF = 0x0a
const CR = 0x0d
const COLON = 0x3a

/**
 * The short way through whole field lines that no reading of any rule makes a difference to; true after the empty line.
 * What it leaves begins at the start of a line and is taken by the machine; the outcome is the same.
 */
export function takeLines(base: i32, last: i32): bool {
  const notes = load<i32>(layout.SPANS)
  if ((notes | get(layout.ENDED)) !== 0) {
    put(layout.HAND_OVERS, get(layout.HAND_OVERS) + 1)
    return false
  }
  const keepsTrailing = (get(layout.FLAGS) & flag.TRAILING_KEPT) !== 0
  const longest = get(layout.LIMIT_FIELD_LINE)
  const begin = base + get(layout.POSITION)
  const most = get(layout.LIMIT_FIELDS)
  const before = load<i32>(layout.SPANS, 4)
  let count = before
  let field: usize = layout.SPANS + 32 + ((<usize>count) << 4)
  let at = begin
  // Whether the octets end here, rather than what the short way understands.
  let starved = false
  for (;;) {
    if (at + 1 >= last) {
      starved = true
      break
    }
    if (octetAt(at) === CR) break
    if (count >= most) break
    const stop = least(last, at + longest)
    const colon = pass(octetClass.NAME, at, stop)
    if (colon >= stop || colon === at || octetAt(colon) !== COLON) {
      starved = colon >= last
      break
    }
    let start = colon + 1
    if (start < stop && (classAt(start) & octetClass.OWS) !== 0) {
      start++
      if (start < stop && (classAt(start) & octetClass.OWS) !== 0) start = pass(octetClass.OWS, start, stop)
    }
    let valueEnd = pass(octetClass.VALUE, start, stop)
    if (valueEnd + 1 >= last) {
      starved = true
      break
    }
    if (octetAt(valueEnd) !== CR || octetAt(valueEnd + 1) !== LF) break
    const next = valueEnd + 2
    if (!keepsTrailing) while (valueEnd > start && (classAt(valueEnd - 1) & octetClass.OWS) !== 0) valueEnd--
    store<i32>(field, at - base)
    store<i32>(field, colon - base, 4)
    store<i32>(field, start - base, 8)
    store<i32>(field, valueEnd - base, 12)
    field += 16
    count++
    at = next
  }
  if (count !== before) {
    store<i32>(layout.SPANS, count, 4)
    put(layout.PREVIOUS, STORED)
    put(layout.POSITION, at - base)
  }
  if (at + 1 < last && octetAt(at) === CR && octetAt(at + 1) === LF) {
    put(layout.LENGTH, at + 2 - base)
    return true
  }
  if (!starved) put(layout.HAND_OVERS, get(layout.HAND_OVERS) + 1)
  return false
}
