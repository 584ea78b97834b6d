import type { Config } from './schema.ts'

/** Gives a configuration its type, so that an editor completes and checks it; returns it as it is. */
export const defineConfig = (config: Config): Config => config
