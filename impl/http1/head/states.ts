/** Where a head parser stands between two octets. One list for all parsers, so that one can hand over to another. */

/** Before the start-line; after CR there. */
export const BEFORE = 0
export const BEFORE_LF = 1
export const METHOD = 2
export const TARGET_SPACE = 3
export const TARGET = 4
/** After CR of a request-line without version. */
export const TARGET_LF = 5
/** Behind "#", where it cuts the target. */
export const FRAGMENT = 6
export const VERSION_SPACE = 7
export const VERSION = 8
/** After the version, where whitespace is dropped there. */
export const VERSION_END = 9
/** After CR of a start-line. */
export const LINE_LF = 10
export const STATUS_VERSION = 11
export const STATUS_SPACE = 12
export const STATUS = 13
export const REASON = 14
/** At the first octet of a line. */
export const FIELD_START = 15
/** In whitespace before a name, where it is dropped. */
export const FIELD_LEAD = 16
export const NAME = 17
/** In whitespace after a name; after CR of a line without colon. */
export const NAME_SPACE = 18
export const NAME_LF = 19
/** In whitespace before a value; before a folded part of one. */
export const VALUE_START = 20
export const FOLD_START = 21
export const VALUE = 22
export const VALUE_LF = 23
/** In a line that is passed over; after CR there. */
export const SKIP = 24
export const SKIP_LF = 25
/** After CR of the empty line. */
export const END_LF = 26
