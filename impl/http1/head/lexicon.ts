import type { Readings } from '../rules.ts'
import type { HeadLimits } from './limits.ts'
import * as flag from './flags.ts'
import * as octet from './octet-classes.ts'

/**
 * A rule set as a head parser reads it: a class for each octet, and a flag for each decision that is left. All parsers
 * read these two tables and these limits, and nothing else.
 */
export interface Lexicon {
  /** Bits of octet-classes.ts, by octet. */
  readonly classes: Uint8Array
  /** Bits of flags.ts. */
  readonly flags: number
  readonly limits: HeadLimits
}

const VISIBLE = range(0x21, 0x7e)
const OBS_TEXT = range(0x80, 0xff)
const CONTROLS = [...range(0x00, 0x08), ...range(0x0b, 0x0c), ...range(0x0e, 0x1f), 0x7f]
const LETTERS = [...range(0x41, 0x5a), ...range(0x61, 0x7a)]
const DIGITS = range(0x30, 0x39)
const TOKEN = [...LETTERS, ...DIGITS, ...octetsOf("!#$%&'*+-.^_`|~")]
const MARKS_OF_TARGET = octetsOf("!$'()*,;~")
const TARGET = [...LETTERS, ...DIGITS, ...octetsOf('-._:/?@[]&+=%'), ...MARKS_OF_TARGET]
const ANY_BUT_SPACE_AND_LINE_ENDS = [...VISIBLE, ...OBS_TEXT, ...CONTROLS, 0x09]

/** Compiles the readings that concern requests, or responses, into a lexicon. */
export function compileLexicon(
  readings: Readings,
  limits: HeadLimits,
  side: 'request' | 'response'
): Lexicon {
  return {
    classes: classesOf(readings),
    flags: flagsOf(readings, side),
    limits: {
      method: limits.method,
      target: readings.targetLength === 'short' ? 2000 : limits.target,
      fieldLine: readings.fieldLineLength === 'short' ? 256 : limits.fieldLine,
      fields: readings.fieldCount === 'few' ? 16 : limits.fields,
      head: readings.headLength === 'short' ? 1024 : limits.head
    }
  }
}

function classesOf(readings: Readings): Uint8Array {
  const classes = new Uint8Array(256)
  const put = (bit: number, ...sets: (readonly number[])[]) => {
    for (const set of sets) for (const octet of set) classes[octet]! |= bit
  }
  const any = ANY_BUT_SPACE_AND_LINE_ENDS
  put(
    octet.METHOD,
    { visible: VISIBLE, anyOctet: any, lettersOnly: LETTERS }[readings.methodOctets as 'visible'] ?? TOKEN
  )
  const targets = {
    visible: VISIBLE,
    obsText: [...VISIBLE, ...OBS_TEXT],
    anyOctet: any,
    plain: TARGET.filter((one) => !MARKS_OF_TARGET.includes(one))
  }
  const target = targets[readings.targetOctets as 'visible'] ?? TARGET
  put(
    octet.TARGET,
    target.filter((one) => one !== HASH),
    readings.targetFragment === 'kept' ? [HASH] : []
  )
  const names = {
    visible: VISIBLE,
    anyOctet: any.filter((one) => one !== HTAB),
    lettersOnly: [...LETTERS, ...DIGITS, HYPHEN]
  }
  const name = names[readings.fieldNameOctets as 'visible'] ?? TOKEN
  put(
    octet.NAME,
    name.filter((one) => one !== COLON)
  )
  put(octet.VALUE, VISIBLE, [SP, HTAB])
  if (readings.fieldValueObsText === 'enforce') put(octet.VALUE, OBS_TEXT)
  if (readings.fieldValueControls === 'kept')
    put(
      octet.VALUE,
      CONTROLS.filter((one) => one !== 0)
    )
  if (readings.fieldValueNul === 'kept') put(octet.VALUE, [0])
  put(octet.WORD, VISIBLE)
  put(octet.REASON, VISIBLE, OBS_TEXT, [SP, HTAB], readings.reasonOctets === 'anyOctet' ? CONTROLS : [])
  put(octet.SPACE, [SP], readings.startLineSpaces === 'whitespace' ? [HTAB, 0x0b, 0x0c] : [])
  put(octet.OWS, [SP], readings.fieldValueWhitespace === 'spaceOnly' ? [] : [HTAB])
  if (readings.fieldValueWhitespace === 'wide') put(octet.OWS, CONTROLS, [0x85, 0xa0])
  return classes
}

