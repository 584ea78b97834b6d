import { conformance } from './conformance.ts'
import type { ConformanceOptions } from './options.ts'
import type { TestTarget } from './url-of.ts'

/** What a matcher gives back to jest or vitest. */
export interface MatcherResult {
  readonly pass: boolean
  message(): string
}

/** `await expect(server).toConformTo('http2', { expectations })`, for expect.extend of jest, vitest and their kin. */
export async function toConformTo(
  received: TestTarget,
  suite: string,
  options: ConformanceOptions = {}
): Promise<MatcherResult> {
  const { passed, message } = await conformance(suite, received, options)
  return {
    pass: passed,
    message: () => (passed ? `It was not to conform, but it does.\n${message}` : message)
  }
}
