// Over 300 lines: one state machine, a case for each state of states.ts, in the order in which a head goes through them.
import * as flag from '../../flags.ts'
import * as octetClass from '../../octet-classes.ts'
import * as states from '../../states.ts'
import * as layout from './layout.ts'
import { classAt, get, getSpan, least, octetAt, put, putSpan } from './memory.ts'
import * as rule from './numbers.ts'
import { COMPLETE, LONGEST_WORD, MORE, NEEDS_SPACES, REFUSED, REQUEST, SIMPLE_REQUEST } from './numbers.ts'
import { pass } from './pass.ts'

const NUL = 0x00
const HTAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SP = 0x20
const HASH = 0x23
const COLON = 0x3a

// What the line before did: a fold needs to know, and whitespace before the first line.
const NO_LINE = 0
export const STORED = 1
const PASSED_OVER = 2

const NOWHERE = -1

/** Goes on, octet by octet, to the start of the next line: the table machine, which decides whatever there is. */
export function takeLine(base: i32, end: i32): i32 {
  const flags = get(layout.FLAGS)
  const headEnd = base + get(layout.LIMIT_HEAD)
  // No element goes on beyond this.
  const last = least(end, headEnd)
  let at = base + get(layout.POSITION)
  let current = get(layout.STATE)
  let line = base + get(layout.LINE)
  let token = base + get(layout.TOKEN)

  while (at < end) {
    if (at === headEnd) return refuse(rule.headLength, at - base)
    switch (current) {
      case states.BEFORE: {
        const octet = octetAt(at)
        if (octet === CR) {
          at++
          current = states.BEFORE_LF
        } else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          if (!takesEmptyLine()) return refuse(rule.leadingEmptyLines, at - base)
          at++
        } else if ((flags & flag.SPACE_RUNS) !== 0 && (classAt(at) & octetClass.SPACE) !== 0) at++
        else {
          token = at
          current = get(layout.KIND) === REQUEST ? states.METHOD : states.STATUS_VERSION
        }
        break
      }

      case states.BEFORE_LF:
        if (octetAt(at) !== LF) return refuse(rule.bareCr, at - 1 - base)
        if (!takesEmptyLine()) return refuse(rule.leadingEmptyLines, at - 1 - base)
        at++
        current = states.BEFORE
        break

      case states.METHOD: {
        const stop = least(last, token + get(layout.LIMIT_METHOD))
        at = pass(octetClass.METHOD, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        if ((classAt(at) & octetClass.SPACE) !== 0 && at > token) {
          putSpan(2, token - base)
          putSpan(3, at - base)
          at++
          current = states.TARGET_SPACE
        } else if ((classAt(at) & octetClass.METHOD) !== 0) return refuse(rule.methodLength, at - base)
        else return refuse(isBlank(octet) ? rule.startLineSpaces : rule.methodOctets, at - base)
        break
      }

      case states.TARGET_SPACE: {
        const octet = octetAt(at)
        if ((classAt(at) & octetClass.SPACE) !== 0) {
          if ((flags & flag.SPACE_RUNS) !== 0) {
            at++
            break
          }
          if ((flags & flag.SPACE_IN_TARGET) === 0) return refuse(rule.startLineSpaces, at - base)
        }
        token = at
        current = states.TARGET
        break
      }

      case states.TARGET: {
        const stop = least(last, token + get(layout.LIMIT_TARGET))
        at = pass(octetClass.TARGET, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        if ((classAt(at) & octetClass.TARGET) !== 0) return refuse(rule.targetLength, at - base)
        putSpan(4, token - base)
        putSpan(5, at - base)
        if ((classAt(at) & octetClass.SPACE) !== 0) current = states.VERSION_SPACE
        else if (octet === CR) current = states.TARGET_LF
        else if (octet === HASH && (flags & flag.FRAGMENT_CUT) !== 0) current = states.FRAGMENT
        else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) {
          if (!endsWithoutVersion()) return refuse(rule.versionMissing, at - base)
          if ((flags & flag.VERSION_OPTIONAL) !== 0) return complete(at + 1 - base)
          current = states.FIELD_START
        } else return refuse(ruleOfTarget(octet), at - base)
        at++
        break
      }

      case states.TARGET_LF:
        if (octetAt(at) === LF) at++
        else if ((flags & flag.CR_ENDS_LINE) === 0) return refuse(rule.bareCr, at - 1 - base)
        if (!endsWithoutVersion()) return refuse(rule.versionMissing, getSpan(5))
        if ((flags & flag.VERSION_OPTIONAL) !== 0) return complete(at - base)
        current = states.FIELD_START
        break

      case states.FRAGMENT: {
        const octet = octetAt(at)
        if ((classAt(at) & octetClass.SPACE) !== 0) current = states.VERSION_SPACE
        else if (octet === CR) current = states.TARGET_LF
        else if ((classAt(at) & octetClass.TARGET) === 0 && octet !== HASH)
          return refuse(ruleOfTarget(octet), at - base)
        at++
        break
      }

      case states.VERSION_SPACE: {
        const octet = octetAt(at)
        if ((classAt(at) & octetClass.SPACE) !== 0) {
          if ((flags & flag.SPACE_IN_TARGET) !== 0) putSpan(5, at - base)
          else if ((flags & flag.SPACE_RUNS) === 0) return refuse(rule.startLineSpaces, at - base)
          at++
        } else if (octet === CR && (flags & flag.SPACE_RUNS) !== 0) {
          at++
          current = states.TARGET_LF
        } else {
          token = at
          current = states.VERSION
        }
        break
      }

      case states.VERSION: {
        const stop = least(last, token + LONGEST_WORD)
        at = pass(octetClass.WORD, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        putSpan(6, token - base)
        putSpan(7, at - base)
        if (octet === CR) current = states.LINE_LF
        else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          current = states.FIELD_START
        } else if ((classAt(at) & octetClass.SPACE) === 0) return refuse(rule.versionSyntax, at - base)
        else if ((flags & flag.SPACE_IN_TARGET) !== 0) {
          putSpan(5, at - base)
          token = at + 1
        } else if ((flags & flag.SPACE_RUNS) !== 0) current = states.VERSION_END
        else return refuse(rule.startLineSpaces, at - base)
        at++
        break
      }

      case states.VERSION_END: {
        const octet = octetAt(at)
        if (octet === CR) current = states.LINE_LF
        else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) current = states.FIELD_START
        else if ((classAt(at) & octetClass.SPACE) === 0)
          return refuse(octet === LF ? rule.bareLf : rule.startLineSpaces, at - base)
        at++
        break
      }

      case states.LINE_LF:
        if (octetAt(at) === LF) at++
        else if ((flags & flag.CR_ENDS_LINE) === 0) return refuse(rule.bareCr, at - 1 - base)
        current = states.FIELD_START
        break

      case states.STATUS_VERSION: {
        const stop = least(last, token + LONGEST_WORD)
        at = pass(octetClass.WORD, at, stop)
        if (at === last) break
        if ((classAt(at) & octetClass.SPACE) === 0 || at === token)
          return refuse(rule.versionSyntax, at - base)
        putSpan(2, token - base)
        putSpan(3, at - base)
        at++
        token = at
        current = states.STATUS_SPACE
        break
      }

      case states.STATUS_SPACE:
        if ((classAt(at) & octetClass.SPACE) !== 0) {
          if ((flags & flag.SPACE_RUNS) === 0) return refuse(rule.startLineSpaces, at - base)
          at++
          break
        }
        token = at
        current = states.STATUS
        break

      case states.STATUS: {
        const stop = least(last, token + LONGEST_WORD)
        at = pass(octetClass.WORD, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        putSpan(4, token - base)
        putSpan(5, at - base)
        putSpan(6, at - base)
        putSpan(7, at - base)
        if (at === token) return refuse(rule.statusSyntax, at - base)
        if ((classAt(at) & octetClass.SPACE) !== 0) current = states.REASON
        else if (octet !== CR && octet !== LF) return refuse(rule.statusSyntax, at - base)
        else if ((flags & flag.REASON_OPTIONAL) === 0) return refuse(rule.reasonSpaceMissing, at - base)
        else if (octet === CR) current = states.LINE_LF
        else if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
        else current = states.FIELD_START
        at++
        token = at
        break
      }

      case states.REASON: {
        const stop = least(last, token + get(layout.LIMIT_FIELD_LINE))
        at = pass(octetClass.REASON, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        putSpan(6, token - base)
        putSpan(7, at - base)
        if (octet === CR) current = states.LINE_LF
        else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          current = states.FIELD_START
        } else if ((classAt(at) & octetClass.REASON) !== 0) return refuse(rule.fieldLineLength, at - base)
        else return refuse(rule.reasonOctets, at - base)
        at++
        break
      }

      case states.FIELD_START: {
        const octet = octetAt(at)
        line = token = at
        if (octet === CR) {
          at++
          current = states.END_LF
        } else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          return complete(at + 1 - base)
        } else if (get(layout.ENDED) !== 0) current = states.SKIP
        else if (octet === SP || octet === HTAB) {
          current = afterLeadingWhitespace()
          if (current === NOWHERE)
            return refuse(
              get(layout.PREVIOUS) === NO_LINE ? rule.firstLineWhitespace : rule.obsFold,
              at - base
            )
          if (current === states.FOLD_START) line = base + getSpan(fieldAt())
          at++
        } else if (count() < get(layout.LIMIT_FIELDS)) current = states.NAME
        else if ((flags & flag.EXTRA_FIELDS_DROPPED) !== 0) current = passOver()
        else return refuse(rule.fieldCount, at - base)
        break
      }

      case states.FIELD_LEAD: {
        const octet = octetAt(at)
        if (octet === SP || octet === HTAB) at++
        else if (count() < get(layout.LIMIT_FIELDS)) {
          token = at
          current = states.NAME
        } else if ((flags & flag.EXTRA_FIELDS_DROPPED) !== 0) current = passOver()
        else return refuse(rule.fieldCount, at - base)
        break
      }

      case states.NAME: {
        const stop = least(last, line + get(layout.LIMIT_FIELD_LINE))
        at = pass(octetClass.NAME, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        put(layout.NAME_END, at - base)
        if (octet === COLON) {
          if (at === token) {
            if ((flags & (flag.EMPTY_NAME_SKIPS | flag.EMPTY_NAME_ENDS)) !== 0) {
              put(layout.ENDED, (flags & flag.EMPTY_NAME_ENDS) !== 0 ? 1 : 0)
              current = passOver()
              break
            }
            if ((flags & flag.EMPTY_NAME_KEPT) === 0) return refuse(rule.fieldNameEmpty, at - base)
          }
          at++
          current = states.VALUE_START
        } else if (octet === CR) {
          at++
          current = states.NAME_LF
        } else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          if (!endsWithoutColon(token - base)) return refuse(rule.colonMissing, at - base)
          at++
          current = states.FIELD_START
        } else if ((classAt(at) & octetClass.NAME) !== 0) return refuse(rule.fieldLineLength, at - base)
        else if (isBlank(octet) && at > token) current = states.NAME_SPACE
        else if ((flags & flag.NAME_SKIPS) !== 0) current = passOver()
        else return refuse(rule.fieldNameOctets, at - base)
        break
      }

      case states.NAME_SPACE: {
        const octet = octetAt(at)
        if (octet === SP || octet === HTAB) {
          if (at >= line + get(layout.LIMIT_FIELD_LINE)) return refuse(rule.fieldLineLength, at - base)
          at++
        } else if (octet === COLON) {
          if ((flags & flag.COLON_SPACE_SKIPS) !== 0) current = passOver()
          else if ((flags & flag.COLON_SPACE_KEPT) !== 0) put(layout.NAME_END, at - base)
          else if ((flags & flag.COLON_SPACE_DROPPED) === 0)
            return refuse(rule.spaceBeforeColon, get(layout.NAME_END))
          if (current === states.NAME_SPACE) current = states.VALUE_START
          at++
        } else if (octet === CR) {
          at++
          current = states.NAME_LF
        } else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) {
          if (!endsWithoutColon(token - base)) return refuse(rule.colonMissing, get(layout.NAME_END))
          at++
          current = states.FIELD_START
        } else if ((flags & flag.NAME_SKIPS) !== 0) current = passOver()
        else return refuse(rule.fieldNameOctets, get(layout.NAME_END))
        break
      }

      case states.NAME_LF:
        if (octetAt(at) === LF) at++
        else if ((flags & flag.CR_ENDS_LINE) === 0) return refuse(rule.bareCr, at - 1 - base)
        if (!endsWithoutColon(token - base)) return refuse(rule.colonMissing, get(layout.NAME_END))
        current = states.FIELD_START
        break

      case states.VALUE_START: {
        const stop = least(last, line + get(layout.LIMIT_FIELD_LINE))
        at = pass(octetClass.OWS, at, stop)
        if (at === last) break
        // The name is kept where the field will be.
        const word = fieldAt()
        putSpan(word, token - base)
        putSpan(word + 1, get(layout.NAME_END))
        token = at
        current = states.VALUE
        break
      }

      case states.FOLD_START: {
        const octet = octetAt(at)
        if (octet === SP || octet === HTAB) {
          if (at >= line + get(layout.LIMIT_FIELD_LINE)) return refuse(rule.fieldLineLength, at - base)
          at++
          break
        }
        // The value before goes on; one that was empty begins here.
        const word = fieldAt()
        const empty = getSpan(word + 2) === getSpan(word + 3)
        token = empty && (flags & flag.FOLD_IS_SPACE) !== 0 ? at : base + getSpan(word + 2)
        current = states.VALUE
        break
      }

      case states.VALUE: {
        const stop = least(last, line + get(layout.LIMIT_FIELD_LINE))
        at = pass(octetClass.VALUE, at, stop)
        if (at === last) break
        const octet = octetAt(at)
        if (octet === CR) {
          at++
          current = states.VALUE_LF
        } else if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          storeField(base, token, at)
          at++
          current = states.FIELD_START
        } else if ((classAt(at) & octetClass.VALUE) !== 0) return refuse(rule.fieldLineLength, at - base)
        else if (octet === NUL && (flags & flag.NUL_IS_SPACE) !== 0) {
          note(NEEDS_SPACES)
          at++
        } else if (octet === NUL && (flags & flag.NUL_ENDS_VALUE) !== 0) {
          storeField(base, token, at)
          current = states.SKIP
        } else return refuse(ruleOfValue(octet), at - base)
        break
      }

      case states.VALUE_LF:
        if (octetAt(at) === LF) {
          storeField(base, token, at - 1)
          at++
          current = states.FIELD_START
        } else if ((flags & flag.CR_ENDS_LINE) !== 0) {
          storeField(base, token, at - 1)
          current = states.FIELD_START
        } else if ((flags & (flag.CR_KEPT | flag.CR_IS_SPACE)) !== 0) {
          if ((flags & flag.CR_IS_SPACE) !== 0) note(NEEDS_SPACES)
          current = states.VALUE
        } else return refuse(rule.bareCr, at - 1 - base)
        break

      case states.SKIP: {
        const octet = octetAt(at)
        if (octet === LF) {
          if ((flags & flag.LF_ENDS_LINE) === 0) return refuse(rule.bareLf, at - base)
          current = states.FIELD_START
        } else if (octet === CR) current = states.SKIP_LF
        at++
        break
      }

      case states.SKIP_LF:
        if (octetAt(at) === LF) {
          at++
          current = states.FIELD_START
        } else current = (flags & flag.CR_ENDS_LINE) !== 0 ? states.FIELD_START : states.SKIP
        break

      default:
        // END_LF: the empty line.
        if (octetAt(at) === LF) return complete(at + 1 - base)
        if ((flags & flag.CR_ENDS_LINE) !== 0) return complete(at - base)
        return refuse(rule.bareCr, at - 1 - base)
    }
    if (current === states.FIELD_START) break
  }

  put(layout.STATE, current)
  put(layout.POSITION, at - base)
  put(layout.LINE, line - base)
  put(layout.TOKEN, token - base)
  return MORE
}

