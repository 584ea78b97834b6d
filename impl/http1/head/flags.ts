/**
 * What a head parser does where octet classes do not decide: bits of `Lexicon.flags`. None is set where every rule is
 * enforced in a request.
 */

export const LF_ENDS_LINE = 1 << 0
export const CR_ENDS_LINE = 1 << 1
/** CR without LF is an octet of a field value, */
export const CR_KEPT = 1 << 2
/** or is read as a space there. */
export const CR_IS_SPACE = 1 << 3
export const EMPTY_LINES_REFUSED = 1 << 4
export const EMPTY_LINE_ONCE = 1 << 5
/** A run of SPACE octets counts as one, and is dropped at both ends of a start-line. */
export const SPACE_RUNS = 1 << 6
/** The target goes on to the last space. */
export const SPACE_IN_TARGET = 1 << 7
/** "#" ends the target; what follows is dropped. */
export const FRAGMENT_CUT = 1 << 8
/** A request-line without version is a whole request, */
export const VERSION_OPTIONAL = 1 << 9
/** or is followed by fields. */
export const VERSION_ASSUMED = 1 << 10
export const REASON_OPTIONAL = 1 << 11
/** Lines with whitespace before them, after the start-line: passed over, */
export const FIRST_SPACE_SKIPS = 1 << 12
/** or read without it. */
export const FIRST_SPACE_DROPPED = 1 << 13
/** Whitespace before the colon: dropped, */
export const COLON_SPACE_DROPPED = 1 << 14
/** a part of the name, */
export const COLON_SPACE_KEPT = 1 << 15
/** or the line is passed over. */
export const COLON_SPACE_SKIPS = 1 << 16
/** A folded line belongs to the value before it, with a space for the line end, */
export const FOLD_IS_SPACE = 1 << 17
/** or with the line end; */
export const FOLD_KEPT = 1 << 18
/** or is a field of its own, */
export const FOLD_IS_FIELD = 1 << 19
/** or is passed over. */
export const FOLD_SKIPS = 1 << 20
/** Lines with an octet in the name that no name has are passed over. */
export const NAME_SKIPS = 1 << 21
export const EMPTY_NAME_KEPT = 1 << 22
export const EMPTY_NAME_SKIPS = 1 << 23
/** No field is taken from there on. */
export const EMPTY_NAME_ENDS = 1 << 24
export const NO_COLON_KEPT = 1 << 25
export const NO_COLON_SKIPS = 1 << 26
export const NUL_IS_SPACE = 1 << 27
/** The rest of the line is passed over. */
export const NUL_ENDS_VALUE = 1 << 28
/** Whitespace after a value belongs to it. */
export const TRAILING_KEPT = 1 << 29
export const EXTRA_FIELDS_DROPPED = 1 << 30
