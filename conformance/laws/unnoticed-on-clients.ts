import { BUDGETS, connectionErrorsOf, readings, type Unnoticed } from './unnoticed.ts'

/** Readings that a client may take, or whose difference nobody outside can see. */
export const unnoticedOnClients: readonly Unnoticed[] = [
  {
    mutants: connectionErrorsOf('client'),
    why: 'The connection ends, as RFC 9113, section 5.4.1, demands; GOAWAY with NO_ERROR counts like none (decision 0001: "close only"). That an error is told by its code is a SHOULD, judged once: connection-error-without-goaway.'
  },
  {
    mutants: [
      ...BUDGETS.map((budget) => `${budget}: ignored`),
      ...BUDGETS.filter((budget) => !['outputBudget', 'stallBudget'].includes(budget)).map(
        (budget) => `${budget}: hasty`
      ),
      ...readings('fieldSectionBudget', 'noError', 'refusesFull'),
      ...readings('stallBudget', 'noError'),
      'hpack sectionSize: early',
      'hpack stringLength: accept'
    ].filter((name) => !/^(rapidReset|priority)Budget/.test(name)),
    why: 'Section 10.5 names no number up to which an activity is harmless, nor one from which on it is not: limits are the client\'s own, and a refusal by one is inconclusive (decision 0001: "declared limit"). That a flood does harm is shown by saboteurs that break down at it.'
  },
  {
    mutants: [
      ...readings('dataAfterReset', 'streamError', 'ignored'),
      ...readings('headersOnClosedStream', 'streamError', 'ignored'),
      ...readings('dataOnClosedStream', 'ignored', 'noError')
    ],
    why: 'Section 5.1 leaves it open (MAY) whether a frame on a closed stream is an error; a client that passes over it, or answers by any error, does what it may.'
  },
  {
    mutants: [
      ...readings('connectionFlowControl', 'ignored'),
      ...readings('streamFlowControl', 'ignored', 'noError')
    ],
    why: 'Section 6.9 lets a receiver answer (MAY) content beyond a window; it may as well take it.'
  },
  {
    mutants: readings('promiseOnStreamZero', 'ignored'),
    why: 'Stream 0 is not one that the client has opened: the promise is the same error by section 6.6 (promiseOnOwnStream).'
  },
  {
    mutants: [
      ...readings('methodPresent', 'noError', 'ignored'),
      ...readings('methodSyntax', 'noError', 'ignored', 'refusesUnknown'),
      ...readings('connectPseudoFields', 'noError', 'ignored'),
      ...readings('connectAuthority', 'noError', 'ignored')
    ],
    why: 'A client reads requests in promises only, and a promise by any method but GET and HEAD is refused with the same stream error (promisedMethod), before or after its method is looked at.'
  },
  {
    mutants: [
      ...readings('authorityUserinfo', 'noError', 'ignored', 'removed'),
      ...readings('authoritySyntax', 'noError', 'ignored', 'refusesPort')
    ],
    why: 'A client reads requests in promises only, and a promise for another authority than that of its request is refused with the same stream error (promisedAuthority). With its own authority, port and all, it is refused by no client that asks at all.'
  },
  {
    mutants: [...readings('schemeSyntax', 'refusesOthers'), ...readings('pathSyntax', 'refusesAsterisk')],
    why: 'A client may refuse any promise (section 8.4.2), one of another scheme or of "*" as well.'
  },
  {
    mutants: [
      ...readings('promisedMethod', 'noError'),
      ...readings('promisedContent', 'noError'),
      ...readings('promisedAuthority', 'noError'),
      ...readings('schemePresent', 'noError'),
      ...readings('schemeSyntax', 'noError'),
      ...readings('pathPresent', 'noError'),
      ...readings('pathNotEmpty', 'noError'),
      ...readings('pathSyntax', 'noError'),
      ...readings('concurrencyLimit', 'noError', 'refusesLast')
    ],
    why: 'A client may give up any promise (section 8.4.2): a reset with NO_ERROR, CANCEL or REFUSED_STREAM says no more than that it did not want it.'
  },
  {
    mutants: [
      ...readings('dataOnHalfClosedRemote', 'noError'),
      ...readings('headersOnHalfClosedRemote', 'noError')
    ],
    why: 'A client may give up the rest of its request once the response is complete; a reset with NO_ERROR says no more than that.'
  },
  {
    mutants: [
      ...readings('pseudoFieldInTrailers', 'noError'),
      ...readings('informationalEndStream', 'noError')
    ],
    why: 'The stream has ended before it is refused, so that the code of RST_STREAM counts for nothing; the client says by its exit status that the response was no good (decision 0001).'
  },
  {
    mutants: readings('clientPrefaceSent', 'omitted'),
    why: 'In cleartext a client that begins otherwise may mean another protocol. Over TLS, where ALPN has chosen "h2", preface-sent-otherwise notices it: see over-tls/over-tls.test.ts.'
  },
  {
    mutants: readings('switchingProtocols', 'ignored'),
    why: 'Section 8.6 says that the status does not apply, not what a client does about it: to pass over it as over any interim response is one way.'
  },
  {
    mutants: [
      ...readings('enableConnectProtocolValue', 'noError', 'ignored'),
      ...readings('enableConnectProtocolKept', 'noError', 'ignored')
    ],
    why: 'RFC 8441, section 3, binds the sender; no sentence tells the receiver of such a value to refuse it.'
  },
  {
    mutants: readings('teValue', 'refusesTrailers'),
    why: 'TE is a field of requests: a response that has it, with whatever value, is no lawful neighbour.'
  },
  {
    mutants: readings('trailersTolerated', 'dropped'),
    why: 'The trailer section is taken; what an application is handed of it does not show on the wire.'
  },
  {
    mutants: readings('settingsTimeout', 'noError', 'ignored'),
    why: 'Section 6.5.3 lets an endpoint give up waiting for an acknowledgement (MAY); waiting for ever is as lawful, and so is leaving.'
  },
  {
    mutants: readings('noRfc7540PrioritiesKept', 'noError', 'ignored'),
    why: 'RFC 9218, section 2.1, lets an endpoint treat a change as an error (MAY); it may as well pass over it.'
  },
  {
    mutants: [
      ...readings('continuationOtherFrame', 'streamError'),
      ...readings('extensionInFieldBlock', 'streamError')
    ],
    why: 'The block stays unfinished, so that the next frame is a connection error of type PROTOCOL_ERROR: no later than the barrier.'
  },
  {
    mutants: ['hpack integerOverflow: saturate'],
    why: '2^32-1 is beyond every table, string and limit, so that whatever the integer stands for is refused with the same error.'
  },
  {
    mutants: ['hpack integerLength: accept'],
    why: 'RFC 7541, section 5.1, leaves the limit to the implementation; an integer of many octets that is small may be accepted.'
  },
  {
    mutants: ['hpack huffmanEos: refuseLongest'],
    why: 'The octets 10, 13 and 22 are in no valid field, so that their message is refused either way.'
  },
  {
    mutants: ['hpack smallestSizeUpdate: accept', 'hpack smallestSizeUpdate: refuseSmallestAlone'],
    why: 'It takes a client that changes its SETTINGS_HEADER_TABLE_SIZE twice between two field blocks; ours announces it once, and nothing on the wire can make a client do so.'
  }
]

/** What no mutant in memory violates, and where it is shown that it can fail. */
export const toothlessOnClients: Readonly<Record<string, string>> = {
  'http2/client/several-connections-made':
    'A client in memory has one connection only: client-invariants.test.ts has a trace that breaks it.',
  'http2/client/tls-compression-offered':
    'No TLS library at hand offers compression: client-invariants.test.ts has a trace that breaks it.'
}
