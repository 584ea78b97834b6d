import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'
import { readContentLength, type LengthLines } from './content-length.ts'
import { readTransferEncoding, type CodingLines } from './transfer-encoding.ts'

/** How a message's content ends (RFC 9112, section 6.3). */
export const NO_CONTENT = 0
export const BY_LENGTH = 1
export const BY_CHUNKS = 2
export const BY_CLOSE = 3
export type FramingKind = typeof NO_CONTENT | typeof BY_LENGTH | typeof BY_CHUNKS | typeof BY_CLOSE

export interface Framing {
  readonly kind: FramingKind
  /** Octets, with BY_LENGTH. */
  readonly length: number
  /** The framing is not to be trusted beyond this message: the connection is closed after it. */
  readonly closes: boolean
}

export const noContent: Framing = { kind: NO_CONTENT, length: 0, closes: false }
const untilClose: Framing = { kind: BY_CLOSE, length: 0, closes: true }

/** What frames a message: lines of both fields, the minor version, and which side sent it. */
export interface Framed {
  readonly lengths: LengthLines | undefined
  readonly codings: CodingLines | undefined
  readonly minor: number
  readonly side: 'request' | 'response'
}

/** Decides the framing from both fields, in the order of RFC 9112, section 6.3, from 3 on. */
export function readFraming(
  { lengths, codings, minor, side }: Framed,
  readings: Readings
): Framing | Refusal {
  let closes = false
  if (codings !== undefined && !(minor === 0 && readings.transferEncodingIn10 === 'ignored')) {
    if (minor === 0) {
      if (readings.transferEncodingIn10 === 'closes') closes = true
      else if (readings.transferEncodingIn10 !== 'accepted')
        return new Refusal('transferEncodingIn10', codings.offset, 'Transfer-Encoding in HTTP/1.0')
    }
    if (lengths !== undefined) {
      if (readings.transferEncodingAndLength === 'contentLength') return byLength(lengths, readings, side)
      if (readings.transferEncodingAndLength === 'transferEncoding') closes = true
      else if (readings.transferEncodingAndLength !== 'transferEncodingKept')
        return new Refusal(
          'transferEncodingAndLength',
          Math.max(codings.offset, lengths.offset),
          'Content-Length beside Transfer-Encoding'
        )
    }
    const coding = readTransferEncoding(codings, readings)
    if (coding instanceof Refusal) return coding
    if (coding === 'chunked') return { kind: BY_CHUNKS, length: 0, closes }
    if (coding === 'other') {
      if (side === 'response') {
        // Parameters on chunked are an error (RFC 9112, section 7.1); content until the end would be chunks as they stand.
        if (readings.transferEncodingSyntax === 'enforce' && codings.values.some(isChunkedWithParameters))
          return new Refusal('transferEncodingSyntax', codings.offset, 'the coding chunked has a parameter')
        return untilClose
      }
      if (readings.transferEncodingFinal !== 'absent')
        return new Refusal('transferEncodingFinal', codings.offset, 'chunked is not the last transfer coding')
      return noContent
    }
  }
  return byLength(lengths, readings, side)
}

const isChunkedWithParameters = (value: string): boolean => /(?:^|,)[ \t]*chunked[ \t]*;/i.test(value)

function byLength(
  lengths: LengthLines | undefined,
  readings: Readings,
  side: 'request' | 'response'
): Framing | Refusal {
  const length = lengths === undefined ? undefined : readContentLength(lengths, readings)
  if (length instanceof Refusal) return length
  if (length === undefined) return side === 'request' ? noContent : untilClose
  return { kind: BY_LENGTH, length, closes: false }
}
