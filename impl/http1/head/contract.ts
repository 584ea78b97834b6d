/**
 * What every parser of a head does. There are several (scalar, table, SIMD), and for every input, every rule set and every
 * split they give the same: the same status, the same spans, the same rule and the same offset.
 *
 * A parser finds where the parts of a head are. It changes no octet and makes no string. What the parts mean (versions,
 * targets, framing) is read from the spans afterwards, by code that all parsers share.
 *
 * The octets of a head lie in one piece from `base` to `end` of a buffer. While the status is MORE the caller keeps them,
 * appends what comes, and calls again: with the same octets before, wherever they lie by then. All offsets are counted from
 * the first octet of the head, empty lines before the start-line included, so that a head may be moved.
 */
export interface HeadParser {
  /** What the head is made of: see the layout below. Valid after COMPLETE, until the next `begin`. */
  readonly spans: Uint32Array
  /** After COMPLETE: the octets that the head has, its empty line included. */
  readonly length: number
  /** After REFUSED: the rule that the head breaks, and the offset of the octet that breaks it. */
  readonly rule: HeadRuleName
  readonly offset: number
  /** Starts a head of a kind. */
  begin(kind: HeadKind): void
  /** Goes on where the last call for this head ended. Octets before that place are not looked at again. */
  parse(octets: Uint8Array, base: number, end: number): Status
}

/** The head of a request or of a response, or a trailer section: field lines and an empty line. */
export const REQUEST = 0
export const RESPONSE = 1
export const TRAILERS = 2
export type HeadKind = typeof REQUEST | typeof RESPONSE | typeof TRAILERS

/** All octets taken, and the head goes on. */
export const MORE = 0
export const COMPLETE = 1
export const REFUSED = 2
export type Status = typeof MORE | typeof COMPLETE | typeof REFUSED

/**
 * Layout of `spans`, in words of 32 bits:
 *
 *     0      notes: bits, see below
 *     1      number of fields
 *     2, 3   start and end of the method         (of the version in a response)
 *     4, 5   start and end of the request-target (of the status code)
 *     6, 7   start and end of the version        (of the reason phrase)
 *     8 …    four words a field: start and end of the name, start and end of the value
 *
 * An end is the offset after the last octet. Whitespace around a value is outside its span. In a trailer section, and for
 * what is not there, both words are 0, or equal.
 */
export const NOTES = 0
export const FIELD_COUNT = 1
export const START_LINE = 2
export const FIRST_FIELD = 8
export const WORDS_OF_FIELD = 4

/** Bit of the notes: where a value holds CR, LF or NUL, read a space (bareCr, obsFold and fieldValueNul read as `space`). */
export const NEEDS_SPACES = 1
/** Bit of the notes: a request-line without a version, and so without fields (versionMissing read as `simple`). */
export const SIMPLE_REQUEST = 2

/** The rules by which a head parser refuses. A parser outside the language names them by their place in this list. */
export const headRuleNames = [
  'leadingEmptyLines',
  'bareLf',
  'bareCr',
  'startLineSpaces',
  'methodOctets',
  'targetOctets',
  'targetFragment',
  'versionMissing',
  'versionSyntax',
  'statusSyntax',
  'reasonOctets',
  'reasonSpaceMissing',
  'firstLineWhitespace',
  'spaceBeforeColon',
  'obsFold',
  'fieldNameOctets',
  'fieldNameEmpty',
  'colonMissing',
  'fieldValueNul',
  'fieldValueControls',
  'fieldValueObsText',
  'methodLength',
  'targetLength',
  'fieldLineLength',
  'fieldCount',
  'headLength'
] as const
export type HeadRuleName = (typeof headRuleNames)[number]
