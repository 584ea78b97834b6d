import { bench, cases, criterion, experiment, milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(24, 'HTTP/2: streams side by side', {
  'm24.scope.01': shown(
    'One interface answers which stream sends the next frame; streams that have nothing, or no window, take no part.',
    test('impl/http2/scheduler.test.ts', 'urgency scheduler'),
    cases('http2/window-update-does-not-release-*'),
    experiment('schedulers')
  ),
  'm24.scope.02': shown(
    'The tree of RFC 7540 serves parents before children and siblings by weight, and takes the example of section 5.3.3 as the RFC shows.',
    test('impl/http2/scheduler.test.ts', 'parents before children, siblings by weight'),
    test('impl/http2/scheduler.test.ts', 'a stream that is put below its own descendant')
  ),
  'm24.scope.03': shown(
    'Dependencies, exclusive ones included, are followed for open, idle and closed streams; on itself is an error, and what is kept is bounded.',
    test('impl/http2/scheduler.test.ts', 'an exclusive dependency takes the siblings over'),
    test('impl/http2/scheduler.test.ts', 'state of closed and idle streams is bounded'),
    cases('http2/*priority-on-*'),
    cases('http2/reset-provoked-by-self-dependencies')
  ),
  'm24.scope.04': shown(
    'Both windows, of the stream and of the connection, are kept in both directions, for content and its padding and for nothing else.',
    cases('http2/window-of-zero'),
    cases('http2/header-section-with-connection-window-of-zero'),
    cases('http2/window-lost-with-padding'),
    cases('http2/client/upload-beyond-*'),
    cases('http2/data-sent-beyond-*-window')
  ),
  'm24.scope.05': shown(
    'Each WINDOW_UPDATE changes exactly its window, by exactly its increment, within 2^31-1; ours are counted for four sizes of window.',
    cases('http2/window-update-*'),
    cases('http2/greatest-*-window'),
    cases('http2/*-window-beyond-range*'),
    bench('http2/windows')
  ),
  'm24.scope.06': shown(
    'RST_STREAM ends one stream in both directions with its code; what was under way is ignored and counted, and nothing more is sent.',
    cases('http2/rst-stream-*'),
    cases('http2/*-crossing-rst-stream'),
    cases('http2/stream-goes-on-after-rst-stream'),
    cases('http2/client/rst-stream-*')
  ),
  'm24.scope.07': shown(
    'GOAWAY names the last stream that is processed; those are finished, later ones are not begun, and a graceful end announces itself first.',
    cases('http2/goaway-*'),
    cases('http2/shutdown-without-notice'),
    cases('http2/client/goaway-*'),
    test('impl/http2/pair.test.ts', 'a server that leaves says which requests it has not processed'),
    test('impl/http2/connection.test.ts', 'a graceful shutdown announces itself')
  ),
  'm24.scope.08': shown(
    'Streams of equal standing are served frame by frame in turn: of 1,000 each has had its share within two frames.',
    test(
      'impl/http2/scheduler.test.ts',
      'incremental ones in turn, and by turns with the others of their urgency'
    ),
    experiment('fairness')
  ),
  'm24.scope.09': shown(
    'A stream on which its peer owes something and does nothing is reset in time, and one without window after a minute; the connection goes on.',
    test('impl/http2/connection.test.ts', 'a stream on which the client owes content is given up in time'),
    test('impl/http2/rules.test.ts', '%s refuses as it says'),
    cases('http2/stalled-*')
  ),
  'm24.scope.10': partly(
    'For each open stream its state, age, octets both ways and the window that is left can be read while it runs.',
    'the number of open streams and what waits to be sent can be read; single streams cannot',
    bench('http2/many-streams')
  ),
  'm24.scope.11': shown(
    'A server promises and sends responses where a client allows it, within its limit; a client takes or refuses them, and checks each promise.',
    test('impl/http2/pair.test.ts', 'a promise is made, taken and answered; and refused where push is off'),
    cases('http2/promise*'),
    cases('http2/client/promise-*'),
    cases('http2/client/pushed-response*')
  ),
  'm24.scope.12': shown(
    'The time of one decision is measured for each scheduler with 1 to 10,000 streams waiting.',
    criterion,
    experiment('schedulers')
  ),
  'm24.explore.01': shown(
    'No priorities, the order of requests, and urgency are compared by the time of a style sheet that is found late behind up to 40 images.',
    criterion,
    experiment('priorities')
  ),
  'm24.explore.02': shown(
    'What a window leaves of a link is plotted against the round trip; at 100 ms the initial window leaves between half and all of what window ÷ round trip predicts.',
    criterion,
    experiment('windows')
  ),
  'm24.explore.03': shown(
    'Serving in turn, by urgency, in order, and by tree are compared by the cost of a decision and by who finishes when.',
    criterion,
    experiment('schedulers'),
    experiment('priorities')
  ),
  'm24.explore.04': shown(
    'Jain’s index and the least and most of 1,000 equal streams are told for each scheduler, half way through.',
    criterion,
    experiment('fairness')
  ),
  'm24.explore.05': shown(
    'Fixed windows of three sizes and growing ones are compared over round trips of 2 to 200 ms by the link that they use and the frames that they take.',
    criterion,
    experiment('windows')
  ),
  'm24.explore.06': shown(
    'For a page of 100 resources one connection of HTTP/2 is at least 4 × as quick as one of HTTP/1.1, and at least 1.3 × as six.',
    criterion,
    experiment('against-http1')
  ),
  'm24.explore.07': shown(
    'Who waits for whom is shown twice: behind a slow response (not with HTTP/2) and behind a lost segment (all streams of its connection).',
    criterion,
    experiment('head-of-line')
  ),
  'm24.observe.01': shown(
    'The time until each of 1,000 streams that are open together has its whole response is recorded: median, 95th percentile, last.',
    criterion,
    experiment('many-streams')
  ),
  'm24.observe.02': shown(
    'WINDOW_UPDATE frames for a download of 8 MB are counted from the wire for each size of window; a larger window needs fewer.',
    criterion,
    experiment('windows')
  ),
  'm24.observe.03': shown(
    'What each of 1,000 streams has had is recorded when a quarter of everything was sent, and drawn for each scheduler.',
    criterion,
    experiment('fairness')
  ),
  'm24.observe.04': shown(
    'The time of an urgent response is plotted against the load beside it: with urgency it stays within 1.2 × of its time alone.',
    criterion,
    experiment('priorities')
  ),
  'm24.observe.05': shown(
    'The rate of resets at which a connection is ended, and how soon, is plotted from 50 to 50,000 a second.',
    criterion,
    experiment('resets')
  ),
  'm24.observe.06': shown(
    'The processor time that a request costs the server is measured with 1 to 1,000 under way, beside node:http2 in the same run.',
    criterion,
    experiment('throughput')
  ),
  'm24.failure.01': shown(
    'A client that declares everything urgent starves nobody, and one that floods with priorities is cut off.',
    criterion,
    cases('http2/priority-flood'),
    cases('http2/priority-on-idle-streams'),
    cases('http2/priority-update-flood'),
    test('impl/http2/scheduler.test.ts', 'no stream starves')
  ),
  'm24.failure.02': shown(
    'A peer that never opens its windows holds its own streams only: others are served, PING and SETTINGS pass, and it is given up in time.',
    cases('http2/stalled-*'),
    cases('http2/ping-with-connection-window-of-zero'),
    cases('http2/settings-with-connection-window-of-zero'),
    cases('http2/window-churn')
  ),
  'm24.failure.03': shown(
    'Each of n waiting streams is served at least once in 16 × n turns, whatever the urgencies.',
    criterion,
    test('impl/http2/scheduler.test.ts', 'no stream starves'),
    experiment('fairness')
  ),
  'm24.failure.04': shown(
    'Under each of thirteen floods one connection holds at most 2 MiB; content that is not read is bounded by the window that was granted.',
    criterion,
    experiment('floods'),
    test('impl/http2/connection.test.ts', 'content that is paused is kept and its credit withheld')
  ),
  'm24.failure.05': shown(
    'Requests that are reset at once, at 50,000 a second, end the connection within 0.1 s, with at most 1,100 of them reaching the application; 100 a second are borne.',
    criterion,
    experiment('resets'),
    cases('http2/rapid-reset*'),
    cases('http2/reset-provoked-by-*')
  ),
  'm24.failure.06': shown(
    'After 20,000 streams that ended or were reset no stream is open, and tables, scheduler and tree have let go of them.',
    test('impl/http2/connection.test.ts', 'a lawful busy client is not sent away'),
    test('impl/http2/memory.test.ts', 'finds streams like a map, whatever their identifiers'),
    test('impl/http2/scheduler.test.ts', 'state of closed and idle streams is bounded')
  ),
  'm24.exit.01': shown(
    'On one connection over loopback 1,000 streams are open at the same moment, as the server counts them, and each then gets its whole response; the last at most 3 × as late as the median.',
    criterion,
    experiment('many-streams')
  ),
  'm24.exit.02': shown(
    'Of 1,000 equal streams that share, by any of three schedulers, Jain’s index is at least 0.99 and the least has at least 0.8 × the most.',
    criterion,
    experiment('fairness')
  ),
  'm24.exit.03': shown(
    'An urgent response behind 20 others of 100 kB takes at most 1.2 × its time alone and at most a quarter of its time without priorities; our server conforms to all cases on RFC 9218.',
    criterion,
    cases('http2/urgent-response-not-first'),
    cases('http2/response-of-least-urgency-first'),
    cases('http2/priority-*')
  ),
  'm24.exit.04': shown(
    'No stream of 1,000 is without octets when a quarter was sent, and one of least urgency among 99 of the greatest has some when half was.',
    criterion,
    test('impl/http2/scheduler.test.ts', 'no stream starves')
  ),
  'm24.exit.05': shown(
    'With 10, 100 and 1,000 requests under way a request costs our server at most as much processor time as node:http2 in the same run, on a named machine, and with 1,000 at most 2 × that with 10.',
    criterion,
    experiment('throughput')
  )
})
