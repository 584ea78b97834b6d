import * as flag from '../../flags.ts'
import * as octetClass from '../../octet-classes.ts'
import * as states from '../../states.ts'
import * as layout from './layout.ts'
import { get, handOver, least, octetAt, put, putSpan } from './memory.ts'
import { LONGEST_WORD, REQUEST } from './numbers.ts'
import { pass } from './pass.ts'

const LF = 0x0a
const CR = 0x0d
const SP = 0x20

/**
 * The short way through empty lines and a whole start-line that no reading of any rule makes a difference to. Where octets
 * are missing, or one is met that it does not decide, the line is left to the machine from its first octet.
 */
export function takeStartLine(base: i32, last: i32): void {
  let at = base + get(layout.POSITION)
  let emptyLines = get(layout.EMPTY_LINES)
  while (at + 1 < last && octetAt(at) === CR && octetAt(at + 1) === LF) {
    // As the machine counts them: a line that is refused is left to it.
    const flags = get(layout.FLAGS)
    if ((flags & flag.EMPTY_LINES_REFUSED) !== 0) return handOver()
    if ((flags & flag.EMPTY_LINE_ONCE) !== 0 && emptyLines > 0) return handOver()
    emptyLines++
    at += 2
  }
  put(layout.EMPTY_LINES, emptyLines)
  put(layout.POSITION, at - base)
  // CR alone so far: that of an empty line, or of none.
  if (at + 1 >= last) return
  if (get(layout.KIND) === REQUEST) takeRequestLine(base, at, last)
  else takeStatusLine(base, at, last)
}

function takeRequestLine(base: i32, at: i32, last: i32): void {
  const methodEnd = pass(octetClass.METHOD, at, least(last, at + get(layout.LIMIT_METHOD)))
  if (methodEnd >= last) return
  if (methodEnd === at || octetAt(methodEnd) !== SP) return handOver()
  const target = methodEnd + 1
  const targetEnd = pass(octetClass.TARGET, target, least(last, target + get(layout.LIMIT_TARGET)))
  if (targetEnd >= last) return
  if (targetEnd === target || octetAt(targetEnd) !== SP) return handOver()
  const version = targetEnd + 1
  const versionEnd = pass(octetClass.WORD, version, least(last, version + LONGEST_WORD))
  if (!endsLine(versionEnd, last)) return
  putSpan(2, at - base)
  putSpan(3, methodEnd - base)
  putSpan(4, target - base)
  putSpan(5, targetEnd - base)
  putSpan(6, version - base)
  putSpan(7, versionEnd - base)
  put(layout.POSITION, versionEnd + 2 - base)
  put(layout.STATE, states.FIELD_START)
}

function takeStatusLine(base: i32, at: i32, last: i32): void {
  const versionEnd = pass(octetClass.WORD, at, least(last, at + LONGEST_WORD))
  if (versionEnd >= last) return
  if (versionEnd === at || octetAt(versionEnd) !== SP) return handOver()
  const status = versionEnd + 1
  const statusEnd = pass(octetClass.WORD, status, least(last, status + LONGEST_WORD))
  if (statusEnd >= last) return
  if (statusEnd === status || octetAt(statusEnd) !== SP) return handOver()
  const reason = statusEnd + 1
  const reasonEnd = pass(octetClass.REASON, reason, least(last, reason + get(layout.LIMIT_FIELD_LINE)))
  if (!endsLine(reasonEnd, last)) return
  putSpan(2, at - base)
  putSpan(3, versionEnd - base)
  putSpan(4, status - base)
  putSpan(5, statusEnd - base)
  putSpan(6, reason - base)
  putSpan(7, reasonEnd - base)
  put(layout.POSITION, reasonEnd + 2 - base)
  put(layout.STATE, states.FIELD_START)
}

function endsLine(at: i32, last: i32): bool {
  if (at + 1 < last) {
    if (octetAt(at) === CR && octetAt(at + 1) === LF) return true
    handOver()
  }
  return false
}
