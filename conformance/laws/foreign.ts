import { http2Rules, type RuleName } from '../../impl/http2/rules.ts'
import { hpackRules } from '../../impl/hpack/rules.ts'
import type { Rule } from '../../impl/rules.ts'
import { find } from '../requirements/index.ts'

/** Rules that only the core of a client asks: none of its readings is ever taken by a server. */
export const rulesOfClients: readonly RuleName[] = [
  'serverPrefaceSettings',
  'clientPrefaceSent',
  'frameOnReservedRemote',
  'enablePushFromServer',
  'promiseWhenDisabled',
  'promiseOnStreamZero',
  'promiseOnOwnStream',
  'promisedIdentifier',
  'promisePadding',
  'promiseOnResetStream',
  'promisedMethod',
  'promisedContent',
  'promisedAuthority',
  'dataBeforeResponse',
  'informationalEndStream',
  'informationalTolerated',
  'switchingProtocols',
  'responseKeptAfterReset',
  'responseBeforeRequestEnd',
  'contentLengthWithoutContent',
  'statusPresent',
  'statusSyntax',
  'authoritySent',
  'hostConsistent',
  'enableConnectProtocolValue',
  'enableConnectProtocolKept',
  'priorityUpdateFromServer'
]

/** Rules that only the core of a server asks: none of its readings is ever taken by a client. */
export const rulesOfServers: readonly RuleName[] = [
  'clientPreface',
  'clientPrefaceSettings',
  'peerStreamIncreases',
  'malformedReset',
  'statusSent',
  'pseudoFieldsFirst',
  'connectedStreamFrames',
  'protocolUnannounced',
  'protocolWithoutConnect',
  'extendedConnectFields',
  'priorityParametersTolerated',
  'rapidResetBudget',
  'priorityBudget'
]

/** Whether no requirement of a rule can be tested on a role: another role's, or that of a specification without a suite. */
export function isForeign(rule: string, role: 'server' | 'client'): boolean {
  if (role === 'server' && (rulesOfClients as readonly string[]).includes(rule)) return true
  if (role === 'client' && (rulesOfServers as readonly string[]).includes(rule)) return true
  const { requirements } = (
    rule.startsWith('hpack ')
      ? hpackRules[rule.slice(6) as keyof typeof hpackRules]
      : http2Rules[rule as RuleName]
  ) as Rule
  return requirements.every((id) => {
    const testability = find(id)?.testable[role]
    return testability === undefined || !('by' in testability)
  })
}
