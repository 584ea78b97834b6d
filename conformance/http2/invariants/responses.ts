import { FRAME_TYPES } from '../../../lab/http2/registry.ts'
import { isType, type Http2Event } from '../../../lab/http2/reading.ts'
import type { FieldsEvent } from '../../../lab/http2/view.ts'
import { contentOf, endsStream, nameOf } from './frames.ts'
import { onlyPseudo } from './messages.ts'
import type { InvariantRule, Note } from './rule.ts'
import type { Scene } from './scene.ts'
import { seeing } from './selections.ts'
import { quoted } from '../../../lab/quoted.ts'

/** One response as far as it has come. */
interface Response {
  /** Of the request; undefined when we do not know how the server read it. */
  method: string | undefined
  /** Of the final header section. */
  status: number | undefined
  entry: number
  lengths: readonly string[]
  content: number
  trailers: boolean
}

type Part =
  | {
      readonly part: 'interim' | 'header section' | 'trailer section'
      readonly event: FieldsEvent
      readonly status: number
    }
  | { readonly part: 'data'; readonly event: Extract<Http2Event, { event: 'frame' }> }
  | { readonly part: 'end' }

/** A part of a response, and the response as it was then. */
interface Passage {
  readonly part: Part
  readonly response: Response
  readonly stream: number
}

const passages = new WeakMap<Scene, ReadonlyMap<number, readonly Passage[]>>()

/** What the responses of a connection consist of, by the index of the event; followed once for all rules. */
function passagesOf(scene: Scene): ReadonlyMap<number, readonly Passage[]> {
  const known = passages.get(scene)
  if (known !== undefined) return known
  const made = new Map<number, Passage[]>()
  let at = 0
  const follow = following((part, response, stream) => {
    const passage = { part, response: { ...response }, stream }
    const others = made.get(at)
    if (others === undefined) made.set(at, [passage])
    else others.push(passage)
  })
  for (const [index, event] of scene.events.entries()) {
    at = index
    follow(event)
  }
  passages.set(scene, made)
  return made
}

/** Follows the responses of a server; a stream on which we made no request, and none was promised, is left out. */
function following(
  look: (part: Part, response: Response, stream: number) => void
): (event: Http2Event) => void {
  const responses = new Map<number, Response>()
  const begin = (stream: number, method: string | undefined) =>
    responses.set(stream, { method, status: undefined, entry: 0, lengths: [], content: 0, trailers: false })
  let lost = false
  return (event) => {
    // A field block that does not decode is accused by another rule; what it and those after it held is not known here.
    if (event.event === 'undecodable' && event.by === 'target') lost = true
    if (lost) return
    if (event.event === 'fields') {
      const method = event.fields.find(({ name }) => name === ':method')?.value
      // A promise of ours is an offence, and makes no stream of the server's.
      if (event.promised !== undefined) {
        if (event.by === 'target') begin(event.promised, method)
      } else if (event.by === 'lab' && !responses.has(event.stream)) begin(event.stream, method)
      else if (event.by === 'target' && event.type === FRAME_TYPES.HEADERS) section(event)
      return
    }
    if (event.event !== 'frame' || event.by !== 'target') return
    const response = responses.get(event.frame.stream)
    if (response === undefined) return
    if (isType(event.frame, 'DATA')) {
      response.content += contentOf(event)
      look({ part: 'data', event }, response, event.frame.stream)
      if (endsStream(event)) look({ part: 'end' }, response, event.frame.stream)
    }
  }

  function section(event: FieldsEvent): void {
    const response = responses.get(event.stream)
    if (response === undefined) return
    const status = Number(event.fields.find(({ name }) => name === ':status')?.value ?? NaN)
    const part =
      response.status !== undefined
        ? 'trailer section'
        : status >= 100 && status < 200
          ? 'interim'
          : 'header section'
    if (part === 'header section') {
      response.status = status
      response.entry = event.entry
      response.lengths = event.fields
        .filter(({ name }) => name === 'content-length')
        .map(({ value }) => value)
    }
    if (part === 'trailer section') response.trailers = true
    look({ part, event, status }, response, event.stream)
    if (event.endStream && part !== 'interim') look({ part: 'end' }, response, event.stream)
  }
}

const STATUS: ReadonlySet<string> = new Set([':status'])

/** A response that is defined to have no content. */
const isWithoutContent = ({ method, status }: Response): boolean =>
  method === 'HEAD' || status === 204 || status === 304

