import type { Precondition, Testability, Testable, Untestable } from './requirement.ts'

/** A script provokes it. */
export const CASE: Testability = { by: 'case' }

/** Judged on whatever the target sends. */
export const INVARIANT: Testability = { by: 'invariant' }

/** One half of the sentence is about receipt (a case), the other about sending (an invariant). */
export const CASE_AND_INVARIANT: Testability = { by: 'case', also: 'invariant' }

/** A sender's MAY: done to this receiver, which has to accept it. */
export const TOLERANCE: Testability = {
  by: 'case',
  shows: 'what the other side may do is done to it, and is accepted'
}

/** A receiver's MAY: it leaves two outcomes lawful, and a third one breaks the rule that the MAY relaxes. */
export const EITHER: Testability = { by: 'case', shows: 'either outcome conforms, any third one violates' }

/** The same testability, for targets that offer something. */
export const given = (needs: Precondition, testability: Testability): Testability =>
  'by' in testability ? { ...testability, needs } : testability

/** The same testability, for a sentence that binds over that version of HTTP only. */
export const only = (over: 'HTTP/3', testability: Testability): Testability =>
  'by' in testability ? { ...testability, over } : testability

/** The same testability, with what shows it on the wire. */
export const shown = (shows: string, testability: Testability): Testability =>
  'by' in testability ? { ...testability, shows } : testability

const untestable =
  (reason: Untestable) =>
  (missing: string): Testability => ({ untestable: reason, missing })

/** Untestable: only the inside of the program shows it. */
export const internal = untestable('internal state')
/** Untestable: whoever uses the implementation decides it, and every decision looks lawful. */
export const choice = untestable("application's choice")

/** Untestable: the TLS below us neither does what is needed nor tells of it. */
export const library = untestable('TLS library')

export const server = (testability: Testability): Testable => ({ server: testability })
export const client = (testability: Testability): Testable => ({ client: testability })
export const intermediary = (testability: Testability): Testable => ({ intermediary: testability })
export const both = (testability: Testability): Testable => ({ server: testability, client: testability })

/** Binds authors of specifications: no program can meet or break it. */
export const specification: Testable = {}
