import type { Requirement } from './requirement.ts'
import { rfc9113 } from './rfc9113.ts'

/** Every requirement of the registers by id, in the order of the specifications. */
export const requirements: ReadonlyMap<string, Requirement> = new Map(
  [...rfc9113].map((requirement) => [requirement.id, requirement])
)

/** The requirement with this id, if a register has it. */
export const find = (id: string): Requirement | undefined => requirements.get(id)
