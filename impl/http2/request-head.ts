import type { FieldLine } from '../application.ts'
import { isHostAndPort, normalizeAuthority } from './authority.ts'
import { contentLengthOf } from './content-length.ts'
import { checkFieldLine } from './field-lines.ts'
import { Malformed } from './malformed.ts'
import type { Readings } from './rules.ts'

/** A request's header section, checked. One object may serve many requests: it is never changed. */
export interface RequestHead {
  readonly method: string
  readonly scheme: string | undefined
  readonly authority: string | undefined
  readonly path: string
  readonly protocol: string | undefined
  readonly fields: readonly FieldLine[]
  /** In octets, -1 without one. */
  readonly contentLength: number
  /** The value of the priority field (RFC 9218, section 5). */
  readonly priority: string | undefined
}

export interface RequestContext {
  /** Whether SETTINGS_ENABLE_CONNECT_PROTOCOL was sent (RFC 8441). */
  readonly connectProtocol: boolean
  /** The scheme of the connection, for the misreading that makes one up. */
  readonly scheme: string
}

const PSEUDO_FIELDS = [':method', ':scheme', ':authority', ':path', ':protocol']
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/
const KNOWN_METHOD = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)$/
/** Path and query: no control, no space, no fragment. Octets above 0x7f are left to the application. */
const PATH = /^\/[\x21\x22\x24-\x7e\x80-\xff]*$/
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/

type Pseudo = Partial<Record<string, string>>

/** Reads the field lines of a request (RFC 9113, sections 8.2, 8.3.1 and 8.5; RFC 8441, section 4). */
export function readRequestHead(
  lines: readonly FieldLine[],
  readings: Readings,
  context: RequestContext
): RequestHead | Malformed {
  const pseudo: Pseudo = {}
  const fields: FieldLine[] = []
  let cookies = 0
  for (const line of lines) {
    if (line.name.charCodeAt(0) === 0x3a) {
      const fault = takePseudo(pseudo, line, fields.length > 0, readings)
      if (fault !== undefined) return fault
      continue
    }
    const checked = checkFieldLine(line, readings, true)
    if (checked instanceof Malformed) return checked
    if (checked === undefined) continue
    if (checked.name === 'cookie') cookies++
    fields.push(checked)
  }
  if (cookies > 1) {
    if (readings.splitCookiesTolerated === 'refused')
      return new Malformed('pseudoFieldUndefined', 'split cookie')
    if (readings.cookiesJoined !== 'separate')
      joinCookies(fields, readings.cookiesJoined === 'comma' ? ', ' : '; ')
  }
  return controlData(pseudo, fields, readings, context)
}

function takePseudo(
  pseudo: Pseudo,
  { name, value }: FieldLine,
  late: boolean,
  readings: Readings
): Malformed | undefined {
  if (name === ':status') {
    return readings.pseudoFieldOfOtherSide === 'ignored'
      ? undefined
      : new Malformed('pseudoFieldOfOtherSide', ':status in a request')
  }
  if (!PSEUDO_FIELDS.includes(name)) {
    return readings.pseudoFieldUndefined === 'ignored'
      ? undefined
      : new Malformed('pseudoFieldUndefined', `pseudo-header field ${name}`)
  }
  if (late && readings.pseudoFieldOrder !== 'ignored')
    return new Malformed('pseudoFieldOrder', `${name} after a regular field`)
  if (!VALUE.test(value)) {
    if (/[\0\n\r]/.test(value)) return new Malformed('fieldValueOctets', `prohibited octet in ${name}`)
    if (/^[ \t]|[ \t]$/.test(value)) return new Malformed('fieldValueWhitespace', `whitespace around ${name}`)
    return new Malformed('fieldValueControls', `control octet in ${name}`)
  }
  if (pseudo[name] === undefined || readings.pseudoFieldRepeated === 'lastWins') pseudo[name] = value
  else if (readings.pseudoFieldRepeated !== 'firstWins')
    return new Malformed('pseudoFieldRepeated', `${name} repeated`)
  return undefined
}

