// Over 300 lines: one state machine, a case for each state of states.ts, in the order in which a head goes through them.
import * as contract from './contract.ts'
import type { HeadKind, HeadParser, HeadRuleName, Status } from './contract.ts'
import * as flag from './flags.ts'
import type { Lexicon } from './lexicon.ts'
import { LONGEST_WORD } from './limits.ts'
import * as octetClass from './octet-classes.ts'
import * as state from './states.ts'

const { MORE, COMPLETE, REFUSED } = contract
const NUL = 0x00
const HTAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SP = 0x20
const HASH = 0x23
const COLON = 0x3a

// What the line before did: a fold needs to know, and whitespace before the first line.
const NO_LINE = 0
const STORED = 1
const PASSED_OVER = 2

/** The head parser in plain TypeScript: see contract.ts for what it promises. */
export class ScalarHeadParser implements HeadParser {
  readonly spans: Uint32Array
  length = 0
  rule: HeadRuleName = 'headLength'
  offset = 0

  readonly #classes: Uint8Array
  readonly #flags: number
  readonly #longest: number
  readonly #lexicon: Lexicon
  #kind: HeadKind = contract.REQUEST
  #state = state.BEFORE
  // Offsets from the first octet of the head: where to go on, and where line, token, name and value began or ended.
  #position = 0
  #line = 0
  #token = 0
  #nameEnd = 0
  #count = 0
  #notes = 0
  #emptyLines = 0
  #previous = NO_LINE
  // An empty name has ended the fields (fieldNameEmpty read as `endsHead`).
  #ended = false

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    this.#classes = lexicon.classes
    this.#flags = lexicon.flags
    this.#longest = lexicon.limits.fieldLine
    this.spans = new Uint32Array(contract.FIRST_FIELD + lexicon.limits.fields * contract.WORDS_OF_FIELD)
  }

  begin(kind: HeadKind): void {
    this.#kind = kind
    this.#state = kind === contract.TRAILERS ? state.FIELD_START : state.BEFORE
    this.#position = 0
    this.#line = 0
    this.#count = 0
    this.#notes = 0
    this.#emptyLines = 0
    this.#previous = NO_LINE
    this.#ended = false
    // A call of `fill` would take longer.
    for (let word = 0; word < contract.FIRST_FIELD; word++) this.spans[word] = 0
  }

  parse(octets: Uint8Array, base: number, end: number): Status {
    const last = least(end, base + this.#lexicon.limits.head)
    if (this.#position === 0 && this.#kind === contract.REQUEST) this.#takeRequestLine(octets, base, last)
    for (;;) {
      if (this.#state === state.FIELD_START && this.#takeLines(octets, base, last)) return COMPLETE
      const status = this.#takeLine(octets, base, end)
      if (status !== MORE || this.#state !== state.FIELD_START || base + this.#position === end) return status
    }
  }

  /** The short way through a whole request-line that no reading of any rule makes a difference to. */
  #takeRequestLine(octets: Uint8Array, base: number, last: number): void {
    const classes = this.#classes
    const spans = this.spans
    const { limits } = this.#lexicon
    const methodEnd = passOf(classes, octetClass.METHOD, octets, base, least(last, base + limits.method))
    if (methodEnd === base || methodEnd >= last || octets[methodEnd] !== SP) return
    const target = methodEnd + 1
    const targetEnd = passOf(classes, octetClass.TARGET, octets, target, least(last, target + limits.target))
    if (targetEnd === target || targetEnd >= last || octets[targetEnd] !== SP) return
    const version = targetEnd + 1
    const versionEnd = passOf(classes, octetClass.WORD, octets, version, least(last, version + LONGEST_WORD))
    if (versionEnd + 1 >= last || octets[versionEnd] !== CR || octets[versionEnd + 1] !== LF) return
    spans[3] = methodEnd - base
    spans[4] = target - base
    spans[5] = targetEnd - base
    spans[6] = version - base
    spans[7] = versionEnd - base
    this.#position = versionEnd + 2 - base
    this.#state = state.FIELD_START
  }

  /**
   * The short way through whole field lines that no reading of any rule makes a difference to; true after the empty line.
   * What it leaves is taken octet by octet, and the outcome is the same.
   */
  #takeLines(octets: Uint8Array, base: number, last: number): boolean {
    if (this.#ended || this.#notes !== 0 || (this.#flags & flag.TRAILING_KEPT) !== 0) return false
    const begin = base + this.#position
    const from = this.#fieldAt()
    const word = takeFields(this.#classes, octets, base, begin, last, this.spans, from, this.#longest)
    let at = begin
    if (word !== from) {
      at = base + this.spans[word - 1]!
      // Behind the whitespace after the last value, and its line end.
      while (octets[at] !== LF) at++
      at++
      this.#count = (word - contract.FIRST_FIELD) / contract.WORDS_OF_FIELD
      this.#previous = STORED
      this.#position = at - base
    }
    if (at + 1 >= last || octets[at] !== CR || octets[at + 1] !== LF) return false
    this.#complete(at + 2 - base)
    return true
  }

  /** Goes on, octet by octet, to the start of the next line. */
  #takeLine(octets: Uint8Array, base: number, end: number): Status {
    const classes = this.#classes
    const flags = this.#flags
    const spans = this.spans
    const { limits } = this.#lexicon
    const headEnd = base + limits.head
    // No element goes on beyond this.
    const last = least(end, headEnd)
    let at = base + this.#position
    let current = this.#state
    let line = base + this.#line
    let token = base + this.#token

    while (at < end) {
      if (at === headEnd) return this.#refuse('headLength', at - base)
      switch (current) {
        case state.BEFORE: {
          const octet = octets[at]!
          if (octet === CR) {
            at++
            current = state.BEFORE_LF
          } else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            if (!this.#takesEmptyLine()) return this.#refuse('leadingEmptyLines', at - base)
            at++
          } else if ((flags & flag.SPACE_RUNS) !== 0 && (classes[octet]! & octetClass.SPACE) !== 0) at++
          else {
            token = at
            current = this.#kind === contract.REQUEST ? state.METHOD : state.STATUS_VERSION
          }
          break
        }

        case state.BEFORE_LF:
          if (octets[at] !== LF) return this.#refuse('bareCr', at - 1 - base)
          if (!this.#takesEmptyLine()) return this.#refuse('leadingEmptyLines', at - 1 - base)
          at++
          current = state.BEFORE
          break

        case state.METHOD: {
          const stop = least(last, token + limits.method)
          at = passOf(classes, octetClass.METHOD, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          if ((classes[octet]! & octetClass.SPACE) !== 0 && at > token) {
            spans[2] = token - base
            spans[3] = at - base
            at++
            current = state.TARGET_SPACE
          } else if ((classes[octet]! & octetClass.METHOD) !== 0)
            return this.#refuse('methodLength', at - base)
          else return this.#refuse(isBlank(octet) ? 'startLineSpaces' : 'methodOctets', at - base)
          break
        }

        case state.TARGET_SPACE: {
          const octet = octets[at]!
          if ((classes[octet]! & octetClass.SPACE) !== 0) {
            if ((flags & flag.SPACE_RUNS) !== 0) {
              at++
              break
            }
            if ((flags & flag.SPACE_IN_TARGET) === 0) return this.#refuse('startLineSpaces', at - base)
          }
          token = at
          current = state.TARGET
          break
        }

        case state.TARGET: {
          const stop = least(last, token + limits.target)
          at = passOf(classes, octetClass.TARGET, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          if ((classes[octet]! & octetClass.TARGET) !== 0) return this.#refuse('targetLength', at - base)
          spans[4] = token - base
          spans[5] = at - base
          if ((classes[octet]! & octetClass.SPACE) !== 0) current = state.VERSION_SPACE
          else if (octet === CR) current = state.TARGET_LF
          else if (octet === HASH && (flags & flag.FRAGMENT_CUT) !== 0) current = state.FRAGMENT
          else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) {
            if (!this.#endsWithoutVersion()) return this.#refuse('versionMissing', at - base)
            if ((flags & flag.VERSION_OPTIONAL) !== 0) return this.#complete(at + 1 - base)
            current = state.FIELD_START
          } else return this.#refuse(ruleOfTarget(octet), at - base)
          at++
          break
        }

        case state.TARGET_LF:
          if (octets[at] === LF) at++
          else if ((flags & flag.CR_ENDS_LINE) === 0) return this.#refuse('bareCr', at - 1 - base)
          if (!this.#endsWithoutVersion()) return this.#refuse('versionMissing', spans[5] as number)
          if ((flags & flag.VERSION_OPTIONAL) !== 0) return this.#complete(at - base)
          current = state.FIELD_START
          break

        case state.FRAGMENT: {
          const octet = octets[at]!
          if ((classes[octet]! & octetClass.SPACE) !== 0) current = state.VERSION_SPACE
          else if (octet === CR) current = state.TARGET_LF
          else if ((classes[octet]! & octetClass.TARGET) === 0 && octet !== HASH)
            return this.#refuse(ruleOfTarget(octet), at - base)
          at++
          break
        }

        case state.VERSION_SPACE: {
          const octet = octets[at]!
          if ((classes[octet]! & octetClass.SPACE) !== 0) {
            if ((flags & flag.SPACE_IN_TARGET) !== 0) spans[5] = at - base
            else if ((flags & flag.SPACE_RUNS) === 0) return this.#refuse('startLineSpaces', at - base)
            at++
          } else if (octet === CR && (flags & flag.SPACE_RUNS) !== 0) {
            at++
            current = state.TARGET_LF
          } else {
            token = at
            current = state.VERSION
          }
          break
        }

        case state.VERSION: {
          const stop = least(last, token + LONGEST_WORD)
          at = passOf(classes, octetClass.WORD, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          spans[6] = token - base
          spans[7] = at - base
          if (octet === CR) current = state.LINE_LF
          else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            current = state.FIELD_START
          } else if ((classes[octet]! & octetClass.SPACE) === 0)
            return this.#refuse('versionSyntax', at - base)
          else if ((flags & flag.SPACE_IN_TARGET) !== 0) {
            spans[5] = at - base
            token = at + 1
          } else if ((flags & flag.SPACE_RUNS) !== 0) current = state.VERSION_END
          else return this.#refuse('startLineSpaces', at - base)
          at++
          break
        }

        case state.VERSION_END: {
          const octet = octets[at]!
          if (octet === CR) current = state.LINE_LF
          else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) current = state.FIELD_START
          else if ((classes[octet]! & octetClass.SPACE) === 0)
            return this.#refuse(octet === LF ? 'bareLf' : 'startLineSpaces', at - base)
          at++
          break
        }

        case state.LINE_LF:
          if (octets[at] === LF) at++
          else if ((flags & flag.CR_ENDS_LINE) === 0) return this.#refuse('bareCr', at - 1 - base)
          current = state.FIELD_START
          break

        case state.STATUS_VERSION: {
          const stop = least(last, token + LONGEST_WORD)
          at = passOf(classes, octetClass.WORD, octets, at, stop)
          if (at === last) break
          if ((classes[octets[at]!]! & octetClass.SPACE) === 0 || at === token)
            return this.#refuse('versionSyntax', at - base)
          spans[2] = token - base
          spans[3] = at - base
          at++
          token = at
          current = state.STATUS_SPACE
          break
        }

        case state.STATUS_SPACE:
          if ((classes[octets[at]!]! & octetClass.SPACE) !== 0) {
            if ((flags & flag.SPACE_RUNS) === 0) return this.#refuse('startLineSpaces', at - base)
            at++
            break
          }
          token = at
          current = state.STATUS
          break

        case state.STATUS: {
          const stop = least(last, token + LONGEST_WORD)
          at = passOf(classes, octetClass.WORD, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          spans[4] = token - base
          spans[5] = at - base
          spans[6] = spans[7] = at - base
          if (at === token) return this.#refuse('statusSyntax', at - base)
          if ((classes[octet]! & octetClass.SPACE) !== 0) current = state.REASON
          else if (octet !== CR && octet !== LF) return this.#refuse('statusSyntax', at - base)
          else if ((flags & flag.REASON_OPTIONAL) === 0) return this.#refuse('reasonSpaceMissing', at - base)
          else if (octet === CR) current = state.LINE_LF
          else if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
          else current = state.FIELD_START
          at++
          token = at
          break
        }

        case state.REASON: {
          const stop = least(last, token + limits.fieldLine)
          at = passOf(classes, octetClass.REASON, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          spans[6] = token - base
          spans[7] = at - base
          if (octet === CR) current = state.LINE_LF
          else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            current = state.FIELD_START
          } else if ((classes[octet]! & octetClass.REASON) !== 0)
            return this.#refuse('fieldLineLength', at - base)
          else return this.#refuse('reasonOctets', at - base)
          at++
          break
        }

        case state.FIELD_START: {
          const octet = octets[at]!
          line = token = at
          if (octet === CR) {
            at++
            current = state.END_LF
          } else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            return this.#complete(at + 1 - base)
          } else if (this.#ended) current = state.SKIP
          else if (octet === SP || octet === HTAB) {
            current = this.#afterLeadingWhitespace()
            if (current === NOWHERE)
              return this.#refuse(this.#previous === NO_LINE ? 'firstLineWhitespace' : 'obsFold', at - base)
            if (current === state.FOLD_START) line = base + spans[this.#fieldAt()]!
            at++
          } else if (this.#count < limits.fields) current = state.NAME
          else if ((flags & flag.EXTRA_FIELDS_DROPPED) !== 0) current = this.#passOver()
          else return this.#refuse('fieldCount', at - base)
          break
        }

        case state.FIELD_LEAD: {
          const octet = octets[at]!
          if (octet === SP || octet === HTAB) at++
          else if (this.#count < limits.fields) {
            token = at
            current = state.NAME
          } else if ((flags & flag.EXTRA_FIELDS_DROPPED) !== 0) current = this.#passOver()
          else return this.#refuse('fieldCount', at - base)
          break
        }

        case state.NAME: {
          const stop = least(last, line + limits.fieldLine)
          at = passOf(classes, octetClass.NAME, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          this.#nameEnd = at - base
          if (octet === COLON) {
            if (at === token) {
              if ((flags & (flag.EMPTY_NAME_SKIPS | flag.EMPTY_NAME_ENDS)) !== 0) {
                this.#ended = (flags & flag.EMPTY_NAME_ENDS) !== 0
                current = this.#passOver()
                break
              }
              if ((flags & flag.EMPTY_NAME_KEPT) === 0) return this.#refuse('fieldNameEmpty', at - base)
            }
            at++
            current = state.VALUE_START
          } else if (octet === CR) {
            at++
            current = state.NAME_LF
          } else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            if (!this.#endsWithoutColon(token - base)) return this.#refuse('colonMissing', at - base)
            at++
            current = state.FIELD_START
          } else if ((classes[octet]! & octetClass.NAME) !== 0)
            return this.#refuse('fieldLineLength', at - base)
          else if (isBlank(octet) && at > token) current = state.NAME_SPACE
          else if ((flags & flag.NAME_SKIPS) !== 0) current = this.#passOver()
          else return this.#refuse('fieldNameOctets', at - base)
          break
        }

        case state.NAME_SPACE: {
          const octet = octets[at]!
          if (octet === SP || octet === HTAB) {
            if (at >= line + limits.fieldLine) return this.#refuse('fieldLineLength', at - base)
            at++
          } else if (octet === COLON) {
            if ((flags & flag.COLON_SPACE_SKIPS) !== 0) current = this.#passOver()
            else if ((flags & flag.COLON_SPACE_KEPT) !== 0) this.#nameEnd = at - base
            else if ((flags & flag.COLON_SPACE_DROPPED) === 0)
              return this.#refuse('spaceBeforeColon', this.#nameEnd)
            if (current === state.NAME_SPACE) current = state.VALUE_START
            at++
          } else if (octet === CR) {
            at++
            current = state.NAME_LF
          } else if (octet === LF && (flags & flag.LF_ENDS_LINE) !== 0) {
            if (!this.#endsWithoutColon(token - base)) return this.#refuse('colonMissing', this.#nameEnd)
            at++
            current = state.FIELD_START
          } else if ((flags & flag.NAME_SKIPS) !== 0) current = this.#passOver()
          else return this.#refuse('fieldNameOctets', this.#nameEnd)
          break
        }

        case state.NAME_LF:
          if (octets[at] === LF) at++
          else if ((flags & flag.CR_ENDS_LINE) === 0) return this.#refuse('bareCr', at - 1 - base)
          if (!this.#endsWithoutColon(token - base)) return this.#refuse('colonMissing', this.#nameEnd)
          current = state.FIELD_START
          break

        case state.VALUE_START: {
          const stop = least(last, line + limits.fieldLine)
          at = passOf(classes, octetClass.OWS, octets, at, stop)
          if (at === last) break
          // The name is kept where the field will be.
          const word = this.#fieldAt()
          spans[word] = token - base
          spans[word + 1] = this.#nameEnd
          token = at
          current = state.VALUE
          break
        }

        case state.FOLD_START: {
          const octet = octets[at]!
          if (octet === SP || octet === HTAB) {
            if (at >= line + limits.fieldLine) return this.#refuse('fieldLineLength', at - base)
            at++
            break
          }
          // The value before goes on; one that was empty begins here.
          const word = this.#fieldAt()
          const empty = spans[word + 2] === spans[word + 3]
          token = empty && (flags & flag.FOLD_IS_SPACE) !== 0 ? at : base + spans[word + 2]!
          current = state.VALUE
          break
        }

        case state.VALUE: {
          const stop = least(last, line + limits.fieldLine)
          at = passOf(classes, octetClass.VALUE, octets, at, stop)
          if (at === last) break
          const octet = octets[at]!
          if (octet === CR) {
            at++
            current = state.VALUE_LF
          } else if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            this.#store(octets, base, token, at)
            at++
            current = state.FIELD_START
          } else if ((classes[octet]! & octetClass.VALUE) !== 0)
            return this.#refuse('fieldLineLength', at - base)
          else if (octet === NUL && (flags & flag.NUL_IS_SPACE) !== 0) {
            this.#notes |= contract.NEEDS_SPACES
            at++
          } else if (octet === NUL && (flags & flag.NUL_ENDS_VALUE) !== 0) {
            this.#store(octets, base, token, at)
            current = state.SKIP
          } else return this.#refuse(ruleOfValue(octet), at - base)
          break
        }

        case state.VALUE_LF:
          if (octets[at] === LF) {
            this.#store(octets, base, token, at - 1)
            at++
            current = state.FIELD_START
          } else if ((flags & flag.CR_ENDS_LINE) !== 0) {
            this.#store(octets, base, token, at - 1)
            current = state.FIELD_START
          } else if ((flags & (flag.CR_KEPT | flag.CR_IS_SPACE)) !== 0) {
            if ((flags & flag.CR_IS_SPACE) !== 0) this.#notes |= contract.NEEDS_SPACES
            current = state.VALUE
          } else return this.#refuse('bareCr', at - 1 - base)
          break

        case state.SKIP: {
          const octet = octets[at]!
          if (octet === LF) {
            if ((flags & flag.LF_ENDS_LINE) === 0) return this.#refuse('bareLf', at - base)
            current = state.FIELD_START
          } else if (octet === CR) current = state.SKIP_LF
          at++
          break
        }

        case state.SKIP_LF:
          if (octets[at] === LF) {
            at++
            current = state.FIELD_START
          } else current = (flags & flag.CR_ENDS_LINE) !== 0 ? state.FIELD_START : state.SKIP
          break

        default:
          // END_LF: the empty line.
          if (octets[at] === LF) return this.#complete(at + 1 - base)
          if ((flags & flag.CR_ENDS_LINE) !== 0) return this.#complete(at - base)
          return this.#refuse('bareCr', at - 1 - base)
      }
      if (current === state.FIELD_START) break
    }
    this.#state = current
    this.#position = at - base
    this.#line = line - base
    this.#token = token - base
    return MORE
  }

  #refuse(rule: HeadRuleName, offset: number): Status {
    this.rule = rule
    this.offset = offset
    return REFUSED
  }

  #complete(length: number): Status {
    this.length = length
    this.spans[contract.NOTES] = this.#notes
    this.spans[contract.FIELD_COUNT] = this.#count
    return COMPLETE
  }

  /** Where the words of the field being read are. */
  #fieldAt(): number {
    return contract.FIRST_FIELD + this.#count * contract.WORDS_OF_FIELD
  }

  #takesEmptyLine(): boolean {
    this.#emptyLines++
    return (
      (this.#flags & flag.EMPTY_LINES_REFUSED) === 0 &&
      (this.#emptyLines === 1 || (this.#flags & flag.EMPTY_LINE_ONCE) === 0)
    )
  }

  #endsWithoutVersion(): boolean {
    if ((this.#flags & flag.VERSION_OPTIONAL) !== 0) this.#notes |= contract.SIMPLE_REQUEST
    return (this.#flags & (flag.VERSION_OPTIONAL | flag.VERSION_ASSUMED)) !== 0
  }

  /** The state after whitespace at the start of a line. */
  #afterLeadingWhitespace(): number {
    const flags = this.#flags
    if (this.#previous === NO_LINE) {
      if ((flags & flag.FIRST_SPACE_SKIPS) !== 0) return state.SKIP
      return (flags & flag.FIRST_SPACE_DROPPED) !== 0 ? state.FIELD_LEAD : NOWHERE
    }
    if ((flags & (flag.FOLD_IS_SPACE | flag.FOLD_KEPT)) !== 0) {
      // What belongs to a line that was passed over is passed over.
      if (this.#previous === PASSED_OVER) return state.SKIP
      if ((flags & flag.FOLD_IS_SPACE) !== 0) this.#notes |= contract.NEEDS_SPACES
      this.#count--
      return state.FOLD_START
    }
    if ((flags & flag.FOLD_IS_FIELD) !== 0) return state.FIELD_LEAD
    return (flags & flag.FOLD_SKIPS) !== 0 ? state.SKIP : NOWHERE
  }

  #passOver(): number {
    this.#previous = PASSED_OVER
    return state.SKIP
  }

  /** Ends a line that had no colon; false where that is refused. */
  #endsWithoutColon(start: number): boolean {
    if ((this.#flags & flag.NO_COLON_KEPT) !== 0) {
      const word = this.#fieldAt()
      this.spans[word] = start
      this.spans[word + 1] = this.spans[word + 2] = this.spans[word + 3] = this.#nameEnd
      this.#count++
      this.#previous = STORED
      return true
    }
    this.#previous = PASSED_OVER
    return (this.#flags & flag.NO_COLON_SKIPS) !== 0
  }

  /** Ends a field whose value is from `start` to before `end`, whitespace after it included. */
  #store(octets: Uint8Array, base: number, start: number, end: number): void {
    const classes = this.#classes
    if ((this.#flags & flag.TRAILING_KEPT) === 0) {
      while (end > start && (classes[octets[end - 1]!]! & octetClass.OWS) !== 0) end--
      // A last folded line may be empty.
      if ((this.#notes & contract.NEEDS_SPACES) !== 0) while (end > start && isSpaced(octets[end - 1]!)) end--
    }
    const word = this.#fieldAt()
    this.spans[word + 2] = start - base
    this.spans[word + 3] = end - base
    this.#count++
    this.#previous = STORED
  }
}

/**
 * Takes whole field lines from `at` on and writes their spans from `word` on; gives the word behind the last. Apart from the
 * class, and with its loops written out, since that is twice as fast.
 */
function takeFields(
  classes: Uint8Array,
  octets: Uint8Array,
  base: number,
  at: number,
  last: number,
  spans: Uint32Array,
  word: number,
  longest: number
): number {
  for (; word < spans.length; word += WORDS) {
    const name = at
    const stop = least(last, at + longest)
    while (at < stop && (classes[octets[at]!]! & NAME_BIT) !== 0) at++
    const colon = at
    if (colon === name || colon >= stop || octets[colon] !== COLON) break
    at++
    while (at < stop && (classes[octets[at]!]! & OWS_BIT) !== 0) at++
    const start = at
    for (const far = stop - 7; at < far; at += 8) {
      const common =
        classes[octets[at]!]! &
        classes[octets[at + 1]!]! &
        classes[octets[at + 2]!]! &
        classes[octets[at + 3]!]! &
        classes[octets[at + 4]!]! &
        classes[octets[at + 5]!]! &
        classes[octets[at + 6]!]! &
        classes[octets[at + 7]!]!
      if ((common & VALUE_BIT) === 0) break
    }
    while (at < stop && (classes[octets[at]!]! & VALUE_BIT) !== 0) at++
    if (at + 1 >= last || octets[at] !== CR || octets[at + 1] !== LF) break
    let end = at
    while (end > start && (classes[octets[end - 1]!]! & OWS_BIT) !== 0) end--
    spans[word] = name - base
    spans[word + 1] = colon - base
    spans[word + 2] = start - base
    spans[word + 3] = end - base
    at += 2
  }
  return word
}
const WORDS = contract.WORDS_OF_FIELD
const NAME_BIT = octetClass.NAME
const VALUE_BIT = octetClass.VALUE
const OWS_BIT = octetClass.OWS

const NOWHERE = -1

/**
 * The first offset from `at`, before `stop` or there, whose octet is not of a class: the loop in which the time is spent.
 * Eight octets at once halve it, as one comparison then serves for eight.
 */
function passOf(classes: Uint8Array, bit: number, octets: Uint8Array, at: number, stop: number): number {
  for (const far = stop - 7; at < far; at += 8) {
    const common =
      classes[octets[at]!]! &
      classes[octets[at + 1]!]! &
      classes[octets[at + 2]!]! &
      classes[octets[at + 3]!]! &
      classes[octets[at + 4]!]! &
      classes[octets[at + 5]!]! &
      classes[octets[at + 6]!]! &
      classes[octets[at + 7]!]!
    if ((common & bit) === 0) break
  }
  while (at < stop && (classes[octets[at]!]! & bit) !== 0) at++
  return at
}

const least = (a: number, b: number): number => (a < b ? a : b)

const isBlank = (octet: number): boolean => octet === SP || (octet >= HTAB && octet <= 0x0c && octet !== LF)

/** What NEEDS_SPACES makes a space of, and spaces. */
const isSpaced = (octet: number): boolean =>
  octet === SP || octet === HTAB || octet === CR || octet === LF || octet === NUL

function ruleOfTarget(octet: number): HeadRuleName {
  if (octet === HASH) return 'targetFragment'
  if (octet === LF) return 'bareLf'
  return isBlank(octet) ? 'startLineSpaces' : 'targetOctets'
}

function ruleOfValue(octet: number): HeadRuleName {
  if (octet === NUL) return 'fieldValueNul'
  return octet >= 0x80 ? 'fieldValueObsText' : 'fieldValueControls'
}
