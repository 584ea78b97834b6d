import { GREATEST_MAX_FRAME_SIZE, LEAST_MAX_FRAME_SIZE, MAX_31_BIT } from './frames.ts'
import type { GuardName, Readings } from './rules.ts'
import * as settings from './settings.ts'
import type { Settings } from './settings.ts'

export interface SettingOffence {
  readonly rule: GuardName
  readonly message: string
}

export interface SettingContext {
  /** What the peer has set so far. */
  readonly peer: Readonly<Settings>
  readonly readings: Readings
  /** Whether we are the server. */
  readonly server: boolean
  /** Whether this is the peer's first SETTINGS frame. */
  readonly first: boolean
}

/** What is wrong with a setting of the peer (RFC 9113, section 6.5.2; RFC 8441, section 3; RFC 9218, section 2.1). */
export function settingOffences(
  identifier: number,
  value: number,
  context: SettingContext
): readonly SettingOffence[] {
  const { peer, readings, server, first } = context
  switch (identifier) {
    case settings.SETTINGS_ENABLE_PUSH: {
      const fromServer = !server && (value === 1 || readings.enablePushFromServer === 'refusesZero')
      return [
        ...offence(value > 1, 'enablePushValue', `SETTINGS_ENABLE_PUSH of ${value}`),
        ...offence(fromServer, 'enablePushFromServer', `SETTINGS_ENABLE_PUSH of ${value} from a server`)
      ]
    }
    case settings.SETTINGS_INITIAL_WINDOW_SIZE: {
      const most = readings.initialWindowSizeValue === 'refusesMaximum' ? MAX_31_BIT - 1 : MAX_31_BIT
      return offence(value > most, 'initialWindowSizeValue', `SETTINGS_INITIAL_WINDOW_SIZE of ${value}`)
    }
    case settings.SETTINGS_MAX_FRAME_SIZE:
      return offence(
        refusesFrameSize(value, readings),
        'maxFrameSizeValue',
        `SETTINGS_MAX_FRAME_SIZE of ${value}`
      )
    case settings.SETTINGS_ENABLE_CONNECT_PROTOCOL: {
      // To a server it means nothing (RFC 8441, section 3).
      const again = value === 0 || readings.enableConnectProtocolKept === 'refusesRepeat'
      return [
        ...offence(
          !server && value > 1,
          'enableConnectProtocolValue',
          `SETTINGS_ENABLE_CONNECT_PROTOCOL of ${value}`
        ),
        ...offence(
          !server && peer.enableConnectProtocol && again,
          'enableConnectProtocolKept',
          `SETTINGS_ENABLE_CONNECT_PROTOCOL of ${value} after 1`
        )
      ]
    }
    case settings.SETTINGS_NO_RFC7540_PRIORITIES: {
      const changed = !first && peer.noRfc7540Priorities !== (value !== 0)
      return [
        ...offence(value > 1, 'noRfc7540PrioritiesValue', `SETTINGS_NO_RFC7540_PRIORITIES of ${value}`),
        ...offence(changed, 'noRfc7540PrioritiesKept', 'SETTINGS_NO_RFC7540_PRIORITIES changed')
      ]
    }
    default:
      return NONE
  }
}

function refusesFrameSize(value: number, { maxFrameSizeValue: reading }: Readings): boolean {
  if (value < LEAST_MAX_FRAME_SIZE) return reading !== 'acceptsSmall'
  if (value > GREATEST_MAX_FRAME_SIZE) return reading !== 'acceptsLarge'
  return reading === 'refusesBounds' && (value === LEAST_MAX_FRAME_SIZE || value === GREATEST_MAX_FRAME_SIZE)
}

const NONE: readonly SettingOffence[] = []

function offence(is: boolean, rule: GuardName, message: string): readonly SettingOffence[] {
  return is ? [{ rule, message }] : NONE
}
