import { http2Rules, type RuleName } from '../../impl/http2/rules.ts'
import { hpackRules, type HpackRuleName } from '../../impl/hpack/rules.ts'
import type { Case, Need } from '../../lab/case.ts'
import type { ReferenceClientOptions } from '../../lab/clients/reference.ts'

/** The reference client set up otherwise, so that a rule of it, or a case, comes to bear. */
export type ClientVariant = Omit<ReferenceClientOptions, 'rules' | 'hpackRules'>

const long: ClientVariant = { fields: [{ name: 'x-long', value: 'z'.repeat(40_000) }] }
/** All windows are those that a connection begins with. */
const oneWindow: ClientVariant = { connection: { connectionWindow: 65_535 } }
/** One frame can fill every window. */
const oneFrame: ClientVariant = {
  connection: { connectionWindow: 65_535, settings: { maxFrameSize: 131_072 } }
}
/** Its connection is one of a pool: a stream that fails does not end it. */
const lingering: ClientVariant = { lingers: true }

/** Rules of which nothing is seen on the reference client as it is, and how it is set up for them. */
const ofRules: Readonly<Partial<Record<RuleName | `hpack ${HpackRuleName}`, ClientVariant>>> = {
  maxFrameSizeRespected: long,
  fieldBlockContiguous: long,
  paddingZero: { connection: { padding: 3 } },
  fieldNamesLowercase: { fields: [{ name: 'X-Upper', value: '1' }] },
  connectionFieldsWithheld: { fields: [{ name: 'connection', value: 'close' }] },
  hostConsistent: { fields: [{ name: 'host', value: 'other.example' }] },
  pseudoFieldsFirst: { fields: [{ name: 'x-name', value: '1' }] },
  trailersPlain: { trailers: [{ name: 'x-checksum', value: '1' }] },
  concurrencyRespected: { patient: true, sequential: false },
  zeroConcurrencyPlain: { sequential: true },
  initialWindowAdjusts: { patient: true },
  connectionFlowControl: oneFrame,
  streamFlowControl: oneFrame,
  windowReplenished: oneWindow,
  closedStreamTolerated: { ...oneWindow, lingers: true },
  refusedContentCounted: { ...oneWindow, lingers: true },
  paddingCounted: oneWindow,
  connectionClosed: lingering,
  goawayRespected: lingering,
  resetUnanswered: lingering
}

/** A client that refuses something shows how only while its connection stands. */
export const clientVariants: typeof ofRules = {
  ...Object.fromEntries(
    Object.entries(http2Rules)
      .filter(([, { kind }]) => kind === 'guard')
      .map(([name]) => [name, lingering])
  ),
  ...Object.fromEntries(
    Object.entries(hpackRules)
      .filter(([, { kind }]) => kind === 'guard')
      .map(([name]) => [`hpack ${name}`, lingering])
  ),
  ...ofRules
}

/** How the reference client is set up for cases with needs that it does not meet as it is. */
const ofNeeds: Readonly<Partial<Record<Need, ClientVariant>>> = {
  push: { push: true },
  'concurrency-limit': { connection: { settings: { maxConcurrentStreams: 10 } } },
  'small-table': { connection: { settings: { headerTableSize: 128 } } },
  'small-window': { connection: { settings: { initialWindowSize: 1000 } } },
  priorities: { connection: { settings: { noRfc7540Priorities: true } } }
}

/**
 * The reference client as a case needs it: one request after the other, unless they are to be under way at once; an
 * upload not before SETTINGS of the server have come.
 */
export function clientVariantFor({ needs }: Pick<Case, 'needs'>): ClientVariant {
  const variants = needs.map((need) => ofNeeds[need] ?? {})
  const ordinary: ClientVariant = {
    sequential: !needs.includes('parallel-requests'),
    patient: needs.includes('client-upload')
  }
  return Object.assign(ordinary, ...variants) as ClientVariant
}
