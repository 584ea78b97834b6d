import type { ConnectionOptions } from '../../impl/http2/connection-options.ts'
import type { RuleName } from '../../impl/http2/rules.ts'
import type { HpackRuleName } from '../../impl/hpack/rules.ts'
import type { ApplicationOptions } from '../../lab/reference/application.ts'

/** The reference server set up otherwise, so that a rule of it comes to bear. */
export interface Variant {
  readonly connection?: Partial<ConnectionOptions>
  readonly application?: ApplicationOptions
}

const pushes: Variant = { application: { push: true } }
const smallTable: Variant = { connection: { settings: { headerTableSize: 0 } } }
const long: Variant = { application: { fields: [{ name: 'x-long', value: 'z'.repeat(40_000) }] } }
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
  paddingZero: { connection: { padding: 3 } },
  headerTableSizeEnforced: smallTable,
  'hpack missingSizeUpdate': smallTable,
  'hpack smallestSizeUpdate': smallTable,
  maxFrameSizeRespected: long,
  fieldBlockContiguous: long,
  fieldNamesLowercase: { application: { fields: [{ name: 'X-Upper', value: '1' }] } },
  connectionFieldsWithheld: { application: { fields: [{ name: 'connection', value: 'close' }] } },
  methodSyntax: anything,
  pathSyntax: anything,
  protocolUnannounced: { connection: { settings: { maxConcurrentStreams: 100 } } },
  goawayBeforeClose: { connection: { timeouts: { idle: 1000 } } }
}
