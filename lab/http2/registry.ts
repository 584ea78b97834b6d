/** Frame types by name (RFC 9113 section 6, RFC 9218 section 7.1, RFC 7838 section 4, RFC 8336 section 2). */
export const FRAME_TYPES = {
  DATA: 0x00,
  HEADERS: 0x01,
  PRIORITY: 0x02,
  RST_STREAM: 0x03,
  SETTINGS: 0x04,
  PUSH_PROMISE: 0x05,
  PING: 0x06,
  GOAWAY: 0x07,
  WINDOW_UPDATE: 0x08,
  CONTINUATION: 0x09,
  ALTSVC: 0x0a,
  ORIGIN: 0x0c,
  PRIORITY_UPDATE: 0x10
} as const
export type FrameName = keyof typeof FRAME_TYPES

/** Flags by name (RFC 9113 section 6). ACK and END_STREAM share a bit; the frame type tells them apart. */
export const FLAGS = { END_STREAM: 0x01, ACK: 0x01, END_HEADERS: 0x04, PADDED: 0x08, PRIORITY: 0x20 } as const
export type FlagName = keyof typeof FLAGS

/** Settings by name (RFC 9113 section 6.5.2, RFC 8441 section 3, RFC 9218 section 2.1). */
export const SETTINGS = {
  HEADER_TABLE_SIZE: 0x01,
  ENABLE_PUSH: 0x02,
  MAX_CONCURRENT_STREAMS: 0x03,
  INITIAL_WINDOW_SIZE: 0x04,
  MAX_FRAME_SIZE: 0x05,
  MAX_HEADER_LIST_SIZE: 0x06,
  ENABLE_CONNECT_PROTOCOL: 0x08,
  NO_RFC7540_PRIORITIES: 0x09
} as const
export type SettingName = keyof typeof SETTINGS

/** Values before the first SETTINGS frame; Infinity where the initial value is unlimited. */
export const INITIAL_SETTINGS: Readonly<Record<SettingName, number>> = {
  HEADER_TABLE_SIZE: 4096,
  ENABLE_PUSH: 1,
  MAX_CONCURRENT_STREAMS: Infinity,
  INITIAL_WINDOW_SIZE: 65_535,
  MAX_FRAME_SIZE: 16_384,
  MAX_HEADER_LIST_SIZE: Infinity,
  ENABLE_CONNECT_PROTOCOL: 0,
  NO_RFC7540_PRIORITIES: 0
}

/** Error codes by name (RFC 9113 section 7). */
export const ERROR_CODES = {
  NO_ERROR: 0x00,
  PROTOCOL_ERROR: 0x01,
  INTERNAL_ERROR: 0x02,
  FLOW_CONTROL_ERROR: 0x03,
  SETTINGS_TIMEOUT: 0x04,
  STREAM_CLOSED: 0x05,
  FRAME_SIZE_ERROR: 0x06,
  REFUSED_STREAM: 0x07,
  CANCEL: 0x08,
  COMPRESSION_ERROR: 0x09,
  CONNECT_ERROR: 0x0a,
  ENHANCE_YOUR_CALM: 0x0b,
  INADEQUATE_SECURITY: 0x0c,
  HTTP_1_1_REQUIRED: 0x0d
} as const
export type ErrorName = keyof typeof ERROR_CODES

const nameIn = <T extends Record<string, number>>(table: T) => {
  const names = new Map(Object.entries(table).map(([name, value]) => [value, name as keyof T & string]))
  return (value: number): (keyof T & string) | undefined => names.get(value)
}
export const frameName = nameIn(FRAME_TYPES)
export const settingName = nameIn(SETTINGS)
export const errorName = nameIn(ERROR_CODES)
/** A code's name, or its number in hexadecimal. */
export const errorText = (code: number): string => errorName(code) ?? `0x${code.toString(16)}`

/** The octets with which a client begins a connection (RFC 9113 section 3.4). */
export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
