import type { PreparedFields } from './head-writer.ts'
import type { Readings } from './rules.ts'

/** How the content of a response is sent. */
export type Sending = 'none' | 'length' | 'chunked' | 'close'

export interface ResponsePlan {
  readonly sending: Sending
  /** Octets of content to come; -1 where that is not known. */
  readonly length: number
  /** What Content-Length says; -1 where it is left out. */
  readonly declared: number
  /** The connection ends after this response. */
  readonly closes: boolean
}

/** What is known when a response begins. */
export interface ResponseContext {
  readonly method: string
  readonly minor: number
  readonly simple: boolean
  readonly status: number
  readonly prepared: PreparedFields
  /** Octets of content, where all of it is there; -1 otherwise. */
  readonly whole: number
  /** The client lets the connection go on, and so do we. */
  readonly persistent: boolean
}

/** Decides how a final response is framed, and whether the connection goes on (RFC 9112, sections 6 and 9.3; RFC 9110, 8.6). */
export function planResponse(context: ResponseContext, readings: Readings): ResponsePlan {
  const { method, minor, simple, status, prepared, whole } = context
  const closes =
    !context.persistent || prepared.options.includes('close') || readings.persistence === 'closes'
  if (simple) return { sending: 'close', length: -1, declared: -1, closes: true }
  const { contentLength } = prepared
  if (status === 204 || status === 304) {
    const declared = status === 204 ? (readings.emptyStatusLength === 'sent' ? 0 : -1) : contentLength
    return {
      sending: readings.emptyStatusContent === 'sent' ? 'length' : 'none',
      length: whole,
      declared,
      closes
    }
  }
  if (method === 'CONNECT' && status >= 200 && status < 300)
    return {
      sending: 'none',
      length: -1,
      declared: readings.connectLength === 'length' ? 0 : -1,
      closes: false
    }
  const length = contentLength === -1 ? whole : contentLength
  if (method === 'HEAD') {
    // No content: what GET would have been given is not known here, unless the application says so.
    const sending = readings.headContent === 'sent' ? 'length' : 'none'
    return { sending, length, declared: contentLength === -1 && whole <= 0 ? -1 : length, closes }
  }
  if (readings.contentFramed === 'close') return { sending: 'close', length, declared: -1, closes: true }
  if (readings.contentFramed === 'none') return { sending: 'length', length, declared: -1, closes }
  if (length !== -1) return { sending: 'length', length, declared: length, closes }
  if (minor > 0 || readings.chunkedTo10 === 'sent')
    return { sending: 'chunked', length, declared: -1, closes }
  return { sending: 'close', length, declared: -1, closes: true }
}
