import { dirname, join, relative, resolve } from 'node:path'
import { ConfigError } from '../../reports/config/config-error.ts'
import { findConfig, loadConfig } from '../../reports/config/load-config.ts'
import type { Config } from '../../reports/config/schema.ts'
import type { Policy } from '../../reports/gate/policy.ts'
import { usage } from '../failure.ts'

/** A configuration and where it is: paths in it are relative to that. */
export interface UsedConfig {
  readonly file: string
  readonly config: Config
  /** A path of the configuration as the current folder has it. */
  path(text: string): string
}

/** The configuration that is named, or that of the current folder. Throws a Failure where it cannot be taken. */
export async function useConfig(named?: string): Promise<UsedConfig | undefined> {
  const file = named ?? findConfig('.')
  if (file === undefined) return undefined
  try {
    const config = await loadConfig(file)
    const folder = dirname(resolve(file))
    return { file, config, path: (text) => relative('.', join(folder, text)) || '.' }
  } catch (error) {
    if (error instanceof ConfigError) throw usage(error.message)
    throw error
  }
}

/** What a configuration says of the gate. */
export async function policyOf(
  named?: string
): Promise<{ readonly levels: Partial<Policy>; readonly expectations?: string }> {
  const used = await useConfig(named)
  if (used === undefined) return { levels: {} }
  const { levels = {}, expectations } = used.config
  return {
    levels: defined(levels),
    ...(expectations === undefined ? {} : { expectations: used.path(expectations) })
  }
}

const defined = (levels: NonNullable<Config['levels']>): Partial<Policy> =>
  Object.fromEntries(Object.entries(levels).filter(([, severity]) => severity !== undefined))
