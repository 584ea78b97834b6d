import { has, isType, type FieldLine } from '../../../lab/http2/reading.ts'
import { FRAME_TYPES } from '../../../lab/http2/registry.ts'
import type { FieldsEvent } from '../../../lab/http2/view.ts'
import { quoted } from '../../../lab/quoted.ts'
import { contentOf, endsStream, nameOf, ofTarget } from './frames.ts'
import type { InvariantRule, Note } from './rule.ts'

const values = (fields: readonly FieldLine[], name: string): readonly string[] =>
  fields.filter((line) => line.name === name).map(({ value }) => value)

/** One request as far as it has come. */
interface Request {
  readonly fields: readonly FieldLine[]
  readonly entry: number
  content: number
}

/** A rule on the header sections of requests, and on requests that are whole. */
const onRequests = (
  look: (event: FieldsEvent, note: Note, secure: boolean) => void,
  whole: (request: Request, stream: number, note: Note) => void = () => undefined
): InvariantRule['watch'] => {
  return (note) => {
    const requests = new Map<number, Request>()
    let secure = false
    const end = (stream: number): void => {
      const request = requests.get(stream)
      if (request !== undefined) whole(request, stream, note)
    }
    return (event) => {
      if (event.event === 'open') secure = event.tls !== undefined
      if (event.by !== 'target') return
      if (event.event === 'fields' && event.type === FRAME_TYPES.HEADERS) {
        if (!requests.has(event.stream)) {
          look(event, note, secure)
          requests.set(event.stream, { fields: event.fields, entry: event.entry, content: 0 })
        }
        if (event.endStream) end(event.stream)
      } else if (event.event === 'frame' && isType(event.frame, 'DATA')) {
        const request = requests.get(event.frame.stream)
        if (request !== undefined) request.content += contentOf(event)
        if (endsStream(event)) end(event.frame.stream)
      }
    }
  }
}

const method = ({ fields }: { fields: readonly FieldLine[] }) => values(fields, ':method')[0]
const isWebSocket = (fields: readonly FieldLine[]): boolean =>
  method({ fields }) === 'CONNECT' && values(fields, ':protocol')[0]?.toLowerCase() === 'websocket'
/** URIs whose scheme has an authority. */
const isOfHttp = (fields: readonly FieldLine[]): boolean =>
  ['http', 'https'].includes(values(fields, ':scheme')[0] ?? '')

/** Urgency in a Priority field (RFC 9218, section 4.1); undefined where the field says none. */
function urgencyIn(value: string): number | undefined {
  const found = /(?:^|,)[ \t]*u=(\d)[ \t]*(?=,|;|$)/.exec(value)
  return found === null ? undefined : Number(found[1])
}

