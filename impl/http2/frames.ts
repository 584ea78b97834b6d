/** Frame types (RFC 9113, section 6; RFC 7838, section 4; RFC 8336, section 2; RFC 9218, section 7.1). */
export const DATA = 0x0
export const HEADERS = 0x1
export const PRIORITY = 0x2
export const RST_STREAM = 0x3
export const SETTINGS = 0x4
export const PUSH_PROMISE = 0x5
export const PING = 0x6
export const GOAWAY = 0x7
export const WINDOW_UPDATE = 0x8
export const CONTINUATION = 0x9
export const ALTSVC = 0xa
export const ORIGIN = 0xc
export const PRIORITY_UPDATE = 0x10

/** Flags. ACK and END_STREAM share a bit; no frame type has both. */
export const END_STREAM = 0x1
export const ACK = 0x1
export const END_HEADERS = 0x4
export const PADDED = 0x8
export const PRIORITY_FLAG = 0x20

/** Octets of a frame header: Length (24), Type (8), Flags (8), R (1), Stream Identifier (31). */
export const FRAME_HEADER_LENGTH = 9
/** The least SETTINGS_MAX_FRAME_SIZE, and its initial value. */
export const LEAST_MAX_FRAME_SIZE = 16_384
export const GREATEST_MAX_FRAME_SIZE = 16_777_215
/** 2^31-1: the greatest stream identifier and the greatest flow-control window. */
export const MAX_31_BIT = 0x7fff_ffff
/** SETTINGS_INITIAL_WINDOW_SIZE before any SETTINGS frame, and the connection's window at its start. */
export const INITIAL_WINDOW = 65_535

/** Type → registered name, for messages and reports. */
export const frameNames: Readonly<Record<number, string>> = {
  0x0: 'DATA',
  0x1: 'HEADERS',
  0x2: 'PRIORITY',
  0x3: 'RST_STREAM',
  0x4: 'SETTINGS',
  0x5: 'PUSH_PROMISE',
  0x6: 'PING',
  0x7: 'GOAWAY',
  0x8: 'WINDOW_UPDATE',
  0x9: 'CONTINUATION',
  0xa: 'ALTSVC',
  0xc: 'ORIGIN',
  0x10: 'PRIORITY_UPDATE'
}

/** Type → the flags that its definition gives a meaning; all other bits are unused. */
export const definedFlags: readonly number[] = [
  END_STREAM | PADDED,
  END_STREAM | END_HEADERS | PADDED | PRIORITY_FLAG,
  0,
  0,
  ACK,
  END_HEADERS | PADDED,
  ACK,
  0,
  0,
  END_HEADERS
]

/** The 24 octets that start a client connection preface (RFC 9113, section 3.4). */
export const CLIENT_PREFACE = Uint8Array.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', (c) => c.charCodeAt(0))
