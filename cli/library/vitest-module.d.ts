/** As much of vitest as zyphos/vitest needs: it is there where that is imported, and nowhere else. */
declare module 'vitest' {
  export interface Matchers<T = unknown> {
    /** vitest's own. */
    readonly received?: T
  }
  export const expect: { extend(matchers: object): void }
}
