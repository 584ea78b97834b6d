import { INITIAL_WINDOW, LEAST_MAX_FRAME_SIZE } from './frames.ts'

/** Setting identifiers (RFC 9113, section 6.5.2; RFC 8441, section 3; RFC 9218, section 2.1). */
export const SETTINGS_HEADER_TABLE_SIZE = 0x1
export const SETTINGS_ENABLE_PUSH = 0x2
export const SETTINGS_MAX_CONCURRENT_STREAMS = 0x3
export const SETTINGS_INITIAL_WINDOW_SIZE = 0x4
export const SETTINGS_MAX_FRAME_SIZE = 0x5
export const SETTINGS_MAX_HEADER_LIST_SIZE = 0x6
export const SETTINGS_ENABLE_CONNECT_PROTOCOL = 0x8
export const SETTINGS_NO_RFC7540_PRIORITIES = 0x9

/** The values that bind one endpoint's peer. Sizes are in octets; `Infinity` stands for "no limit". */
export interface Settings {
  headerTableSize: number
  enablePush: boolean
  maxConcurrentStreams: number
  initialWindowSize: number
  maxFrameSize: number
  maxHeaderListSize: number
  enableConnectProtocol: boolean
  noRfc7540Priorities: boolean
}

/** The values in force before the first SETTINGS frame. */
export const initialSettings: Readonly<Settings> = {
  headerTableSize: 4096,
  enablePush: true,
  maxConcurrentStreams: Infinity,
  initialWindowSize: INITIAL_WINDOW,
  maxFrameSize: LEAST_MAX_FRAME_SIZE,
  maxHeaderListSize: Infinity,
  enableConnectProtocol: false,
  noRfc7540Priorities: false
}

/** Name → identifier, in the order in which a SETTINGS frame of ours lists them. */
export const settingIdentifiers: Readonly<Record<keyof Settings, number>> = {
  headerTableSize: SETTINGS_HEADER_TABLE_SIZE,
  enablePush: SETTINGS_ENABLE_PUSH,
  maxConcurrentStreams: SETTINGS_MAX_CONCURRENT_STREAMS,
  initialWindowSize: SETTINGS_INITIAL_WINDOW_SIZE,
  maxFrameSize: SETTINGS_MAX_FRAME_SIZE,
  maxHeaderListSize: SETTINGS_MAX_HEADER_LIST_SIZE,
  enableConnectProtocol: SETTINGS_ENABLE_CONNECT_PROTOCOL,
  noRfc7540Priorities: SETTINGS_NO_RFC7540_PRIORITIES
}

/** Identifier and value pairs for a SETTINGS frame: the settings given that a frame can carry. */
export function settingPairs(settings: Partial<Settings>): [identifier: number, value: number][] {
  return (Object.keys(settingIdentifiers) as (keyof Settings)[]).flatMap((name) => {
    const value = settings[name]
    return value === undefined || value === Infinity ? [] : [[settingIdentifiers[name], Number(value)]]
  })
}
