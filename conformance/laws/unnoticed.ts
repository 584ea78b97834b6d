import { http2Rules } from '../../impl/http2/rules.ts'
import { isForeign } from './foreign.ts'

/** Mutants that no case notices, and why none can. */
export interface Unnoticed {
  readonly mutants: readonly string[]
  readonly why: string
}

const readings = (rule: string, ...names: readonly string[]): string[] =>
  names.map((name) => `${rule}: ${name}`)
/** The error on which the code of GOAWAY is judged. */
const TOLD = ['pingLength']
const connectionErrors = Object.entries(http2Rules)
  .filter(
    ([name, rule]) =>
      'error' in rule &&
      rule.error.scope === 'connection' &&
      !isForeign(name, 'server') &&
      !TOLD.includes(name)
  )
  .map(([name]) => `${name}: noError`)
const BUDGETS = [
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
    mutants: connectionErrors,
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
    mutants: readings('continuationOtherStream', 'streamError'),
    why: 'The block stays unfinished, so that the next frame is a connection error of type PROTOCOL_ERROR: no later than the barrier.'
  }
]

/** Cases that no mutant in memory violates, and where it is shown that they can fail. */
export const toothlessOnServers: Readonly<Record<string, string>> = {}
