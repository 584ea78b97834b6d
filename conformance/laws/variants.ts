import type { ConnectionOptions } from '../../impl/http2/connection-options.ts'
import type { RuleName } from '../../impl/http2/rules.ts'
import type { HpackRuleName } from '../../impl/hpack/rules.ts'
import type { Need } from '../../lab/case.ts'
import type { ApplicationOptions } from '../../lab/reference/application.ts'

/** The reference server set up otherwise, so that a rule of it comes to bear. */
export interface Variant {
  readonly connection?: Partial<ConnectionOptions>
  readonly application?: ApplicationOptions
}

const pushes: Variant = { application: { push: true } }
const smallTable: Variant = { connection: { settings: { headerTableSize: 128 } } }
const long: Variant = { application: { fields: [{ name: 'x-long', value: 'z'.repeat(40_000) }] } }
/** Without SETTINGS_ENABLE_CONNECT_PROTOCOL. */
const unextended: Variant = { connection: { settings: { maxConcurrentStreams: 100 } } }
const anything: Variant = { application: { anything: true } }

/** Rules of which nothing is seen on the reference server as it is, and how it is set up for them. */
export const variants: Readonly<Partial<Record<RuleName | `hpack ${HpackRuleName}`, Variant>>> = {
  enablePushRespected: pushes,
  promiseInOpenStream: pushes,
  streamIdentifiersSent: pushes,
  concurrencyRespected: pushes,
  zeroConcurrencyPlain: pushes,
  goawayRespected: pushes,
  frameOnReservedLocal: pushes,
  windowUpdateOnReservedLocal: pushes,
  // As large as the window of a stream, so that one frame can fill it.
  connectionFlowControl: {
    connection: { connectionWindow: 65_535, settings: { maxConcurrentStreams: 100, maxFrameSize: 131_072 } }
  },
  paddingZero: { connection: { padding: 3 } },
  maxFrameSizeRespected: long,
  fieldBlockContiguous: long,
  dependenciesIgnored: { connection: { priorities: 'rfc7540' } },
  fieldNamesLowercase: { application: { fields: [{ name: 'X-Upper', value: '1' }] } },
  connectionFieldsWithheld: { application: { fields: [{ name: 'connection', value: 'close' }] } },
  methodSyntax: anything,
  pathSyntax: anything,
  goawayBeforeClose: { connection: { timeouts: { idle: 1000 } } }
}

/** How the reference server is set up for cases with needs that it does not meet as it is. */
const ofNeeds: Readonly<Partial<Record<Need, Variant>>> = {
  'small-table': smallTable,
  'no-extended-connect': unextended
}

/** The reference server as a case needs it, or as it is. */
export const variantFor = ({ needs }: { readonly needs: readonly Need[] }): Variant | undefined =>
  needs.map((need) => ofNeeds[need]).find((variant) => variant !== undefined)
