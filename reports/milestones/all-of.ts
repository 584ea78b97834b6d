import type { Criterion } from './criterion.ts'

/** A criterion that is measured in several ways, of which all must hold. */
export function allOf(...parts: readonly Criterion[]): Criterion {
  const notInCheck = parts.find((part) => part.notInCheck !== undefined)?.notInCheck
  return {
    how: parts.map(({ how }) => how).join('; '),
    limits: parts.flatMap(({ limits }) => limits),
    ...(notInCheck === undefined ? {} : { notInCheck }),
    async measure() {
      const found = []
      for (const part of parts) found.push(await part.measure())
      return {
        figures: found.flatMap(({ figures }) => figures),
        plots: found.flatMap(({ plots = [] }) => plots),
        missing: found.flatMap(({ missing = [] }) => missing)
      }
    }
  }
}
