import { defaultPorts } from '../../uri/normalize.ts'
import { HEX, isOf } from '../../uri/octets.ts'
import { parseRequestTarget } from '../../uri/request-target.ts'
import type { UriRuleSet } from '../../uri/rules.ts'
import { hostAndPort } from '../../uri/uri.ts'
import { UriError } from '../../uri/uri-error.ts'
import { Refusal } from '../refusal.ts'
import type { Readings, RuleName } from '../rules.ts'

/** What a request-target says (RFC 9112, sections 3.2 and 3.3). */
export interface Target {
  readonly form: 'origin' | 'absolute' | 'authority' | 'asterisk'
  /** Of the absolute form. */
  readonly scheme: string | undefined
  /** Of the absolute form and of the authority form. */
  readonly authority: string | undefined
  /** Path and query; `*`; empty with the authority form. */
  readonly path: string
}

export interface TargetContext {
  /** Whether the connection is secured, which requests for https demand. */
  readonly secured: boolean
  /** A proxy takes any scheme: it is the next server that must speak it. */
  readonly proxy: boolean
}

/** Reads a request-target that starts at an offset of the head. */
export function readTarget(
  method: string,
  text: string,
  offset: number,
  readings: Readings,
  context: TargetContext
): Target | Refusal {
  if (method !== 'CONNECT' && text.charCodeAt(0) === 0x2f) return readPath(text, offset, readings)
  try {
    return readOther(method, text, offset, readings, context)
  } catch (error) {
    if (!(error instanceof UriError)) throw error
    return new Refusal(ruleOf(error, method), offset + error.offset, 'this is no request-target')
  }
}

const origin = (path: string): Target => ({ form: 'origin', scheme: undefined, authority: undefined, path })

function readPath(text: string, offset: number, readings: Readings): Target | Refusal {
  const fault = faultIn(text, readings)
  if (fault !== -1)
    return text[fault] === '%'
      ? new Refusal('targetPercentEncoding', offset + fault, 'a percent sign without two hexadecimal digits')
      : new Refusal('targetOctets', offset + fault, 'a bracket in a path')
  if (text.charCodeAt(1) !== 0x2f || readings.doubleSlash === 'enforce') return origin(text)
  if (readings.doubleSlash === 'refused')
    return new Refusal('doubleSlash', offset, 'two slashes at the start')
  if (readings.doubleSlash === 'single') return origin(text.replace(/^\/+/, '/'))
  const [, authority = '', path = ''] = /^\/\/([^/?]*)(.*)$/s.exec(text) ?? []
  return { form: 'absolute', scheme: undefined, authority, path: path.startsWith('/') ? path : `/${path}` }
}

/** Where a path has a percent sign that encodes nothing, or a bracket; -1 where it has none. */
function faultIn(text: string, { targetPercentEncoding, targetOctets }: Readings): number {
  for (let at = 1; at < text.length; at++) {
    const octet = text.charCodeAt(at)
    if (octet === 0x25) {
      if (targetPercentEncoding !== 'kept' && !(isOf(text, at + 1, HEX) && isOf(text, at + 2, HEX))) return at
    } else if ((octet === 0x5b || octet === 0x5d) && (targetOctets === 'enforce' || targetOctets === 'plain'))
      return at
  }
  return -1
}

function readOther(
  method: string,
  text: string,
  offset: number,
  readings: Readings,
  context: TargetContext
): Target | Refusal {
  if (text === '*') {
    const lawful = method === 'OPTIONS' && readings.asteriskForm !== 'refusesOptions'
    return lawful || readings.asteriskForm === 'ignored'
      ? { form: 'asterisk', scheme: undefined, authority: undefined, path: '*' }
      : new Refusal('asteriskForm', offset, '"*" is for OPTIONS')
  }
  if (method === 'CONNECT') return readConnect(text, offset, readings)
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) {
    if (readings.targetForm === 'ignored') return origin(text)
    if (readings.targetForm === 'slashed') return origin(`/${text}`)
  }
  if (readings.absoluteForm === 'refused') return new Refusal('absoluteForm', offset, 'the absolute form')
  if (readings.absoluteForm === 'path') return origin(text)
  const target = parseRequestTarget(method, text, uriRules(readings))
  if (target.form !== 'absolute') return new Refusal('targetForm', offset, 'this is no request-target')
  const { scheme, userinfo, host, port, path, query } = target.uri
  const name = scheme.toLowerCase()
  if (userinfo !== undefined && readings.absoluteFormUserinfo === 'enforce')
    return new Refusal(
      'absoluteFormUserinfo',
      offset + text.indexOf('//') + 2,
      'userinfo in a request-target'
    )
  if ((host === undefined || host === '') && readings.absoluteFormHostEmpty !== 'ignored')
    return new Refusal('absoluteFormHostEmpty', offset, 'an absolute form without a host')
  const served = context.proxy ? name in defaultPorts : name === (context.secured ? 'https' : 'http')
  if (!served && readings.absoluteFormScheme !== 'ignored')
    return new Refusal('absoluteFormScheme', offset, `${name} is not served here`)
  const before = userinfo === undefined || readings.absoluteFormUserinfo !== 'kept' ? '' : `${userinfo}@`
  return {
    form: 'absolute',
    scheme: name,
    authority: `${before}${hostAndPort({ host, port }) ?? ''}`,
    path: `${path === '' ? (method === 'OPTIONS' && query === undefined ? '*' : '/') : path}${query === undefined ? '' : `?${query}`}`
  }
}

function readConnect(text: string, offset: number, readings: Readings): Target | Refusal {
  const target = readings.connectTarget === 'ignored' ? undefined : parseRequestTarget('CONNECT', text)
  if (target?.form === 'authority' && readings.connectTarget !== 'portIgnored') {
    const port = Number(target.port ?? '')
    if (target.host === '' || port < 1 || port > 65_535)
      return new Refusal('connectTarget', offset, 'CONNECT to no host and port')
  }
  return { form: 'authority', scheme: undefined, authority: text, path: '' }
}

function uriRules(readings: Readings): UriRuleSet {
  return {
    ...(readings.targetOctets === 'enforce'
      ? {}
      : { uriOctets: 'ignored' as const, uriHost: 'ignored' as const }),
    ...(readings.targetFragment === 'kept' ? { uriOctets: 'ignored' as const } : {}),
    ...(readings.targetPercentEncoding === 'kept' ? { uriPercentEncoding: 'ignored' as const } : {})
  }
}

function ruleOf({ rule }: UriError, method: string): RuleName {
  if (method === 'CONNECT') return 'connectTarget'
  if (rule === 'uriPercentEncoding') return 'targetPercentEncoding'
  return rule === 'uriOctets' ? 'targetOctets' : 'targetForm'
}
