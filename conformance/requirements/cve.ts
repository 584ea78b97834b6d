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
 * Classes of attack on HTTP/2, each named by the CVE that made it known, or by the first of several for one class
 * (an implementation's own number for the same class is not listed again).
 */
// prettier-ignore
export const cve = defineClasses([
  // Many streams
  ['2023-44487', 'flood', server(BOUNDED),
    'Rapid reset: requests opened and cancelled at once, over and over, without ever reaching the concurrency limit.'],
  ['2025-8671', 'flood', server(BOUNDED),
    'MadeYouReset: requests that are followed by a stream error, so that the server resets them and forgets to count its work.'],
  ['2019-9514', 'flood', server(BOUNDED),
    'Reset flood: invalid requests on many streams draw RST_STREAM frames that queue up unread.'],
  ['2025-53506', 'flood', server(BOUNDED),
    'SETTINGS that are never acknowledged: streams beyond the advertised concurrency limit are opened all the same.'],
  ['2016-1546', 'flood', server(given('large body', BOUNDED)),
    'Streams blocked by small windows hold all workers, so that nobody else is served.'],
  ['2018-17189', 'flood', server(given('upload', BOUNDED)),
    'Request content trickles in octet by octet on many streams and holds a worker for each.'],
  ['2020-13943', 'leak', server(given('echo', shown('no field line of another request is echoed', CASE))),
    'A request beside streams beyond the concurrency limit never shows field lines of another request.'],

  // Windows
  ['2019-9511', 'flood', server(given('large body', BOUNDED)),
    'Data dribble: large responses are drawn in tiny pieces by windows and stream priorities, at a high cost for each.'],
  ['2019-9517', 'flood', server(given('large body', BOUNDED)),
    'Internal data buffering: the HTTP/2 window is wide open while the TCP window is shut, and responses pile up.'],
  ['2023-43622', 'flood', server(BOUNDED),
    'A connection with an initial window of 0 and a pending response is held open without end.'],
  ['2024-22201', 'leak', server(given('large body', shown('the connection is gone after its idle timeout', CASE))),
    'A connection whose TCP window stays shut is given up after the idle timeout, not kept for ever.'],

  // Control frames
  ['2019-9512', 'flood', both(BOUNDED),
    'PING flood: PING frames whose answers are not read pile up in a queue.'],
  ['2019-9515', 'flood', both(BOUNDED),
    'SETTINGS flood: SETTINGS frames whose acknowledgements are not read pile up in a queue.'],
  ['2020-11080', 'flood', both(BOUNDED),
    'SETTINGS frames with thousands of settings each, again and again, cost more to apply than to send.'],
  ['2018-11763', 'flood', server(BOUNDED),
    'Large SETTINGS frames without a pause keep a connection and its worker busy, past every idle timeout.'],
  ['2019-9513', 'flood', server(BOUNDED),
    'Resource loop: PRIORITY frames that shuffle the tree of streams again and again cost more to apply than to send.'],
  ['2016-6580', 'flood', server(BOUNDED),
    'PRIORITY for ever more streams that are idle makes the receiver keep state for each.'],
  ['2019-9518', 'flood', both(BOUNDED),
    'Empty frames: DATA, HEADERS, CONTINUATION or PUSH_PROMISE without payload and without end take time for nothing.'],
  ['2018-16844', 'flood', server(BOUNDED),
    'A connection that goes from idle to busy and back all the time costs more than it sends.'],

  // Field blocks
  ['2024-27316', 'flood', both(BOUNDED),
    'CONTINUATION flood: a field block that never ends, whose fragments are kept or decoded beyond every limit.'],
  ['2019-9516', 'leak', server(BOUNDED),
    'Field lines with empty name and empty value, by the thousand, are kept in memory as long as the connection lasts.'],
  ['2016-6581', 'flood', both(BOUNDED),
    'HPACK bomb: one large table entry, referred to many times, decodes to far more than was sent.'],
  ['2026-49975', 'flood', server(BOUNDED),
    'HTTP/2 bomb: a great many tiny field lines from the table, each costing more than its octets, on streams held open by a window of 0.'],
  ['2022-41717', 'flood', server(BOUNDED),
    'Ever new and very long field names fill a cache that is bounded by entries and not by octets.'],
  ['2022-41723', 'flood', both(BOUNDED),
    'A string that arrives in very small pieces is decoded from its start again with each piece.'],
  ['2023-36478', 'crash', both(ALIVE),
    'A string length near the largest integer slips past the limit by overflow, or has the whole length allocated at once.'],
  ['2024-27983', 'crash', server(ALIVE),
    'A connection that is cut in the middle of a field block takes the process with it.'],
  ['2026-23918', 'crash', server(ALIVE),
    'HEADERS with RST_STREAM right behind it, before the stream is set up inside, corrupts memory.'],

  // What is left behind
  ['2022-2048', 'leak', server(BOUNDED),
    'Invalid requests leave streams and connections behind that are never cleaned up.'],
  ['2022-27664', 'leak', server(shown('the TCP connection ends', CASE)),
    'A fatal error during a graceful shutdown leaves the connection hanging instead of closed.'],
  ['2025-31650', 'leak', server(BOUNDED),
    'Requests with an invalid Priority field leave memory behind each.'],
  ['2023-35945', 'leak', { client: BOUNDED, intermediary: given('HTTP/2 upstream', BOUNDED) },
    'RST_STREAM with GOAWAY right behind it from the server leaves the request\'s memory behind.'],
  ['2024-2398', 'leak', client(given('push', BOUNDED)),
    'A promise with more field lines than the client allows is dropped without giving back what it held.'],

  // Translation into HTTP/1.1
  ['2021-21295', 'smuggling', intermediary(CASE),
    'A request whose Content-Length differs from its DATA goes on to an HTTP/1.1 origin, where the rest is a second request.'],
  ['2021-21409', 'smuggling', intermediary(CASE),
    'A request of HEADERS with END_STREAM alone and a Content-Length other than 0 goes on to an HTTP/1.1 origin.'],
  ['2021-33193', 'smuggling', intermediary(CASE),
    'A ":method" with spaces, line ends or a request line of its own goes on to an HTTP/1.1 origin.']
])
