import type { Saboteur } from './saboteur.ts'
import { ERROR_CODES, FRAME_TYPES } from '../http2/registry.ts'
import { uint32, type WireFrame } from '../http2/split.ts'

const codeOf = (frame: WireFrame): number => uint32(frame.payload, 4)
const isError = (frame: WireFrame): boolean => frame.type === FRAME_TYPES.GOAWAY && codeOf(frame) !== 0

/** Servers that find what is wrong and report it as they should not. */
export const reporting: readonly Saboteur[] = [
  {
    name: 'reports a connection error twice',
    does: 'sends GOAWAY twice for one connection error',
    requirements: ['rfc9113-5.4-1'],
    begin: () => ({ outgoing: (frame) => (isError(frame) ? [frame, frame] : [frame]) })
  },
  {
    name: 'calls SETTINGS that stay unacknowledged too long',
    does: 'reports FRAME_SIZE_ERROR where SETTINGS_TIMEOUT is meant',
    requirements: ['rfc9113-6.5.3-5'],
    begin: () => ({
      outgoing: (frame) => {
        if (!isError(frame) || codeOf(frame) !== ERROR_CODES.SETTINGS_TIMEOUT) return [frame]
        const payload = frame.payload.slice()
        payload[7] = ERROR_CODES.FRAME_SIZE_ERROR
        return [{ ...frame, payload }]
      }
    })
  },
  {
    name: 'ends the connection for DATA that a smaller window would not allow',
    does: 'ends the connection at more than 1,000 octets of DATA before its SETTINGS were acknowledged',
    requirements: ['rfc9113-6.9.3-1'],
    begin() {
      let acknowledged = false
      let octets = 0
      return {
        incoming: (frame) => {
          if (frame.type === FRAME_TYPES.SETTINGS && (frame.flags & 1) !== 0) acknowledged = true
          if (frame.type === FRAME_TYPES.DATA) octets += frame.payload.length
          return !acknowledged && octets > 1000 ? ERROR_CODES.FLOW_CONTROL_ERROR : [frame]
        }
      }
    }
  }
]