const rule = (
  id: string,
  title: string,
  requirements: readonly string[],
  look: (part: Part, response: Response, note: Note, stream: number) => void
): InvariantRule => ({
  id,
  title,
  requirements,
  watch: (note, scene) => {
    const found = passagesOf(scene)
    return seeing(
      () => [...found.keys()],
      (_, at) => {
        for (const { part, response, stream } of found.get(at) ?? []) look(part, response, note, stream)
      }
    )
  }
})

/** What a server's responses are made of. */
export const responses: readonly InvariantRule[] = [
  rule(
    'response-without-status',
    'a response has one :status of three digits',
    ['rfc9113-8.3.2-1'],
    (part, _, note, stream) => {
      if (part.part !== 'interim' && part.part !== 'header section') return
      note.seen()
      const found = part.event.fields.filter(({ name }) => name === ':status')
      if (found.length === 0) note.broken(`a response without :status on stream ${stream}`, part.event.entry)
      else if (!/^\d{3}$/.test(found[0]?.value ?? ''))
        note.broken(`a :status of ${quoted(found[0]?.value ?? '')} on stream ${stream}`, part.event.entry)
    }
  ),
  rule(
    'pseudo-header-field-sent-that-is-not-of-responses',
    'a response has no pseudo-header field but :status',
    ['rfc9113-8.3-1', 'rfc9113-8.3-2'],
    (part, _, note) => {
      if (part.part === 'interim' || part.part === 'header section') onlyPseudo(STATUS, part.event, note)
    }
  ),
  rule(
    'pseudo-header-field-sent-in-trailers',
    'a trailer section has no pseudo-header field',
    ['rfc9113-8.1-3', 'rfc9113-8.3-3'],
    (part, _, note) => {
      if (part.part === 'trailer section') onlyPseudo(new Set(), part.event, note)
    }
  ),
  rule(
    'interim-response-with-end-stream',
    'an interim response does not end the stream',
    ['rfc9113-8.1+3'],
    (part, _, note, stream) => {
      if (part.part !== 'interim') return
      note.seen()
      if (part.event.endStream)
        note.broken(`a response with status ${part.status} ends stream ${stream}`, part.event.entry)
    }
  ),
  rule(
    'switching-protocols-sent',
    'there is no response with status 101',
    ['rfc9113-8.6+1'],
    (part, _, note, stream) => {
      if (part.part !== 'interim' && part.part !== 'header section') return
      note.seen()
      if (part.status === 101) note.broken(`a response with status 101 on stream ${stream}`, part.event.entry)
    }
  ),
  rule(
    'message-sent-out-of-order',
    'a response is a header section, content if any, and at most one trailer section that ends the stream',
    ['rfc9113-8.1+5'],
    (part, response, note, stream) => {
      if (part.part === 'data') {
        note.seen()
        if (response.status === undefined)
          note.broken(`${nameOf(part.event)} before the header section of the response`, part.event.entry)
      } else if (part.part === 'trailer section') {
        note.seen()
        if (!part.event.endStream)
          note.broken(`a second header section of a response on stream ${stream}`, part.event.entry)
      }
    }
  ),
  rule(
    'content-length-sent-that-is-not-of-content',
    'a Content-Length is the sum of the content in DATA',
    ['rfc9113-8.1.1+1'],
    (part, response, note, stream) => {
      if (part.part !== 'end' || response.lengths.length === 0 || isWithoutContent(response)) return
      // Of a request that we cannot read the method may have been HEAD; a tunnel has no content in this sense.
      if (response.method === undefined || response.method === 'CONNECT') return
      note.seen()
      const wrong = response.lengths.find(
        (value) => !/^\d+$/.test(value) || Number(value) !== response.content
      )
      if (wrong !== undefined)
        note.broken(
          `a Content-Length of ${quoted(wrong)} on stream ${stream}, with ${response.content} octets of content`,
          response.entry
        )
    }
  ),
  rule(
    'content-sent-where-there-is-none',
    'responses to HEAD and those with status 204 or 304 have no content',
    ['rfc9113-8.1.1+1'],
    (part, response, note, stream) => {
      if ((part.part !== 'data' && part.part !== 'end') || !isWithoutContent(response)) return
      note.seen()
      if (part.part === 'data' && contentOf(part.event) > 0)
        note.broken(
          `content in the response to ${response.method ?? 'a request'} with status ${response.status} on stream ${stream}`,
          part.event.entry
        )
    }
  )
]