function controlData(
  pseudo: Pseudo,
  fields: readonly FieldLine[],
  readings: Readings,
  context: RequestContext
): RequestHead | Malformed {
  let {
    ':method': method,
    ':scheme': scheme,
    ':path': path,
    ':authority': authority,
    ':protocol': protocol
  } = pseudo
  if (method === undefined) {
    if (readings.methodPresent !== 'ignored') return new Malformed('methodPresent', 'no :method')
    method = 'GET'
  }
  if (!TOKEN.test(method) && readings.methodSyntax !== 'ignored')
    return new Malformed('methodSyntax', `:method "${method}"`)
  if (readings.methodSyntax === 'refusesUnknown' && !KNOWN_METHOD.test(method))
    return new Malformed('methodSyntax', `:method ${method}`)
  if (protocol !== undefined && !context.connectProtocol && readings.protocolUnannounced !== 'ignored')
    return new Malformed('protocolUnannounced', ':protocol')
  if (protocol !== undefined && method !== 'CONNECT') {
    if (readings.protocolWithoutConnect !== 'ignored')
      return new Malformed('protocolWithoutConnect', ':protocol without CONNECT')
    protocol = undefined
  }
  if (method === 'CONNECT' && protocol === undefined) {
    if ((scheme !== undefined || path !== undefined) && readings.connectPseudoFields !== 'ignored')
      return new Malformed('connectPseudoFields', 'CONNECT with :scheme or :path')
    scheme = undefined
    path = ''
    const port = authority === undefined ? undefined : /:([0-9]+)$/.exec(authority)?.[1]
    if (
      (port === undefined || Number(port) < 1 || Number(port) > 65535 || !isHostAndPort(authority ?? '')) &&
      readings.connectAuthority !== 'ignored'
    )
      return new Malformed('connectAuthority', `CONNECT to "${authority ?? ''}"`)
  } else {
    if (protocol !== undefined && (scheme === undefined || path === undefined)) {
      if (readings.extendedConnectFields !== 'ignored')
        return new Malformed('extendedConnectFields', 'extended CONNECT without :scheme or :path')
      scheme ??= context.scheme
      path ??= '/'
    }
    if (scheme === undefined) {
      if (readings.schemePresent !== 'ignored') return new Malformed('schemePresent', 'no :scheme')
      scheme = context.scheme
    }
    if (!SCHEME.test(scheme) && readings.schemeSyntax !== 'ignored')
      return new Malformed('schemeSyntax', `:scheme "${scheme}"`)
    const ofHttp = /^https?$/i.test(scheme)
    if (!ofHttp && readings.schemeSyntax === 'refusesOthers')
      return new Malformed('schemeSyntax', `:scheme ${scheme}`)
    const fault = checkPath(path, method, ofHttp, readings)
    if (fault !== undefined) return fault
    path = path === undefined || path === '' ? '/' : path
    if (authority !== undefined && ofHttp && authority.includes('@')) {
      if (readings.authorityUserinfo === 'removed')
        authority = authority.slice(authority.lastIndexOf('@') + 1)
      else if (readings.authorityUserinfo !== 'ignored')
        return new Malformed('authorityUserinfo', ':authority with userinfo')
    }
  }
  if (authority !== undefined) {
    const empty = /^(?::|$)/.test(authority) && (method === 'CONNECT' || /^https?$/i.test(scheme ?? ''))
    if (
      (empty || (!isHostAndPort(authority) && !authority.includes('@'))) &&
      readings.authoritySyntax !== 'ignored'
    )
      return new Malformed('authoritySyntax', `:authority "${authority}"`)
    if (readings.authoritySyntax === 'refusesPort' && /:[0-9]+$/.test(authority) && method !== 'CONNECT')
      return new Malformed('authoritySyntax', `port in :authority ${authority}`)
  }
  const chosen = chooseAuthority(authority, fields, scheme, readings)
  if (chosen instanceof Malformed) return chosen
  const contentLength = method === 'CONNECT' ? -1 : contentLengthOf(fields, readings)
  if (contentLength instanceof Malformed) return contentLength
  return {
    method,
    scheme,
    authority: chosen,
    path,
    protocol,
    fields,
    contentLength,
    priority: valueOf(fields, 'priority')
  }
}

function checkPath(
  path: string | undefined,
  method: string,
  ofHttp: boolean,
  readings: Readings
): Malformed | undefined {
  if (path === undefined)
    return readings.pathPresent === 'ignored' ? undefined : new Malformed('pathPresent', 'no :path')
  if (!ofHttp) return undefined
  if (path === '')
    return readings.pathNotEmpty === 'ignored' ? undefined : new Malformed('pathNotEmpty', ':path is empty')
  const asterisk = path === '*' && method === 'OPTIONS'
  if (
    asterisk
      ? readings.pathSyntax === 'refusesAsterisk'
      : !PATH.test(path) && readings.pathSyntax !== 'ignored'
  )
    return new Malformed('pathSyntax', `:path "${path}"`)
  return undefined
}

function chooseAuthority(
  authority: string | undefined,
  fields: readonly FieldLine[],
  scheme: string | undefined,
  readings: Readings
): string | undefined | Malformed {
  for (const { name, value: host } of fields) {
    if (name !== 'host') continue
    if (authority === undefined) {
      authority = host
      continue
    }
    const reading = readings.hostDiffers
    const same =
      reading === 'refusesCase'
        ? host === authority
        : normalizeAuthority(host, scheme) === normalizeAuthority(authority, scheme)
    if (reading === 'refusesEqual' || (!same && reading !== 'ignored'))
      return new Malformed('hostDiffers', `host "${host}" beside :authority "${authority}"`)
    if (readings.authorityPreferred === 'host') return host
  }
  return authority
}

function joinCookies(fields: FieldLine[], delimiter: string): void {
  const lines = fields.filter((line) => line.name === 'cookie')
  const first = fields.indexOf(lines[0]!)
  const joined = { name: 'cookie', value: lines.map((line) => line.value).join(delimiter) }
  fields[first] = lines.some((line) => line.neverIndexed) ? { ...joined, neverIndexed: true } : joined
  for (let i = fields.length - 1; i > first; i--) if (fields[i]!.name === 'cookie') fields.splice(i, 1)
}

function valueOf(fields: readonly FieldLine[], name: string): string | undefined {
  const values = fields.filter((line) => line.name === name).map((line) => line.value)
  return values.length === 0 ? undefined : values.join(', ')
}
