/** What an octet may be part of: bits of `Lexicon.classes`. CR and LF are in no class. */
export const METHOD = 1
export const TARGET = 2
export const NAME = 4
/** A field value, inner whitespace included. */
export const VALUE = 8
/** A version or a status code. */
export const WORD = 16
export const REASON = 32
/** What separates the parts of a start-line. */
export const SPACE = 64
/** What is stripped around a field value. */
export const OWS = 128