const [HTAB, SP, HASH, HYPHEN, COLON] = [0x09, 0x20, 0x23, 0x2d, 0x3a]

/** Which flag a reading of a rule sets. */
const FLAGS: { readonly [R in keyof Readings]?: Readonly<Record<string, number>> } = {
  leadingEmptyLines: { refused: flag.EMPTY_LINES_REFUSED, one: flag.EMPTY_LINE_ONCE },
  bareLf: { accepted: flag.LF_ENDS_LINE },
  bareCr: { lineEnd: flag.CR_ENDS_LINE, kept: flag.CR_KEPT, space: flag.CR_IS_SPACE },
  startLineSpaces: { runs: flag.SPACE_RUNS, whitespace: flag.SPACE_RUNS, inTarget: flag.SPACE_IN_TARGET },
  targetFragment: { cut: flag.FRAGMENT_CUT },
  versionMissing: { simple: flag.VERSION_OPTIONAL, ignored: flag.VERSION_ASSUMED },
  reasonSpaceMissing: { accepted: flag.REASON_OPTIONAL },
  firstLineWhitespace: { skipped: flag.FIRST_SPACE_SKIPS, field: flag.FIRST_SPACE_DROPPED },
  fieldNameOctets: { skipped: flag.NAME_SKIPS },
  fieldNameEmpty: {
    accepted: flag.EMPTY_NAME_KEPT,
    skipped: flag.EMPTY_NAME_SKIPS,
    endsHead: flag.EMPTY_NAME_ENDS
  },
  colonMissing: { accepted: flag.NO_COLON_KEPT, skipped: flag.NO_COLON_SKIPS },
  fieldValueNul: { space: flag.NUL_IS_SPACE, truncated: flag.NUL_ENDS_VALUE },
  fieldValueWhitespace: { kept: flag.TRAILING_KEPT },
  fieldCount: { dropped: flag.EXTRA_FIELDS_DROPPED }
}
const COLON_SPACE: Readonly<Record<string, number>> = {
  trimmed: flag.COLON_SPACE_DROPPED,
  kept: flag.COLON_SPACE_KEPT,
  skipped: flag.COLON_SPACE_SKIPS
}
const FOLD: Readonly<Record<string, number>> = {
  space: flag.FOLD_IS_SPACE,
  kept: flag.FOLD_KEPT,
  field: flag.FOLD_IS_FIELD,
  skipped: flag.FOLD_SKIPS
}

function flagsOf(readings: Readings, side: 'request' | 'response'): number {
  let flags = 0
  for (const [rule, byReading] of Object.entries(FLAGS))
    flags |= byReading[readings[rule as keyof Readings]] ?? 0
  if (side === 'request')
    return flags | (COLON_SPACE[readings.spaceBeforeColon] ?? 0) | (FOLD[readings.obsFold] ?? 0)
  // What a server must refuse a client must bear.
  const { spaceBeforeColonInResponse, obsFoldInResponse } = readings
  flags |=
    spaceBeforeColonInResponse === 'enforce'
      ? flag.COLON_SPACE_DROPPED
      : (COLON_SPACE[spaceBeforeColonInResponse] ?? 0)
  flags |= obsFoldInResponse === 'enforce' ? flag.FOLD_IS_SPACE : (FOLD[obsFoldInResponse] ?? 0)
  return flags
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function octetsOf(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
