import type { Readings } from './rules.ts'

/** An allowance: so many at once, and so many more each second. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** What one connection may cost (RFC 9113, section 10.5). Sizes are in octets, times in milliseconds. */
export interface Budgets {
  /** Streams that the peer resets. */
  readonly resets: Allowance
  /** Stream errors that the peer provokes. */
  readonly inducedResets: Allowance
  readonly settings: Allowance
  readonly pings: Allowance
  /** DATA, HEADERS and CONTINUATION frames that carry nothing and end nothing. */
  readonly emptyFrames: Allowance
  /** WINDOW_UPDATE frames; content that was sent earns more. */
  readonly windowUpdates: Allowance
  readonly priorities: Allowance
  /** Frames of unknown types, and others without a meaning here. */
  readonly unknownFrames: Allowance
  /** CONTINUATION frames in one field block. */
  readonly continuations: number
  /** Octets of one field block as compressed. */
  readonly fieldBlock: number
  /** Octets of frames that answer the peer and are not yet taken by the transport. */
  readonly output: number
  /** How long a stream may wait for its peer's window. */
  readonly stall: number
}

export const defaultBudgets: Budgets = {
  resets: { burst: 1000, perSecond: 100 },
  inducedResets: { burst: 200, perSecond: 20 },
  settings: { burst: 100, perSecond: 10 },
  pings: { burst: 200, perSecond: 20 },
  emptyFrames: { burst: 200, perSecond: 20 },
  windowUpdates: { burst: 4000, perSecond: 1000 },
  priorities: { burst: 2000, perSecond: 200 },
  unknownFrames: { burst: 1000, perSecond: 100 },
  continuations: 32,
  fieldBlock: 131_072,
  output: 1 << 20,
  stall: 60_000
}

/** The budgets that are allowances, and the rules that they serve. */
export const allowanceRules = {
  resets: 'rapidResetBudget',
  inducedResets: 'inducedResetBudget',
  settings: 'settingsBudget',
  pings: 'pingBudget',
  emptyFrames: 'emptyFrameBudget',
  windowUpdates: 'windowUpdateBudget',
  priorities: 'priorityBudget',
  unknownFrames: 'unknownFrameBudget'
} as const

export type AllowanceName = keyof typeof allowanceRules

const names = Object.keys(allowanceRules) as AllowanceName[]
const HASTY: Allowance = { burst: 4, perSecond: 0 }

/** The allowances of one connection: token buckets that fill as time goes by. */
export class Ledger {
  readonly #allowances: readonly (Allowance | undefined)[]
  readonly #left: Float64Array
  readonly #at: Float64Array

  constructor(budgets: Budgets, readings: Readings) {
    this.#allowances = names.map((name) => {
      const reading = readings[allowanceRules[name]]
      return reading === 'ignored' ? undefined : reading === 'hasty' ? HASTY : budgets[name]
    })
    this.#left = Float64Array.from(this.#allowances, (allowance) => allowance?.burst ?? 0)
    this.#at = new Float64Array(names.length).fill(-1)
  }

  /** Spends one; false when nothing is left. */
  spend(budget: number, now: number): boolean {
    const allowance = this.#allowances[budget]
    if (allowance === undefined) return true
    let left = this.#left[budget]!
    if (left < 1) {
      const since = this.#at[budget]!
      left = Math.min(allowance.burst, left + ((now - since) / 1000) * allowance.perSecond)
      this.#at[budget] = now
    } else if (this.#at[budget]! < 0) this.#at[budget] = now
    this.#left[budget] = left < 1 ? left : left - 1
    return left >= 1
  }

  /** Gives some back for useful work. */
  earn(budget: number, amount: number): void {
    const allowance = this.#allowances[budget]
    if (allowance !== undefined) this.#left[budget] = Math.min(allowance.burst, this.#left[budget]! + amount)
  }
}

/** Where `Ledger` keeps an allowance. */
export const ledgerIndex = Object.fromEntries(names.map((name, index) => [name, index])) as Record<
  AllowanceName,
  number
>
