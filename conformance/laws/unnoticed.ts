import { http2Rules } from '../../impl/http2/rules.ts'
import { isForeign } from './foreign.ts'

/** Mutants that no case notices, and why none can. */
export interface Unnoticed {
  readonly mutants: readonly string[]
  readonly why: string
  /** One could: the case is yet to be written. */
  readonly open?: true
}

/** Names of mutants. */
export const readings = (rule: string, ...names: readonly string[]): string[] =>
  names.map((name) => `${rule}: ${name}`)
/** The error on which the code of GOAWAY is judged. */
const TOLD = ['pingLength']
/** Mutants of a role that end the connection with NO_ERROR. */
export const connectionErrorsOf = (role: 'server' | 'client'): string[] =>
  Object.entries(http2Rules)
    .filter(
      ([name, rule]) =>
        'error' in rule && rule.error.scope === 'connection' && !isForeign(name, role) && !TOLD.includes(name)
    )
    .map(([name]) => `${name}: noError`)
/** Rules against floods. */
export const BUDGETS = [
  'rapidResetBudget',
  'inducedResetBudget',
  'continuationBudget',
  'settingsBudget',
  'pingBudget',
  'emptyFrameBudget',
  'windowUpdateBudget',
  'priorityBudget',
  'unknownFrameBudget',
  'outputBudget',
  'stallBudget'
]

/** Readings that a server may take, or whose difference nobody outside can see. */
export const unnoticedOnServers: readonly Unnoticed[] = [
  {
    mutants: connectionErrorsOf('server'),
    why: 'The connection ends, as RFC 9113, section 5.4.1, demands; GOAWAY with NO_ERROR counts like none (decision 0001: "close only"). That an error is told by its code is a SHOULD, judged once: goaway-without-last-stream.'
  },
  {
    mutants: BUDGETS.map((budget) => `${budget}: ignored`),
    why: 'Section 10.5 asks for no limit in numbers: a finite flood that is taken without harm to others is no violation. That a flood does harm is shown by the fragile servers of 10.5-denial-of-service.test.ts.'
  },
  {
    mutants: [
      ...readings('dataAfterReset', 'streamError', 'ignored'),
      ...readings('headersOnClosedStream', 'streamError', 'ignored')
    ],
    why: 'Section 5.1 leaves it open (MAY) whether a frame on a closed stream is an error; all readings are lawful.'
  },
  {
    mutants: [
      ...readings('connectionFlowControl', 'ignored'),
      ...readings('streamFlowControl', 'ignored', 'noError')
    ],
    why: 'Section 6.9 lets a receiver answer (MAY) content beyond a window; it may as well take it.'
  },
  {
    mutants: [
      ...BUDGETS.filter((budget) => !['outputBudget', 'stallBudget'].includes(budget)).map(
        (budget) => `${budget}: hasty`
      ),
      ...readings('fieldSectionBudget', 'noError', 'refusesFull'),
      ...readings('stallBudget', 'noError'),
      'hpack sectionSize: early',
      'hpack stringLength: accept'
    ],
    why: 'Section 10.5 names no number from which on an activity is suspicious, nor one up to which it is not: limits are the server\'s own, and a refusal by one is inconclusive, not a violation (decision 0001: "declared limit").'
  },
  {
    mutants: ['hpack sectionSize: unlimited'],
    why: 'It decodes the same and keeps more: what it costs is memory, which no finite block shows on the wire.'
  },
  {
    mutants: readings('goawayNotIncreased', 'increased'),
    why: 'A graceful shutdown names 2^31-1 first: the last GOAWAY cannot name more. That the invariant notices a rise is shown by a saboteur.'
  },
  {
    mutants: readings('zeroConcurrencyPlain', 'unlimited'),
    why: 'A server opens streams by pushing only, and may hold a promise back for as long as it likes: no exchange must show one.'
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
    why: 'It takes a server that changes its SETTINGS_HEADER_TABLE_SIZE twice between two field blocks; ours announces it once, and nothing on the wire can make a server do so.'
  },
  {
    mutants: readings('trailersTolerated', 'dropped'),
    why: 'The trailer section is taken; what an application is handed of it shows on the wire only if it sends it back, and no requirement says that it must.'
  },
  {
    mutants: readings('schemeSyntax', 'refusesOthers'),
    why: 'A server need not serve other schemes than its own; by what error or status it declines them is not said.'
  },
  {
    mutants: readings('promiseInOpenStream', 'afterEnd'),
    why: 'Our application promises before it answers. That the invariant notices a promise after the end is shown by a saboteur.'
  },
  {
    mutants: readings('settingsTimeout', 'ignored'),
    why: 'Section 6.5.3 lets an endpoint give up waiting for an acknowledgement (MAY); waiting for ever is as lawful.'
  },
  {
    mutants: readings('noRfc7540PrioritiesKept', 'ignored'),
    why: 'RFC 9218, section 2.1, lets a server treat a change as an error (MAY); it may as well pass over it.'
  },
  {
    mutants: [
      ...[
        'fieldNameOctets',
        'fieldNameColon',
        'fieldNameToken',
        'fieldValueWhitespace',
        'fieldValueControls'
      ].map((rule) => `${rule}: noError`),
      ...readings('malformedReset', 'answered')
    ],
    why: 'Status 400 comes first, which satisfies section 8.1.1 (decision 0001: "response"); what follows does not matter then.'
  },
  {
    mutants: [
      ...readings('continuationOtherStream', 'streamError'),
      ...readings('extensionInFieldBlock', 'streamError')
    ],
    why: 'The block stays unfinished, so that the next frame is a connection error of type PROTOCOL_ERROR: no later than the barrier.'
  }
]

/** Cases that no mutant in memory violates, and where it is shown that they can fail. */
export const toothlessOnServers: Readonly<Record<string, string>> = {}