function refuse(which: i32, offset: i32): i32 {
  put(layout.RULE, which)
  put(layout.OFFSET, offset)
  return REFUSED
}

function complete(length: i32): i32 {
  put(layout.LENGTH, length)
  return COMPLETE
}

function count(): i32 {
  return getSpan(1)
}

function note(bits: i32): void {
  putSpan(0, getSpan(0) | bits)
}

/** Where the words of the field being read are. */
function fieldAt(): i32 {
  return 8 + count() * 4
}

function takesEmptyLine(): bool {
  const before = get(layout.EMPTY_LINES)
  const flags = get(layout.FLAGS)
  put(layout.EMPTY_LINES, before + 1)
  return (flags & flag.EMPTY_LINES_REFUSED) === 0 && (before === 0 || (flags & flag.EMPTY_LINE_ONCE) === 0)
}

function endsWithoutVersion(): bool {
  const flags = get(layout.FLAGS)
  if ((flags & flag.VERSION_OPTIONAL) !== 0) note(SIMPLE_REQUEST)
  return (flags & (flag.VERSION_OPTIONAL | flag.VERSION_ASSUMED)) !== 0
}

/** The state after whitespace at the start of a line. */
function afterLeadingWhitespace(): i32 {
  const flags = get(layout.FLAGS)
  const previous = get(layout.PREVIOUS)
  if (previous === NO_LINE) {
    if ((flags & flag.FIRST_SPACE_SKIPS) !== 0) return states.SKIP
    return (flags & flag.FIRST_SPACE_DROPPED) !== 0 ? states.FIELD_LEAD : NOWHERE
  }
  if ((flags & (flag.FOLD_IS_SPACE | flag.FOLD_KEPT)) !== 0) {
    // What belongs to a line that was passed over is passed over.
    if (previous === PASSED_OVER) return states.SKIP
    if ((flags & flag.FOLD_IS_SPACE) !== 0) note(NEEDS_SPACES)
    putSpan(1, count() - 1)
    return states.FOLD_START
  }
  if ((flags & flag.FOLD_IS_FIELD) !== 0) return states.FIELD_LEAD
  return (flags & flag.FOLD_SKIPS) !== 0 ? states.SKIP : NOWHERE
}

