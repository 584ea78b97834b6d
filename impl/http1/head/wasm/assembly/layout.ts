// Where things lie in the module's memory: one rule set, the head that is being read, and the octets. Addresses in octets.

/** The class of each octet: 256 octets. */
export const CLASSES = 0
/** The same for vectors: two tables of 16 octets for each bit of octet-classes.ts, see vectors.ts. */
export const TABLES = 256
/** Words of 32 bits: the flags, and the limits in the order of limits.ts; whether VALUE is made of its usual octets. */
export const FLAGS = 512
export const LIMIT_METHOD = 516
export const LIMIT_TARGET = 520
export const LIMIT_FIELD_LINE = 524
export const LIMIT_FIELDS = 528
export const LIMIT_HEAD = 532
export const USUAL_VALUE = 536

/** All that is known of a head, so that it can be put aside for another: words of 32 bits, and then its spans. */
export const HEAD = 1024
export const STATE = 1024
/** Offsets from the first octet of the head, as in the scalar parser. */
export const POSITION = 1028
export const LINE = 1032
export const TOKEN = 1036
export const NAME_END = 1040
export const EMPTY_LINES = 1044
export const PREVIOUS = 1048
export const ENDED = 1052
export const KIND = 1056
/** The outcome: octets of a complete head, or rule and offset of a refusal. */
export const LENGTH = 1060
export const RULE = 1064
export const OFFSET = 1068
/** How often the short way met an octet that it does not decide. */
export const HAND_OVERS = 1072
/** The layout of contract.ts. Notes and count are kept in their places while the head is read. */
export const SPANS = 1088

/** Octets around the window into which heads are put, so that a vector may be read at its very end. */
export const MARGIN = 64
