import { duty, guard } from '../rule-shapes.ts'

/** What an intermediary does (RFC 9110, sections 7.6 and 7.7; RFC 9112, sections 2.3, 3.2, 5 and 6). */
export const intermediaryRules = {
  connectionFieldsRemoved: duty(
    ['MUST', 'rfc9110-7.6.1-2', 'rfc9110-7.6-1'],
    'removes the fields that Connection names',
    {
      forwarded: 'forwards them',
      connectionForwarded: 'forwards Connection as it came'
    }
  ),
  hopByHopRemoved: duty(
    ['SHOULD', 'rfc9110-7.6.1-3'],
    'removes fields that are for one connection, named in Connection or not',
    {
      forwarded: 'forwards them'
    }
  ),
  connectionOptionBlind: duty(
    ['MUST NOT', 'rfc9110-7.6.1-4'],
    'does not remove Host, Content-Length and other fields for all recipients because Connection names them',
    {
      removed: 'removes them'
    }
  ),
  viaSent: duty(
    ['MUST', 'rfc9110-7.6.3-1', 'rfc9110-7.6.3-2'],
    'adds itself to Via in requests and responses',
    {
      omitted: 'sends none',
      replaced: 'replaces those that were there',
      requestOnly: 'adds itself in requests only (allowed for gateways)'
    }
  ),
  maxForwards: duty(
    ['MUST', 'rfc9110-7.6.2-1', 'rfc9110-7.6.2-2', 'rfc9110-7.6.2-3'],
    'counts Max-Forwards of TRACE and OPTIONS down, and answers itself at 0',
    {
      ignored: 'forwards it as it is',
      stuck: 'forwards at 0, too'
    }
  ),
  loopDetected: guard(508, ['MUST NOT', 'rfc9110-7.6-2'], 'refuses a request that it has forwarded before', {
    ignored: 'forwards it again'
  }),
  hostRewritten: duty(
    ['MUST', 'rfc9112-3.2-11', 'rfc9112-3.2-12'],
    'sends the host of an absolute form as Host',
    {
      received: 'sends the Host that it received'
    }
  ),
  optionsAsterisk: duty(
    ['MUST', 'rfc9112-3.2-17'],
    'sends "*" for OPTIONS with an absolute form without path and query',
    {
      slash: 'sends "/"'
    }
  ),
  targetUnchanged: duty(['MUST NOT', 'rfc9110-7.7-3'], 'forwards path and query as they are', {
    normalized: 'removes dot segments and decodes'
  }),
  versionForwarded: duty(['MUST', 'rfc9112-2.3-1'], 'sends its own version', {
    echoed: 'sends the version received'
  }),
  framingRemade: duty(
    ['MUST', 'rfc9112-6.3-2', 'rfc9110-8.6-9'],
    'frames messages anew, from what was read',
    {
      copied: 'forwards Content-Length and Transfer-Encoding as they came'
    }
  ),
  fieldOrderKept: duty(['MUST NOT', 'rfc9110-5.3-2'], 'keeps the order of field lines with the same name', {
    reversed: 'reverses them'
  }),
  unknownFieldsForwarded: duty(['MUST', 'rfc9110-5.1-1'], 'forwards fields that it does not know', {
    dropped: 'drops fields whose names start with "x-"'
  }),
  informationalForwarded: duty(['MUST', 'rfc9110-15.2-4'], 'forwards 1xx responses', {
    dropped: 'drops them'
  }),
  expectationForwarded: duty(
    ['MUST', 'rfc9110-10.1.1-13'],
    'forwards the expectation of 100-continue, or answers it',
    {
      swallowed: 'drops it and waits for the content'
    }
  ),
  dateAdded: duty(['MUST', 'rfc9110-6.6.1-4'], 'adds Date to a response without one', {
    omitted: 'does not'
  }),
  badResponse: duty(
    ['MUST', 'rfc9112-6.3-6', 'rfc9112-5.2-3'],
    'answers 502 in place of a response that it cannot read',
    {
      closed: 'closes the connection'
    }
  ),
  upstreamRetries: duty(
    ['MUST NOT', 'rfc9110-9.2.2-2'],
    'repeats no request with a method that is not idempotent',
    {
      any: 'repeats any request'
    }
  ),
  incompleteForwarded: duty(
    ['MUST', 'rfc9112-8-2', 'rfc9112-6.3-8'],
    'closes the connection to the client where a response ends before its time',
    {
      completed: 'ends the response as if it were complete'
    }
  )
} as const
