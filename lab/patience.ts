import type { Patience } from './script.ts'

/** Deadlines in milliseconds, by kind of wait. */
export type Deadlines = Readonly<Record<Patience, number>>

/**
 * Deadlines for a target that took `roundTrip` milliseconds (the slowest of the calibrating exchanges) to answer.
 * Generous: nothing conforming ever waits for them, since waits end with the answer.
 */
export function deadlinesFor(roundTrip: number): Deadlines {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  return {
    answer: clamp(roundTrip * 30, 500, 10_000),
    quiet: clamp(roundTrip * 4, 60, 1500),
    own: 20_000
  }
}

/** A target may come to answer so many times more slowly than it ever did in the run, and is still waited for. */
const SLACK = 10
const MOST_PATIENT = 30_000

/**
 * Deadlines for the second, confirming exchange: several times as patient, so that a slow target is not accused.
 * `slowest`: milliseconds of the longest wait in the run that an answer ended; on a busy machine it tells more than the
 * round trip that was measured at the start.
 */
export function patiently(deadlines: Deadlines, slowest = 0): Deadlines {
  const seen = Math.min(MOST_PATIENT, slowest * SLACK)
  return {
    answer: Math.max(deadlines.answer * 3, seen),
    quiet: Math.max(400, deadlines.quiet * 4),
    own: deadlines.own * 2
  }
}
