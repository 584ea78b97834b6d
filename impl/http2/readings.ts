import type { RuleSet } from '../rules.ts'
import { http2Rules, type Http2Rules, type Readings, type RuleName } from './rules.ts'

/**
 * A rule set compiled: every rule's reading, and as plain numbers and booleans what the hot paths ask for.
 * Rules that are enforced by one comparison anyway are asked by name where the offence has been seen already.
 */
export interface CompiledRules {
  readonly readings: Readings
  /** True when a set other than the default is in use somewhere: memos that assume it are left out. */
  readonly altered: boolean
  readonly refusesUnusedFlags: boolean
  readonly readsReservedBit: boolean
  /** Octets OR-ed into outgoing frames: 0 as specified. */
  readonly settingsFlags: number
  readonly dataFlags: number
  readonly reservedBit: number
  /** Octets added to, or taken from, the greatest payload accepted. */
  readonly frameSizeSlack: number
  readonly concurrencySlack: number
  readonly ignoresStreamWindow: boolean
  readonly ignoresConnectionWindow: boolean
  readonly returnsConnectionCredit: boolean
  readonly returnsStreamCredit: boolean
  readonly dataFrameFactor: number
  readonly splitsFieldBlocks: boolean
  readonly staysSilentAfterReset: boolean
}

const compiledSets = new WeakMap<object, CompiledRules>()

/** Compiles a rule set; the same set gives the same object. */
export function compileRules(rules: RuleSet<Http2Rules> = none): CompiledRules {
  let compiled = compiledSets.get(rules)
  if (compiled === undefined) compiledSets.set(rules, (compiled = compile(rules)))
  return compiled
}

const none: RuleSet<Http2Rules> = {}

function compile(rules: RuleSet<Http2Rules>): CompiledRules {
  for (const [rule, reading] of Object.entries(rules)) {
    if (!(rule in http2Rules)) throw new TypeError(`HTTP/2 has no rule ${rule}`)
    if (!(reading in http2Rules[rule as RuleName].readings))
      throw new TypeError(`rule ${rule} has no reading ${reading}`)
  }
  const readings = Object.fromEntries(
    Object.keys(http2Rules).map((rule) => [rule, rules[rule as RuleName] ?? 'enforce'])
  ) as Readings
  const slack = { enforce: 0, ignored: 2 ** 24, oneMore: 1, refusesFull: -1, noError: 0 }
  return {
    readings,
    altered: Object.values(readings).some((reading) => reading !== 'enforce'),
    refusesUnusedFlags: readings.unusedFlagsIgnored === 'refused',
    readsReservedBit: readings.reservedBitIgnored !== 'enforce',
    settingsFlags: readings.unusedFlagsUnset === 'set' ? 0x40 : 0,
    dataFlags: readings.unusedFlagsUnset === 'set' ? 0x40 : 0,
    reservedBit: readings.reservedBitUnset === 'set' ? 0x80 : 0,
    frameSizeSlack: slack[readings.frameTooLarge],
    concurrencySlack: readings.concurrencyLimit === 'refusesLast' ? -1 : 0,
    ignoresStreamWindow: readings.flowControlRespected === 'streamIgnored',
    ignoresConnectionWindow: readings.flowControlRespected === 'connectionIgnored',
    returnsConnectionCredit: readings.windowReplenished !== 'neverConnection',
    returnsStreamCredit: readings.windowReplenished !== 'neverStream',
    dataFrameFactor: readings.maxFrameSizeRespected === 'dataExceeds' ? 2 : 1,
    splitsFieldBlocks: readings.maxFrameSizeRespected !== 'headersExceed',
    staysSilentAfterReset: readings.silentAfterReset === 'enforce'
  }
}
