import type { ConfigTarget } from '../../reports/config/schema.ts'
import type { ConformanceOptions } from '../conformance/options.ts'
import { policyOf, useConfig, type UsedConfig } from './use-config.ts'

/** What is to be run: a target as the command line takes it, and the options with what the configuration adds. */
export interface Applied {
  readonly target: string | undefined
  readonly options: ConformanceOptions
}

/**
 * A target that the configuration names stands for how it is reached there; options of the command line go before those of
 * the configuration. Everything else is left as it is, but for what fails the gate.
 */
export async function applyConfig(target: string | undefined, options: ConformanceOptions): Promise<Applied> {
  if (options.list === true || options.explain !== undefined) return { target, options }
  const used = await useConfig(options.config)
  const one = target === undefined || used === undefined ? undefined : own(used.config.targets, target)
  if (used === undefined || target === undefined || one === undefined) {
    const { levels } = await policyOf(options.config)
    return { target, options: { ...options, policy: { ...levels, ...options.policy } } }
  }
  return withTarget(used, target, one, { ...options, role: one.role ?? options.role })
}

/** A target of the configuration, with what the configuration says of runs. */
export function withTarget(
  used: UsedConfig,
  name: string,
  { url, peer, role: _, ...reached }: ConfigTarget,
  options: ConformanceOptions
): Applied {
  const { expectations, levels = {}, repeat, parallel } = used.config
  const { tls, iMayTestThisTarget, verify, ...texts } = reached
  return {
    target: url ?? peer,
    options: {
      name,
      ...defined(texts),
      ...(tls === true && peer === undefined ? { tls: true as const } : {}),
      ...(tls === false ? { cleartext: true as const } : {}),
      ...(verify === true ? { verify: true as const } : {}),
      ...(iMayTestThisTarget === true ? { iMayTestThisTarget: true as const } : {}),
      ...(expectations === undefined ? {} : { expectations: used.path(expectations) }),
      ...(repeat === undefined ? {} : { repeat: String(repeat) }),
      ...(parallel === undefined ? {} : { parallel: String(parallel) }),
      ...options,
      policy: { ...defined(levels), ...options.policy }
    }
  }
}

const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined

/** An object without the members that are undefined. */
const defined = <T extends object>(of: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
