import type { FieldLine } from '../../application.ts'
import { latin1 } from '../../latin1.ts'
import type { CompiledRules } from '../compiled-rules.ts'
import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'
import { fieldLinesOf } from './field-lines.ts'
import { BY_CLOSE, noContent, readFraming, type Framing } from './framing.ts'
import { readLines, type Lines } from './lines.ts'
import { readMinorVersion } from './version.ts'

/** A response's head, read. */
export interface ResponseHead {
  readonly status: number
  /** As it was sent; it says nothing that the status does not (RFC 9112, section 4). */
  readonly reason: string
  readonly minor: number
  readonly fields: readonly FieldLine[]
  readonly framing: Framing
  /** Whether the connection goes on after this exchange, as far as the server is concerned. */
  readonly persistent: boolean
  /** What follows is no HTTP: a 101, or a 2xx to CONNECT. */
  readonly switches: boolean
}

/** Reads what a head parser has found of the response to a request with a method (RFC 9112, sections 4, 6.3 and 9.3). */
export function readResponseHead(
  octets: Uint8Array,
  base: number,
  spans: Uint32Array,
  rules: CompiledRules,
  method: string
): ResponseHead | Refusal {
  const { readings } = rules
  const minor = readMinorVersion(octets, base, spans[2]!, spans[3]!, readings)
  if (minor instanceof Refusal) return minor
  const status = readStatus(latin1(octets, base + spans[4]!, base + spans[5]!), spans[4]!, readings)
  if (status instanceof Refusal) return status
  const lines = readLines(octets, base, spans, rules)
  if (lines instanceof Refusal) return lines
  const switches =
    status === 101 ||
    (method === 'CONNECT' && status >= 200 && status < 300 && readings.connectFraming === 'enforce')
  const framing = switches ? noContent : framingOf(lines, minor, status, method, readings)
  if (framing instanceof Refusal) return framing
  const options = lines.options ?? []
  const persistent =
    framing.kind !== BY_CLOSE &&
    !framing.closes &&
    (readings.responseCloses === 'reused' ||
      (!options.includes('close') && (minor > 0 || options.includes('keep-alive'))))
  return {
    status,
    reason: latin1(octets, base + spans[6]!, base + spans[7]!),
    minor,
    fields: fieldLinesOf(octets, base, spans, readings),
    framing,
    persistent,
    switches
  }
}

function readStatus(text: string, offset: number, readings: Readings): number | Refusal {
  if (/^[1-5]\d\d$/.test(text)) return Number(text)
  if (readings.statusSyntax === 'ignored') return 200
  if (readings.statusSyntax === 'anyDigits' && /^\d{1,6}$/.test(text)) return Number(text)
  return new Refusal('statusSyntax', offset, 'this is no status code')
}

/** RFC 9112, section 6.3, from 1 on. */
function framingOf(
  { lengths, codings }: Lines,
  minor: number,
  status: number,
  method: string,
  readings: Readings
): Framing | Refusal {
  const empty = method === 'HEAD' || status < 200 || status === 204 || status === 304
  if (empty && readings.bodilessResponses === 'enforce') return noContent
  return readFraming({ lengths, codings, minor, side: 'response' }, readings)
}
