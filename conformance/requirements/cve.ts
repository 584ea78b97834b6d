import type { Level } from '../../impl/rules.ts'
import type { Requirement, Role, Testable } from './requirement.ts'
import { both, CASE, client, given, intermediary, server, shown } from './testability.ts'

/** What a class harms: a resource without a bound, the process itself, or somebody else's message. */
type Harm = 'flood' | 'crash' | 'leak' | 'smuggling'

type Row = readonly [cve: string, harm: Harm, testable: Testable, gist: string]

/**
 * Why each kind binds, and how much. No sentence forbids to be exhausted: RFC 9113, section 10.5, says that use of the
 * costly features SHOULD be tracked and limited, so a flood is a SHOULD, although its effect is worse than that of
 * many a MUST. To go on after lawful or refused input is the least that 5.4.1 and 5.4.2 presuppose; that is a SHOULD
 * of ours, too. Smuggling breaks a MUST NOT of 8.1.1.
 */
const harms: Readonly<Record<Harm, { readonly level: Level; readonly binds: string }>> = {
  flood: {
    level: 'SHOULD',
    binds: 'rfc9113-10.5-2: an endpoint SHOULD track and limit what costs it more than its peer.'
  },
  crash: {
    level: 'SHOULD',
    binds:
      'RFC 9113, 10.5 and 5.4: input ends a stream or a connection; to end the process as well denies service to all others.'
  },
  leak: {
    level: 'SHOULD',
    binds:
      'RFC 9113, 10.5: what a finished or refused stream or connection held SHOULD be given back, or the limits of rfc9113-10.5-2 limit nothing.'
  },
  smuggling: {
    level: 'MUST NOT',
    binds: 'rfc9113-8.1.1-2: an intermediary MUST NOT forward a malformed message.'
  }
}

/** How a flood is judged: it is bounded, refused or throttled, and a second connection is served meanwhile. */
const BOUNDED = shown(
  "the connection is ended, the flood slowed, or memory and a second connection's service stay as they were",
  CASE
)

const ALIVE = shown('the process lives and a new connection is served', CASE)

const defineClasses = (rows: readonly Row[]): readonly Requirement[] =>
  rows.map(([cve, harm, testable, gist]) => ({
    id: `cve-${cve}`,
    section: harm,
    ...harms[harm],
    party: Object.keys(testable) as Role[],
    gist,
    testable
  }))

/**
 * Numbers that were not held against a public description of the attack. The classes stand all the same: they follow from
 * section 10.5, whatever they are called.
 */
export const unconfirmed: readonly string[] = [
  'cve-2016-6580',
  'cve-2018-11763',
  'cve-2018-16844',
  'cve-2018-17189',
  'cve-2019-9517',
  'cve-2019-9518',
  'cve-2020-11080',
  'cve-2020-13943',
  'cve-2023-35945',
  'cve-2023-36478',
  'cve-2024-27983'
]

/**
 * Classes of attack on HTTP/2, each named by the CVE that made it known, or by the first of several for one class
 * (an implementation's own number for the same class is not listed again).
 */
