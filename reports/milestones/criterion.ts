import type { Findings } from './findings.ts'

/** A claim with a threshold: how it is measured, and between which limits the figures must be. The file name is its id. */
export interface Criterion {
  /** What a reader can run: `npm run bench http2/frames`. */
  readonly how: string
  readonly limits: readonly Limit[]
  /** Why `--check` leaves it out; undefined when it is quick and steady enough for every run of CI. */
  readonly notInCheck?: string
  measure(): Promise<Findings>
}

/** A figure, and between what it must be. */
export interface Limit {
  readonly figure: string
  readonly atLeast?: number
  readonly atMost?: number
  /**
   * By which factor `--check` lets a timed figure miss its limit before it calls that a regression; 1 unless said, which
   * suits figures that are exact.
   */
  readonly margin?: number
  /** What the figure needs that is not everywhere: without it the limit is left out, and the page says so. */
  readonly needs?: string
}

export const atLeast = (figure: string, least: number, more: Partial<Limit> = {}): Limit => ({
  figure,
  atLeast: least,
  ...more
})
export const atMost = (figure: string, most: number, more: Partial<Limit> = {}): Limit => ({
  figure,
  atMost: most,
  ...more
})
export const exactly = (figure: string, value: number): Limit => ({ figure, atLeast: value, atMost: value })
