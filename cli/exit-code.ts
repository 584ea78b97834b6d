/** What the exit status of `zyphos` means (docs/decisions/0002-exit-codes.md). */
export const EXIT = {
  conforms: 0,
  violations: 1,
  usage: 2,
  /** The target or its environment failed, or the run was not completed. */
  incomplete: 3,
  internal: 4
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
