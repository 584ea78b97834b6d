import { has, isType, settingsIn, type FieldLine } from '../../../lab/http2/reading.ts'
import { FRAME_TYPES } from '../../../lab/http2/registry.ts'
import type { FieldsEvent } from '../../../lab/http2/view.ts'
import { nameOf, ofTarget } from './frames.ts'
import { onlyPseudo } from './messages.ts'
import type { InvariantRule, Note } from './rule.ts'
import type { Scene } from './scene.ts'

const REQUEST = [':method', ':scheme', ':authority', ':path']
const values = (fields: readonly FieldLine[], name: string): readonly string[] =>
  fields.filter((line) => line.name === name).map(({ value }) => value)

/** Whether the lab has announced extended CONNECT, so that ":protocol" is defined. */
const offersProtocol = (scene: Scene): boolean =>
  scene.events.some(
    (event) =>
      event.event === 'frame' &&
      event.by === 'lab' &&
      isType(event.frame, 'SETTINGS') &&
      !has(event.frame, 'ACK') &&
      settingsIn(event.frame).some(({ name, value }) => name === 'ENABLE_CONNECT_PROTOCOL' && value === 1)
  )

/** A rule on the header sections of a client's requests, or on its trailer sections. */
const rule = (
  id: string,
  title: string,
  requirements: readonly string[],
  look: (event: FieldsEvent, note: Note, scene: Scene) => void,
  which: 'header section' | 'trailer section' = 'header section'
): InvariantRule => ({
  id,
  title,
  requirements,
  watch: (note, scene) => {
    const begun = new Set<number>()
    return (event) => {
      if (event.event !== 'fields' || event.by !== 'target' || event.type !== FRAME_TYPES.HEADERS) return
      if (begun.has(event.stream) === (which === 'trailer section')) look(event, note, scene)
      begun.add(event.stream)
    }
  }
})

/** What only a client is held to. */
export const requests: readonly InvariantRule[] = [
  {
    id: 'stream-identifier-not-new',
    title: 'a client opens streams with odd identifiers, each above those before',
    requirements: ['rfc9113-5.1.1-1', 'rfc9113-5.1.1-2', 'rfc9113-5.1.1+1'],
    watch: (note) => {
      const opened = new Set<number>()
      let highest = 0
      return ofTarget((event) => {
        const { stream } = event.frame
        if (!isType(event.frame, 'HEADERS') || opened.has(stream)) return
        note.seen()
        if (stream % 2 === 0 || stream <= highest)
          note.broken(`${nameOf(event)}, which opens it after ${highest}`, event.entry)
        opened.add(stream)
        highest = Math.max(highest, stream)
      })
    }
  },
  {
    id: 'push-promise-sent-by-client',
    title: 'a client sends no PUSH_PROMISE',
    requirements: ['rfc9113-8.4.1-5'],
    watch: (note) =>
      ofTarget((event) => {
        note.seen()
        if (isType(event.frame, 'PUSH_PROMISE')) note.broken(nameOf(event), event.entry)
      })
  },
  {
    id: 'priority-update-sent-on-a-stream',
    title: 'PRIORITY_UPDATE is sent on stream 0 only',
    requirements: ['rfc9218-7.1-1'],
    watch: (note) =>
      ofTarget((event) => {
        if (!isType(event.frame, 'PRIORITY_UPDATE')) return
        note.seen()
        if (event.frame.stream !== 0) note.broken(nameOf(event), event.entry)
      })
  },
  rule(
    'request-sent-without-pseudo-header-field',
    'a request has :method, :scheme and :path once; a CONNECT request has :method and :authority only',
    ['rfc9113-8.3.1-12', 'rfc9113-8.5-1', 'rfc9113-8.5+1', 'rfc8441-4-2'],
    ({ fields, stream, entry }, note) => {
      note.seen()
      const connect = values(fields, ':method')[0] === 'CONNECT'
      const plain = connect && values(fields, ':protocol').length === 0
      const needed = plain ? [':method', ':authority'] : [':method', ':scheme', ':path']
      const missing = needed.find((name) => values(fields, name).length !== 1)
      const excess = plain ? [':scheme', ':path'].find((name) => values(fields, name).length > 0) : undefined
      if (missing !== undefined)
        note.broken(
          `a request with ${values(fields, missing).length} of ${missing} on stream ${stream}`,
          entry
        )
      else if (excess !== undefined) note.broken(`CONNECT with ${excess} on stream ${stream}`, entry)
    }
  ),
  rule(
    'pseudo-header-field-sent-that-is-not-of-requests',
    'a request has no pseudo-header field but those of requests',
    ['rfc9113-8.3-1', 'rfc9113-8.3-2', 'rfc8441-3+1'],
    (event, note, scene) =>
      onlyPseudo(new Set(offersProtocol(scene) ? [...REQUEST, ':protocol'] : REQUEST), event, note)
  ),
  rule(
    'pseudo-header-field-sent-in-trailers',
    'a trailer section has no pseudo-header field',
    ['rfc9113-8.1-3', 'rfc9113-8.3-3'],
    (event, note) => onlyPseudo(new Set(), event, note),
    'trailer section'
  ),
  rule(
    'path-sent-without-octets',
    ':path of http and https is not empty',
    ['rfc9113-8.3.1-10'],
    ({ fields, stream, entry }, note) => {
      if (!['http', 'https'].includes(values(fields, ':scheme')[0] ?? '')) return
      note.seen()
      if (values(fields, ':path').includes('')) note.broken(`an empty :path on stream ${stream}`, entry)
    }
  ),
  rule(
    'authority-sent-with-userinfo',
    ':authority of http and https has no userinfo',
    ['rfc9113-8.3.1-9'],
    ({ fields, stream, entry }, note) => {
      if (!['http', 'https'].includes(values(fields, ':scheme')[0] ?? '')) return
      note.seen()
      if (values(fields, ':authority').some((value) => value.includes('@')))
        note.broken(`userinfo in :authority on stream ${stream}`, entry)
    }
  ),
  rule(
    'te-sent-other-than-trailers',
    'TE says nothing but "trailers"',
    ['rfc9113-8.2.2-3'],
    ({ fields, stream, entry }, note) => {
      const found = values(fields, 'te')
      if (found.length === 0) return
      note.seen()
      const other = found.find((value) => value.toLowerCase() !== 'trailers')
      if (other !== undefined) note.broken(`TE of ${JSON.stringify(other)} on stream ${stream}`, entry)
    }
  )
]
