import { isType, type FieldLine, type FrameEvent } from '../../../lab/http2/reading.ts'
import { uint32 } from '../../../lab/http2/split.ts'
import { endsStream, nameOf, ofTarget, paddingOf } from './frames.ts'
import type { InvariantRule } from './rule.ts'
import {
  framesOfTarget,
  sectionsAnd,
  sectionsOfTarget,
  seeing,
  settingsAndTarget,
  where
} from './selections.ts'
import { SettingInForce } from './settings-in-force.ts'
import { quoted } from '../../../lab/quoted.ts'

/** The promised stream of a PUSH_PROMISE. */
const promisedBy = (event: FrameEvent): number =>
  uint32(event.frame.payload, paddingOf(event) === undefined ? 0 : 1) % 0x80000000

/** Methods that are safe and cacheable (RFC 9110, sections 9.2.1 and 9.2.3). */
const PROMISABLE: ReadonlySet<string> = new Set(['GET', 'HEAD'])
const MANDATORY = [':method', ':scheme', ':authority', ':path']

/** Octets of content that are searched for what is promised. */
const MOST_CONTENT = 65_536
const LEAST_PATH = 5

/** What a server that pushes is held to. */
export const push: readonly InvariantRule[] = [
  {
    id: 'push-promise-sent-while-push-is-disabled',
    title: 'no PUSH_PROMISE is sent once SETTINGS_ENABLE_PUSH of 0 was acknowledged',
    requirements: ['rfc9113-6.5.2-1', 'rfc9113-6.6-8'],
    watch: (note, scene) => {
      const enabled = new SettingInForce('ENABLE_PUSH', scene)
      return seeing(settingsAndTarget, (event, at) => {
        enabled.take(event, at)
        if (event.event !== 'frame' || event.by !== 'target' || at > scene.unsettled || enabled.most !== 0)
          return
        note.seen()
        if (isType(event.frame, 'PUSH_PROMISE'))
          note.broken(`${nameOf(event)} after SETTINGS_ENABLE_PUSH of 0 was acknowledged`, event.entry)
      })
    }
  },
  {
    id: 'promised-stream-not-new',
    title: 'a promised stream has an even identifier above all that were promised before',
    requirements: ['rfc9113-6.6-1', 'rfc9113-5.1.1-1', 'rfc9113-5.1.1-2', 'rfc9113-5.1.1+1'],
    watch: (note) => {
      let highest = 0
      return ofTarget((event) => {
        if (!isType(event.frame, 'PUSH_PROMISE')) return
        note.seen()
        const promised = promisedBy(event)
        if (promised % 2 === 1 || promised <= highest)
          note.broken(`a promise of stream ${promised}, after ${highest}`, event.entry)
        highest = Math.max(highest, promised)
      }, 'PUSH_PROMISE')
    }
  },
  {
    id: 'push-promise-sent-on-unfit-stream',
    title: 'PUSH_PROMISE is sent on a stream of the client that the server has not ended',
    requirements: ['rfc9113-6.6-6', 'rfc9113-6.6-10', 'rfc9113-8.4.1-6'],
    watch: (note) => {
      const ended = new Set<number>()
      return ofTarget((event) => {
        const { frame, entry } = event
        if (endsStream(event) || isType(frame, 'RST_STREAM')) ended.add(frame.stream)
        if (!isType(frame, 'PUSH_PROMISE')) return
        note.seen()
        if (frame.stream % 2 === 0) note.broken(`${nameOf(event)}, which is not the client's`, entry)
        if (ended.has(frame.stream)) note.broken(`${nameOf(event)} after its end`, entry)
      })
    }
  },
  {
    id: 'padding-of-push-promise-not-zero',
    title: 'the padding of PUSH_PROMISE is zeros',
    requirements: ['rfc9113-6.6-2'],
    watch: (note) =>
      ofTarget((event) => {
        const padding = isType(event.frame, 'PUSH_PROMISE') ? paddingOf(event) : undefined
        if (padding === undefined) return
        note.seen()
        if (padding.some((octet) => octet !== 0))
          note.broken(`${nameOf(event)} has padding other than zeros`, event.entry)
      }, 'PUSH_PROMISE')
  },
  {
    id: 'promise-of-unfit-request',
    title: 'a promise holds a complete request that is safe and cacheable',
    requirements: ['rfc9113-8.4-1', 'rfc9113-8.4.1-1', 'rfc9113-8.4.1-2'],
    watch: (note) =>
      seeing(sectionsOfTarget, (event) => {
        if (event.event !== 'fields' || event.by !== 'target' || event.promised === undefined) return
        note.seen()
        const values = (name: string) => event.fields.filter((line: FieldLine) => line.name === name)
        const missing = MANDATORY.find((name) => values(name).length !== 1)
        const method = values(':method')[0]?.value ?? ''
        if (missing !== undefined)
          note.broken(`a promise with ${values(missing).length} of ${missing}`, event.entry)
        else if (!PROMISABLE.has(method))
          note.broken(`a promise of the method ${quoted(method)}`, event.entry)
      })
  },
  {
    id: 'promise-for-another-authority',
    title: 'in cleartext a promise is for an authority that was asked for on the connection',
    requirements: ['rfc9113-8.4-5'],
    watch: (note) => {
      const asked = new Set<string>()
      let secure = false
      return (event) => {
        // Over TLS the certificate may name others.
        if (event.event === 'open') secure = event.tls !== undefined
        if (event.event !== 'fields') return
        const authority = event.fields.find(({ name }) => name === ':authority')?.value.toLowerCase()
        if (event.by === 'lab') asked.add(authority ?? '')
        else if (event.promised !== undefined && authority !== undefined && !secure) {
          note.seen()
          if (!asked.has(authority) && !asked.has(''))
            note.broken(`a promise for ${quoted(authority)}, which was not asked for`, event.entry)
        }
      }
    }
  },
  {
    id: 'promise-after-reference',
    title: 'PUSH_PROMISE is sent before content that names what it promises',
    requirements: ['rfc9113-8.4.1-4'],
    watch: (note) => {
      const content = new Map<number, string>()
      return seeing(where(framesOfTarget('PUSH_PROMISE'), sectionsAnd('DATA')), (event) => {
        if (event.by !== 'target') return
        if (event.event === 'frame' && isType(event.frame, 'DATA')) {
          const { stream, payload } = event.frame
          const text = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1')
          content.set(stream, ((content.get(stream) ?? '') + text).slice(-MOST_CONTENT))
        }
        if (event.event !== 'fields' || event.promised === undefined) return
        note.seen()
        const path = event.fields.find(({ name }) => name === ':path')?.value ?? ''
        // A short path may stand in any text.
        if (path.length >= LEAST_PATH && content.get(event.stream)?.includes(path) === true)
          note.broken(`a promise of ${quoted(path)}, which the content named before`, event.entry)
      })
    }
  },
  {
    id: 'frame-sent-on-reserved-stream',
    title: 'on a promised stream HEADERS come first, RST_STREAM and PRIORITY apart',
    requirements: ['rfc9113-5.1-3'],
    watch: (note) => {
      const reserved = new Set<number>()
      return ofTarget((event) => {
        const { frame, entry } = event
        if (isType(frame, 'PUSH_PROMISE')) reserved.add(promisedBy(event))
        if (!reserved.has(frame.stream)) return
        note.seen()
        if (isType(frame, 'HEADERS')) reserved.delete(frame.stream)
        else if (frame.type <= 0x09 && !isType(frame, 'RST_STREAM') && !isType(frame, 'PRIORITY'))
          note.broken(`${nameOf(event)}, which is only reserved`, entry)
      })
    }
  }
]
