import { latin1 } from '../../latin1.ts'
import type { CompiledRules } from '../compiled-rules.ts'
import { NOTES, SIMPLE_REQUEST } from '../head/contract.ts'
import { Refusal } from '../refusal.ts'
import type { Readings } from '../rules.ts'
import { LazyFields } from './lazy-fields.ts'
import { BY_CHUNKS, BY_LENGTH, NO_CONTENT, noContent, readFraming, type Framing } from './framing.ts'
import { readHost } from './host.ts'
import { readLines, type Lines } from './lines.ts'
import { readTarget, type Target, type TargetContext } from './target.ts'
import { readMinorVersion } from './version.ts'

/** A request's head, read: what it asks for, how its content is framed, and what it says about the connection. */
export interface RequestHead extends Target {
  readonly method: string
  /** The request-target as it was sent. */
  readonly target: string
  /** As understood: of the target, or else of Host. Undefined where neither is there. */
  readonly authority: string | undefined
  /** 0 or 1; 0 of a simple request, too. */
  readonly minor: number
  /** A request of HTTP/0.9: without version and fields. */
  readonly simple: boolean
  readonly framing: Framing
  /** Whether the connection goes on after this exchange, as far as the client is concerned. */
  readonly persistent: boolean
  /** The client may be waiting for 100 (Continue). */
  readonly expectsContinue: boolean
  /** Protocols that the client would switch to. */
  readonly upgrade: readonly string[]
  /** The field lines, in their order. */
  readonly fields: LazyFields
}

/**
 * Reads what a head parser has found (RFC 9112, sections 2.3, 3 and 6; RFC 9110, sections 7.2, 7.6.1, 7.8 and 10.1.1). The
 * octets of the head are at `base`. What is wrong is refused in this order: version, target, Host, framing, expectation.
 */
export function readRequestHead(
  octets: Uint8Array,
  base: number,
  spans: Uint32Array,
  rules: CompiledRules,
  context: TargetContext
): RequestHead | Refusal {
  const { readings } = rules
  let method = methodOf(octets, base + spans[2]!, base + spans[3]!)
  if (readings.methodCase === 'folded') method = method.toUpperCase()
  const simple = (spans[NOTES]! & SIMPLE_REQUEST) !== 0
  const minor = simple ? 0 : readMinorVersion(octets, base, spans[6]!, spans[7]!, readings)
  if (minor instanceof Refusal) return minor
  const text = latin1(octets, base + spans[4]!, base + spans[5]!)
  const target = readTarget(method, text, spans[4]!, readings, context)
  if (target instanceof Refusal) return target
  const lines = readLines(octets, base, spans, rules)
  if (lines instanceof Refusal) return lines
  const authority = authorityOf(target, lines, minor, readings)
  if (authority instanceof Refusal) return authority
  const framing = framingOf(lines, minor, method, readings)
  if (framing instanceof Refusal) return framing
  const expectsContinue = lines.expectations === undefined ? false : expectationOf(lines, minor, readings)
  if (expectsContinue instanceof Refusal) return expectsContinue
  return {
    method,
    target: text,
    form: target.form,
    scheme: target.scheme,
    authority,
    path: target.path,
    minor,
    simple,
    framing,
    // A proxy keeps no connection with a client of HTTP/1.0, whatever it asks for (RFC 9112, section 9.3).
    persistent:
      !simple && !(minor === 0 && context.proxy === true) && persists(lines.options, minor, readings),
    expectsContinue:
      expectsContinue && framing.kind !== NO_CONTENT && !(framing.kind === BY_LENGTH && framing.length === 0),
    upgrade: upgradeOf(lines, minor, readings),
    fields: new LazyFields(octets, base, spans, readings)
  }
}

function methodOf(octets: Uint8Array, start: number, end: number): string {
  if (end - start === 3 && octets[start] === 0x47 && octets[start + 1] === 0x45 && octets[start + 2] === 0x54)
    return 'GET'
  return latin1(octets, start, end)
}

function authorityOf(
  target: Target,
  lines: Lines,
  minor: number,
  readings: Readings
): string | undefined | Refusal {
  const host = readHost(lines.host, minor, readings)
  if (host instanceof Refusal || target.authority === undefined) return host
  if (target.form !== 'absolute' || host === undefined) return target.authority
  if (readings.absoluteFormHost === 'host') return host
  if (readings.absoluteFormHost === 'refusesOther' && host.toLowerCase() !== target.authority.toLowerCase())
    return new Refusal('absoluteFormHost', lines.host?.offset ?? 0, 'Host differs from the request-target')
  return target.authority
}

function framingOf(lines: Lines, minor: number, method: string, readings: Readings): Framing | Refusal {
  const { lengths, codings } = lines
  if (lengths === undefined && codings === undefined) {
    const needed = readings.contentLengthUnneeded === 'required' && (method === 'POST' || method === 'PUT')
    return needed ? new Refusal('contentLengthUnneeded', 0, 'no Content-Length') : noContent
  }
  return readFraming({ lengths, codings, minor, side: 'request' }, readings)
}

/** RFC 9112, section 9.3. */
function persists(options: readonly string[] | undefined, minor: number, readings: Readings): boolean {
  if (options?.includes('close') === true && readings.closeHonoured !== 'ignored') return false
  if (minor > 0 || readings.persistenceOf10 === 'always') return true
  return options?.includes('keep-alive') === true && readings.persistenceOf10 !== 'never'
}

function expectationOf(lines: Lines, minor: number, readings: Readings): boolean | Refusal {
  const expectations = lines.expectations ?? []
  if (minor === 0 && readings.continueTo10 !== 'sent') return false
  if (expectations.some((one) => one !== '100-continue') && readings.expectUnknown !== 'ignored')
    return new Refusal('expectUnknown', lines.expectOffset, 'this expectation cannot be met')
  return expectations.includes('100-continue')
}

function upgradeOf({ upgrade, options }: Lines, minor: number, readings: Readings): readonly string[] {
  if (upgrade === undefined || options?.includes('upgrade') !== true) return NO_PROTOCOLS
  return minor === 0 && readings.upgradeIn10 !== 'honoured' ? NO_PROTOCOLS : upgrade
}

const NO_PROTOCOLS: readonly string[] = []

/** Whether content may follow the head. */
export const hasContent = ({ framing }: Pick<RequestHead, 'framing'>): boolean =>
  framing.kind === BY_CHUNKS || (framing.kind === BY_LENGTH && framing.length > 0)
