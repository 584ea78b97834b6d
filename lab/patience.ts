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
    answer: clamp(roundTrip * 30, 1000, 10_000),
    quiet: clamp(roundTrip * 4, 60, 1500),
    own: 20_000
  }
}

/** Deadlines for the second, confirming exchange: several times as patient, so that a slow target is not accused. */
export function patiently(deadlines: Deadlines): Deadlines {
  return { answer: deadlines.answer * 3, quiet: Math.max(400, deadlines.quiet * 4), own: deadlines.own * 2 }
}
