import { toConformTo } from './matcher.ts'

/** What is asked of an `expect`: that it can be given matchers. */
export interface Extensible {
  extend(matchers: { readonly toConformTo: typeof toConformTo }): void
}

/** Gives an `expect` the matcher. Throws where there is none. */
export function extend(expect: Extensible | undefined, what: string): void {
  if (typeof expect?.extend !== 'function')
    throw new Error(
      `${what} is imported where no global expect is: write expect.extend({ toConformTo }) with toConformTo of zyphos.`
    )
  expect.extend({ toConformTo })
}
