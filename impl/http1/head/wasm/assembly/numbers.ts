// What contract.ts and limits.ts say, as far as the module needs it: a test holds the two against each other.

export const REQUEST = 0
export const RESPONSE = 1

export const MORE = 0
export const COMPLETE = 1
export const REFUSED = 2

export const NEEDS_SPACES = 1
export const SIMPLE_REQUEST = 2

export const LONGEST_WORD = 64

// The rules that a head can break, by their place in the contract's list.
export const leadingEmptyLines = 0
export const bareLf = 1
export const bareCr = 2
export const startLineSpaces = 3
export const methodOctets = 4
export const targetOctets = 5
export const targetFragment = 6
export const versionMissing = 7
export const versionSyntax = 8
export const statusSyntax = 9
export const reasonOctets = 10
export const reasonSpaceMissing = 11
export const firstLineWhitespace = 12
export const spaceBeforeColon = 13
export const obsFold = 14
export const fieldNameOctets = 15
export const fieldNameEmpty = 16
export const colonMissing = 17
export const fieldValueNul = 18
export const fieldValueControls = 19
export const fieldValueObsText = 20
export const methodLength = 21
export const targetLength = 22
export const fieldLineLength = 23
export const fieldCount = 24
export const headLength = 25
