import { bench, cases, criterion, experiment, milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(19, 'Rate limits and floods', {
  'm19.scope.01': shown(
    'A token bucket lets a burst through, then as many each second as it was told, by an explicit clock.',
    test('impl/http2/memory.test.ts', 'a ledger lets a burst pass, then so many each second')
  ),
  'm19.scope.02':
    'A sliding window counts the last n seconds with an error below 5 % against exact counting.',
  'm19.scope.03': 'Each address has an allowance of its own; IPv6 is counted by prefix.',
  'm19.scope.04':
    'What is limited by is a function of the request (address, user, route), given by the application.',
  'm19.scope.05': shown(
    'How much may come at once and how much each second are two numbers, set for each kind of cost alone.',
    test('impl/http2/memory.test.ts', 'a ledger lets a burst pass, then so many each second'),
    cases('http2/*-flood')
  ),
  'm19.scope.06':
    'A client over its limit waits longer each time, up to a bound, and recovers by keeping to it.',
  'm19.scope.07': 'A count-min sketch of fixed size counts a million keys and never counts too few.',
  'm19.scope.08': 'Lists of networks that are always let in or kept out are looked up by longest prefix.',
  'm19.scope.09': 'Refusals carry 429, Retry-After and the RateLimit fields, and these are true.',
  'm19.scope.10': 'Limits and counts can be read and changed while running, from the local machine only.',
  'm19.scope.11': 'Two processes keep to one limit together, within 10 %, and go on when one is gone.',
  'm19.scope.12':
    'Let in, refused and delayed requests are counted, and how many of each were hostile in a labelled load.',
  'm19.explore.01':
    'Token bucket, leaky bucket, fixed and sliding window are compared on the same three arrival patterns.',
  'm19.explore.02': 'Octets for each key are plotted for 1,000 to 1,000,000 keys, for each algorithm.',
  'm19.explore.03': 'In a labelled load the share of lawful requests refused is plotted against the limit.',
  'm19.explore.04': 'Jain’s index over 100 clients of unlike appetite is compared between algorithms.',
  'm19.explore.05':
    'The time and error of agreeing between two processes are plotted against how often they talk.',
  'm19.explore.06': 'Requests a second with the limiter off, on and refusing are compared.',
  'm19.explore.07': shown(
    'For thirteen floods of HTTP/2 a table tells what a connection costs with its budget and without: frames taken, processor time, memory.',
    experiment('floods')
  ),
  'm19.observe.01': 'Violations of a limit are counted by key and limit, in bounded memory.',
  'm19.observe.02': 'The limiter reports its memory, which equals what a heap snapshot shows within 10 %.',
  'm19.observe.03': 'In a labelled load false positives are reported as they happen.',
  'm19.observe.04': 'Answer times of lawful clients are plotted before, during and after a flood.',
  'm19.observe.05': 'Refused requests are counted by reason and second.',
  'm19.observe.06': 'The share of CPU time that goes into limiting is reported.',
  'm19.failure.01':
    'A thousand addresses that each keep just below their limit are met by a limit on all together.',
  'm19.failure.02': partly(
    'A flood that aims at memory leaves the server below a bound, whatever it sends.',
    'shown for one connection of HTTP/2; not for a limiter with many keys',
    bench('http2/floods'),
    cases('http2/stalled-*'),
    cases('http2/hpack-bomb')
  ),
  'm19.failure.03':
    'A clock that jumps forwards or back neither blocks a client for longer than its window nor opens the gate.',
  'm19.failure.04': shown(
    'A client that is busy but lawful (20,000 requests, every tenth reset, a window update for each) is never sent away.',
    test('impl/http2/connection.test.ts', 'a lawful busy client is not sent away')
  ),
  'm19.failure.05': 'A counter at its greatest number stays there and does not begin anew.',
  'm19.failure.06':
    'Keys without traffic are forgotten, and after a million of them memory is back at its start.',
  'm19.exit.01': 'At 100,000 keys the number let in differs from the limit by at most 1 %.',
  'm19.exit.02':
    'A decision takes less than 1 µs in the median on a named machine, and less than 10 × a lookup in a Map in the same run.',
  'm19.exit.03': partly(
    'Under every flood memory stays below a stated bound: 2 MiB for a connection of HTTP/2, 64 MiB for the limiter.',
    'the half about connections is measured; there is no limiter with keys yet',
    criterion,
    bench('http2/floods')
  ),
  'm19.exit.04':
    'A page compares the algorithms by error, memory, time and fairness, with a recommendation for each use.',
  'm19.exit.05':
    'During an hour of mixed floods lawful clients get at least 99 % of their answers within 2 × their usual time.'
})
