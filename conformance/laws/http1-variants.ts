import type { RuleName } from '../../impl/http1/rules.ts'
import type { ServerConnectionOptions } from '../../impl/http1/server-options.ts'

/** The reference server set up otherwise, so that a rule of it comes to bear. */
type Variant = Partial<Omit<ServerConnectionOptions, 'rules'>>

const VARIANTS: Readonly<Partial<Record<RuleName, Variant>>> = {}

/** How the reference server is set up for a rule; undefined where it is as it is. */
export const http1VariantOf = (rule: RuleName): Variant | undefined => VARIANTS[rule]