// prettier-ignore
export const cve = defineClasses([
  // Many streams
  ['2023-44487', 'flood', server(BOUNDED),
    'Rapid reset: bounds requests that are opened and cancelled at once, although they never reach the concurrency limit.'],
  ['2025-8671', 'flood', server(BOUNDED),
    'MadeYouReset: counts the work for requests that it had to reset itself because of a stream error, and bounds it.'],
  ['2019-9514', 'flood', server(BOUNDED),
    'Reset flood: bounds the RST_STREAM frames that invalid requests on many streams draw and nobody reads.'],
  ['2025-53506', 'flood', server(BOUNDED),
    'Bounds the streams of a peer that never acknowledges SETTINGS, as if the concurrency limit were acknowledged.'],
  ['2016-1546', 'flood', server(given('large body', BOUNDED)),
    'Serves others while streams are blocked by small windows: these do not hold all workers.'],
  ['2018-17189', 'flood', server(given('upload', BOUNDED)),
    'Serves others while request content trickles in octet by octet on many streams: these do not hold all workers.'],
  ['2020-13943', 'leak', server(given('echo', shown('no field line of another request is echoed', CASE))),
    'Never mixes field lines of another request into one that comes beside streams beyond the concurrency limit.'],

  // Windows
  ['2019-9511', 'flood', server(given('large body', BOUNDED)),
    'Data dribble: bounds the cost of large responses that small windows and priorities draw in tiny pieces.'],
  ['2019-9517', 'flood', server(given('large body', BOUNDED)),
    'Internal data buffering: bounds the responses that pile up when the HTTP/2 window is open and the TCP window shut.'],
  ['2023-43622', 'flood', server(BOUNDED),
    'Gives up, some time, a connection that holds a response back by an initial window of 0.'],
  ['2024-22201', 'leak', server(given('large body', shown('the connection is gone after its idle timeout', CASE))),
    'Gives up a connection whose TCP window stays shut after the idle timeout, and releases it.'],

  // Control frames
  ['2019-9512', 'flood', both(BOUNDED),
    'PING flood: bounds the queue of answers to PING frames that the peer does not read.'],
  ['2019-9515', 'flood', both(BOUNDED),
    'SETTINGS flood: bounds the queue of acknowledgements that the peer does not read.'],
  ['2020-11080', 'flood', both(BOUNDED),
    'Bounds SETTINGS frames of thousands of settings each, which cost more to apply than to send.'],
  ['2018-11763', 'flood', server(BOUNDED),
    'Ends, some time, a connection that brings nothing but large SETTINGS frames without a pause.'],
  ['2019-9513', 'flood', server(BOUNDED),
    'Resource loop: bounds PRIORITY frames that shuffle the tree of streams, which cost more to apply than to send.'],
  ['2016-6580', 'flood', server(BOUNDED),
    'Bounds the state that it keeps for PRIORITY on ever more idle streams.'],
  ['2019-9518', 'flood', both(BOUNDED),
    'Empty frames: bounds DATA, HEADERS, CONTINUATION or PUSH_PROMISE frames without payload and without end.'],
  ['2018-16844', 'flood', server(BOUNDED),
    'Bounds the cost of a connection that goes from idle to busy and back all the time.'],

  // Field blocks
  ['2024-27316', 'flood', both(BOUNDED),
    'CONTINUATION flood: bounds a field block that never ends, both what is kept of it and what is decoded and dropped.'],
  ['2019-9516', 'leak', server(BOUNDED),
    'Does not keep, for the life of a connection, thousands of field lines with empty name and empty value.'],
  ['2016-6581', 'flood', both(BOUNDED),
    'HPACK bomb: bounds the decoded size of a field block that refers to one large table entry many times.'],
  ['2026-49975', 'flood', server(BOUNDED),
    'HTTP/2 bomb: bounds the number of field lines, too, as each tiny one costs more than its octets while a window of 0 holds it.'],
  ['2022-41717', 'flood', server(BOUNDED),
    'Bounds a cache of field names by octets and not only by entries.'],
  ['2022-41723', 'flood', both(BOUNDED),
    'Decodes a string that arrives in very small pieces once, not from its start again with each piece.'],
  ['2023-36478', 'crash', both(ALIVE),
    'Refuses a string length near the largest integer: it neither slips past the limit by overflow nor is allocated.'],
  ['2024-27983', 'crash', server(ALIVE),
    'Survives a connection that is cut in the middle of a field block.'],
  ['2026-23918', 'crash', server(ALIVE),
    'Survives HEADERS with RST_STREAM right behind it, before the stream is set up inside.'],

  // What is left behind
  ['2022-2048', 'leak', server(BOUNDED),
    'Cleans up the streams and connections of invalid requests.'],
  ['2022-27664', 'leak', server(shown('the TCP connection ends', CASE)),
    'Closes a connection on which a fatal error meets a graceful shutdown.'],
  ['2025-31650', 'leak', server(BOUNDED),
    'Releases all that a request with an invalid Priority field held.'],
  ['2023-35945', 'leak', { client: BOUNDED, intermediary: given('HTTP/2 upstream', BOUNDED) },
    'Releases a request when RST_STREAM comes with GOAWAY right behind it.'],
  ['2024-2398', 'leak', client(given('push', BOUNDED)),
    'Releases a promise that has more field lines than it allows.'],

  // Translation into HTTP/1.1
  ['2021-21295', 'smuggling', intermediary(CASE),
    'Does not forward to HTTP/1.1 a request whose Content-Length differs from its DATA, so that the rest is a second request.'],
  ['2021-21409', 'smuggling', intermediary(CASE),
    'Does not forward to HTTP/1.1 a request of HEADERS with END_STREAM alone and a Content-Length other than 0.'],
  ['2021-33193', 'smuggling', intermediary(CASE),
    'Does not forward to HTTP/1.1 a ":method" with spaces, line ends or a request line of its own.']
])
