import { encode } from '../../../lab/http2/encode.ts'
import type { Message } from '../../../lab/http2/message.ts'
import { PREFACE } from '../../../lab/http2/registry.ts'
import { ping, settings } from '../../../lab/http2/steps.ts'
import type { Actor, Entry, Trace } from '../../../lab/trace.ts'

/** What one side sends in one write, or how it ends the connection. */
export type Turn = readonly [Actor, ...(readonly Message[])] | readonly [Actor, 'fin' | 'rst']

const octetsOf = (message: Message): Uint8Array =>
  encode(message, {
    value: (value) => {
      if (typeof value !== 'number') throw new Error('A hand-written trace has plain numbers only.')
      return value
    },
    text: (text) => text
  })

/** A trace written by hand. */
export function traceOf(...turns: readonly Turn[]): Trace {
  const base = { at: 0, on: 'main', step: 0 }
  return {
    entries: turns.flatMap((turn): Entry[] => {
      const [by, ...what] = turn
      if (what[0] === 'fin' || what[0] === 'rst') return [{ ...base, kind: what[0], by }]
      return (what as Message[]).map((message) => ({
        ...base,
        kind: by === 'lab' ? 'sent' : 'received',
        octets: octetsOf(message)
      }))
    })
  }
}

const ack: Message = { frame: 'SETTINGS', ack: true }
export const PREFACE_OCTETS: Message = { text: PREFACE }

/** Both sides' settings come into force; then the turns. */
export const served = (...turns: readonly Turn[]): Trace =>
  traceOf(['lab', PREFACE_OCTETS, settings()], ['target', settings(), ack], ['lab', ack], ...turns)

/** Two PINGs of ours, each answered before the next turn. */
export const barriers: readonly Turn[] = ['0000000000000001', '0000000000000002'].flatMap(
  (opaque): Turn[] => [
    ['lab', ping(opaque)],
    ['target', { frame: 'PING', opaque, ack: true }]
  ]
)