/** What a client's requests say, beyond what every message is held to. */
export const clientRequests: readonly InvariantRule[] = [
  {
    id: 'message-sent-out-of-order',
    title:
      'a request is a header section, content if any, and at most one trailer section that ends the stream',
    requirements: ['rfc9113-8.1+5'],
    watch: (note) => {
      const begun = new Set<number>()
      return ofTarget((event) => {
        const { frame, entry } = event
        if (frame.stream % 2 === 0) return
        if (isType(frame, 'HEADERS')) {
          note.seen()
          if (begun.has(frame.stream) && !has(frame, 'END_STREAM'))
            note.broken(`a second header section of a request on stream ${frame.stream}`, entry)
          begun.add(frame.stream)
        } else if (isType(frame, 'DATA')) {
          note.seen()
          if (!begun.has(frame.stream)) note.broken(`${nameOf(event)} before the header section`, entry)
        }
      })
    }
  },
  {
    id: 'content-length-sent-that-is-not-of-content',
    title: 'a Content-Length is the sum of the content in DATA',
    requirements: ['rfc9113-8.1.1+1'],
    watch: onRequests(
      () => undefined,
      (request, stream, note) => {
        const lengths = values(request.fields, 'content-length')
        if (lengths.length === 0 || method(request) === 'CONNECT') return
        note.seen()
        const wrong = lengths.find((value) => !/^\d+$/.test(value) || Number(value) !== request.content)
        if (wrong !== undefined)
          note.broken(
            `a Content-Length of ${quoted(wrong)} on stream ${stream}, with ${request.content} octets of content`,
            request.entry
          )
      }
    )
  },
  {
    id: 'request-sent-without-authority',
    title: 'a request for an http or https URI has its authority in :authority',
    requirements: ['rfc9113-8.3.1-2'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      if (!isOfHttp(fields)) return
      note.seen()
      const [authority = ''] = values(fields, ':authority')
      if (authority === '') note.broken(`a request without :authority on stream ${stream}`, entry)
    })
  },
  {
    id: 'host-sent-other-than-authority',
    title: 'a Host field says the same as :authority',
    requirements: ['rfc9113-8.3.1-3'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      const [authority] = values(fields, ':authority')
      if (authority === undefined) return
      note.seen()
      const other = values(fields, 'host').find((host) => host.toLowerCase() !== authority.toLowerCase())
      if (other !== undefined)
        note.broken(`a Host of ${quoted(other)} beside ${quoted(authority)} on stream ${stream}`, entry)
    })
  },
  {
    id: 'options-sent-without-path',
    title: 'OPTIONS for a URI without a path has the :path "*"',
    requirements: ['rfc9113-8.3.1-11'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      if (method({ fields }) !== 'OPTIONS' || !isOfHttp(fields)) return
      note.seen()
      const [path = ''] = values(fields, ':path')
      if (path !== '*' && !path.startsWith('/'))
        note.broken(`OPTIONS with the :path ${quoted(path)} on stream ${stream}`, entry)
    })
  },
  {
    id: 'document-requested-with-other-urgency',
    title: 'a request that says that it is for a document (Sec-Fetch-Dest) has the default urgency',
    requirements: ['rfc9218-4.1-1'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      if (values(fields, 'sec-fetch-dest')[0] !== 'document') return
      note.seen()
      const urgency = urgencyIn(values(fields, 'priority').join(', '))
      if (urgency !== undefined && urgency !== 3)
        note.broken(`a document requested with urgency ${urgency} on stream ${stream}`, entry)
    })
  },
  {
    id: 'request-sent-for-promised-response',
    title: 'what was promised is not requested before the promised stream is closed',
    requirements: ['rfc9113-8.4.2-1'],
    watch: (note, scene) => {
      const promises = new Map<
        number,
        { readonly key: string; readonly at: number; readonly entry: number }
      >()
      const begun = new Set<number>()
      return (event, at) => {
        // Refused or ended by either side: the stream is closed, at the latest once the other side has read it.
        if (event.event === 'frame' && (isType(event.frame, 'RST_STREAM') || endsStream(event)))
          promises.delete(event.frame.stream)
        if (event.event !== 'fields') return
        const { fields, promised, stream, entry } = event
        const key = KEY.map((name) => values(fields, name)[0] ?? '').join(' ')
        if (event.by === 'lab') {
          if (promised !== undefined) promises.set(promised, { key, at, entry })
          return
        }
        if (event.type !== FRAME_TYPES.HEADERS || begun.has(stream)) return
        begun.add(stream)
        for (const promise of promises.values()) {
          if (promise.at > (scene.settled[at] ?? -1)) continue
          note.seen()
          if (promise.key === key)
            note.broken(`a request on stream ${stream} for what was promised`, promise.entry, entry)
        }
      }
    }
  },
  {
    id: 'frame-sent-on-tunnel',
    title: 'on a tunnel nothing is sent but DATA, RST_STREAM, WINDOW_UPDATE and PRIORITY',
    requirements: ['rfc9113-8.5-2'],
    watch: (note) => {
      const asked = new Set<number>()
      const tunnels = new Set<number>()
      return (event) => {
        if (event.event === 'fields' && event.type === FRAME_TYPES.HEADERS) {
          if (event.by === 'target' && method(event) === 'CONNECT') asked.add(event.stream)
          const status = values(event.fields, ':status')[0] ?? ''
          if (event.by === 'lab' && asked.has(event.stream) && /^2\d\d$/.test(status))
            tunnels.add(event.stream)
        } else if (event.event === 'frame' && event.by === 'target' && tunnels.has(event.frame.stream)) {
          note.seen()
          if (isType(event.frame, 'HEADERS')) note.broken(`${nameOf(event)}, which is a tunnel`, event.entry)
        }
      }
    }
  },
  {
    id: 'websocket-opened-otherwise',
    title: 'the opening handshake of a WebSocket is CONNECT with the :protocol "websocket"',
    requirements: ['rfc8441-5-1'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      if (!isWebSocket(fields) && values(fields, 'sec-websocket-version').length === 0) return
      note.seen()
      if (!isWebSocket(fields))
        note.broken(
          `a handshake of a WebSocket by ${quoted(method({ fields }) ?? '')} on stream ${stream}`,
          entry
        )
    })
  },
  {
    id: 'websocket-opened-with-other-scheme',
    title: 'the :scheme of a WebSocket is "https" over TLS and "http" in cleartext',
    requirements: ['rfc8441-5-2'],
    watch: onRequests(({ fields, stream, entry }, note, secure) => {
      if (!isWebSocket(fields)) return
      note.seen()
      const [scheme = ''] = values(fields, ':scheme')
      if (scheme !== (secure ? 'https' : 'http'))
        note.broken(`a WebSocket with the :scheme ${quoted(scheme)} on stream ${stream}`, entry)
    })
  },
  {
    id: 'websocket-opened-with-upgrade',
    title: 'the handshake of a WebSocket has neither Connection nor Upgrade',
    requirements: ['rfc8441-5-3'],
    watch: onRequests(({ fields, stream, entry }, note) => {
      if (!isWebSocket(fields)) return
      note.seen()
      const found = ['connection', 'upgrade'].find((name) => values(fields, name).length > 0)
      if (found !== undefined) note.broken(`the field ${quoted(found)} on stream ${stream}`, entry)
    })
  }
]

const KEY = [':method', ':scheme', ':authority', ':path']
