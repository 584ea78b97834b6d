import { cve } from './cve.ts'
import type { Requirement } from './requirement.ts'
import { rfc1945 } from './rfc1945.ts'
import { rfc3986 } from './rfc3986.ts'
import { rfc7541 } from './rfc7541.ts'
import { rfc8441 } from './rfc8441.ts'
import { rfc9110 } from './rfc9110.ts'
import { rfc9112 } from './rfc9112.ts'
import { rfc9113 } from './rfc9113.ts'
import { rfc9218 } from './rfc9218.ts'

/** Every requirement of the registers by id, register by register. */
export const requirements: ReadonlyMap<string, Requirement> = new Map(
  [
    ...rfc9113,
    ...rfc7541,
    ...rfc9218,
    ...rfc8441,
    ...rfc9110,
    ...rfc9112,
    ...rfc3986,
    ...rfc1945,
    ...cve
  ].map((requirement) => [requirement.id, requirement])
)

/** The requirement with this id, if a register has it. */
export const find = (id: string): Requirement | undefined => requirements.get(id)
