import { has, isType, settingsIn } from '../../../lab/http2/reading.ts'
import type { SettingName } from '../../../lab/http2/registry.ts'
import { nameOf, ofTarget } from './frames.ts'
import type { InvariantRule } from './rule.ts'
import { frames, seeing } from './selections.ts'

/** Values that a setting may be sent with. */
const RANGES: readonly (readonly [SettingName, number, number, readonly string[]])[] = [
  ['MAX_FRAME_SIZE', 0x4000, 0xffffff, ['rfc9113-6.5.2-10']],
  ['ENABLE_CONNECT_PROTOCOL', 0, 1, ['rfc8441-3-1']],
  ['NO_RFC7540_PRIORITIES', 0, 1, ['rfc9218-2.1-1']]
]

/** Each value of a setting that the target sends, in order. */
const eachValue =
  (name: SettingName, look: (value: number, entry: number, frames: number) => void) =>
  (): ReturnType<typeof ofTarget> => {
    let frames = 0
    return ofTarget(({ frame, entry }) => {
      if (!isType(frame, 'SETTINGS') || has(frame, 'ACK')) return
      for (const setting of settingsIn(frame)) if (setting.name === name) look(setting.value, entry, frames)
      frames++
    }, 'SETTINGS')
  }

/** What the target's SETTINGS say, and when it sends and acknowledges them. */
export const settingsSent: readonly InvariantRule[] = [
  {
    id: 'first-frame-not-settings',
    title: 'the first frame is SETTINGS, and no acknowledgement',
    requirements: ['rfc9113-3.4-2', 'rfc9113-6.5-1'],
    watch: (note) => {
      let first = true
      return ofTarget((event) => {
        if (!first) return
        first = false
        note.seen()
        if (!isType(event.frame, 'SETTINGS')) note.broken(`${nameOf(event)} is the first frame`, event.entry)
        else if (has(event.frame, 'ACK'))
          note.broken('the first frame is an acknowledgement of SETTINGS', event.entry)
      })
    }
  },
  ...RANGES.map(([name, least, most, requirements]): InvariantRule => ({
    id: `${name.toLowerCase().replaceAll('_', '-')}-sent-out-of-range`,
    title: `SETTINGS_${name} is between ${least} and ${most}`,
    requirements,
    watch: (note) =>
      eachValue(name, (value, entry) => {
        note.seen()
        if (value < least || value > most) note.broken(`SETTINGS_${name} of ${value}`, entry)
      })()
  })),
  {
    id: 'enable-connect-protocol-withdrawn',
    title: 'SETTINGS_ENABLE_CONNECT_PROTOCOL does not go back from 1 to 0',
    requirements: ['rfc8441-3-3'],
    watch: (note) => {
      let enabled = false
      return eachValue('ENABLE_CONNECT_PROTOCOL', (value, entry) => {
        note.seen()
        if (enabled && value === 0) note.broken('SETTINGS_ENABLE_CONNECT_PROTOCOL of 0 after 1', entry)
        enabled ||= value === 1
      })()
    }
  },
  {
    id: 'no-rfc7540-priorities-sent-late',
    title: 'SETTINGS_NO_RFC7540_PRIORITIES is in the first SETTINGS frame, and keeps its value',
    requirements: ['rfc9218-2.1-3', 'rfc9218-2.1-4'],
    watch: (note) => {
      let first: number | undefined
      return eachValue('NO_RFC7540_PRIORITIES', (value, entry, frames) => {
        note.seen()
        if (frames > 0 && first === undefined)
          note.broken('SETTINGS_NO_RFC7540_PRIORITIES is not in the first SETTINGS frame', entry)
        if (first !== undefined && value !== first)
          note.broken(`SETTINGS_NO_RFC7540_PRIORITIES of ${value} after ${first}`, entry)
        first ??= value
      })()
    }
  },
  {
    id: 'settings-acknowledged-too-often',
    title: 'no more SETTINGS are acknowledged than were received',
    requirements: ['rfc9113-6.5.3-4'],
    watch: (note) => {
      let owed = 0
      return seeing(frames(['SETTINGS'], ['SETTINGS']), (event) => {
        if (event.event !== 'frame' || !isType(event.frame, 'SETTINGS')) return
        const ack = has(event.frame, 'ACK')
        if (event.by === 'lab' && !ack) owed++
        if (event.by !== 'target' || !ack) return
        note.seen()
        if (--owed < 0) note.broken('an acknowledgement of SETTINGS that were not sent', event.entry)
      })
    }
  },
  {
    id: 'ping-acknowledged-that-was-not-sent',
    title: 'PING with ACK carries the octets of a PING that was received',
    requirements: ['rfc9113-6.7-2'],
    watch: (note) => {
      const open: string[] = []
      return seeing(frames(['PING'], ['PING']), (event) => {
        if (event.event !== 'frame' || !isType(event.frame, 'PING')) return
        const opaque = `${event.frame.payload}`
        if (event.by === 'lab') {
          if (!has(event.frame, 'ACK')) open.push(opaque)
          return
        }
        if (!has(event.frame, 'ACK')) return
        note.seen()
        const index = open.indexOf(opaque)
        if (index === -1) note.broken('a PING acknowledgement of a PING that was not sent', event.entry)
        else open.splice(index, 1)
      })
    }
  }
]

/** What only a server's SETTINGS must not say. */
export const serverSettingsSent: readonly InvariantRule[] = [
  {
    id: 'enable-push-sent-by-server',
    title: 'a server leaves SETTINGS_ENABLE_PUSH out, or sets it to 0',
    requirements: ['rfc9113-6.5.2-4', 'rfc9113-6.5.2-5'],
    watch: (note) =>
      ofTarget(({ frame, entry }) => {
        if (!isType(frame, 'SETTINGS') || has(frame, 'ACK')) return
        note.seen()
        const wrong = settingsIn(frame).find(({ name, value }) => name === 'ENABLE_PUSH' && value !== 0)
        if (wrong !== undefined) note.broken(`SETTINGS_ENABLE_PUSH of ${wrong.value} from a server`, entry)
      }, 'SETTINGS')
  }
]