function passOver(): i32 {
  put(layout.PREVIOUS, PASSED_OVER)
  return states.SKIP
}

/** Ends a line that had no colon; false where that is refused. */
function endsWithoutColon(start: i32): bool {
  if ((get(layout.FLAGS) & flag.NO_COLON_KEPT) !== 0) {
    const word = fieldAt()
    const nameEnd = get(layout.NAME_END)
    putSpan(word, start)
    putSpan(word + 1, nameEnd)
    putSpan(word + 2, nameEnd)
    putSpan(word + 3, nameEnd)
    putSpan(1, count() + 1)
    put(layout.PREVIOUS, STORED)
    return true
  }
  put(layout.PREVIOUS, PASSED_OVER)
  return (get(layout.FLAGS) & flag.NO_COLON_SKIPS) !== 0
}

/** Ends a field whose value is from `start` to before `end`, whitespace after it included. */
function storeField(base: i32, start: i32, end: i32): void {
  if ((get(layout.FLAGS) & flag.TRAILING_KEPT) === 0) {
    while (end > start && (classAt(end - 1) & octetClass.OWS) !== 0) end--
    // A last folded line may be empty.
    if ((getSpan(0) & NEEDS_SPACES) !== 0) while (end > start && isSpaced(octetAt(end - 1))) end--
  }
  const word = fieldAt()
  putSpan(word + 2, start - base)
  putSpan(word + 3, end - base)
  putSpan(1, count() + 1)
  put(layout.PREVIOUS, STORED)
}

function isBlank(octet: i32): bool {
  return octet === SP || (octet >= HTAB && octet <= 0x0c && octet !== LF)
}

/** What NEEDS_SPACES makes a space of, and spaces. */
function isSpaced(octet: i32): bool {
  return octet === SP || octet === HTAB || octet === CR || octet === LF || octet === NUL
}

function ruleOfTarget(octet: i32): i32 {
  if (octet === HASH) return rule.targetFragment
  if (octet === LF) return rule.bareLf
  return isBlank(octet) ? rule.startLineSpaces : rule.targetOctets
}

function ruleOfValue(octet: i32): i32 {
  if (octet === NUL) return rule.fieldValueNul
  return octet >= 0x80 ? rule.fieldValueObsText : rule.fieldValueControls
}
