import { cases, experiment, milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(21, 'Time-outs, backpressure and circuit breakers', {
  'm21.scope.01': shown(
    'Connection, preface, settings, stream and shutdown have time-outs of their own, by an explicit clock.',
    test(
      'impl/http2/connection.test.ts',
      'a connection without preface or without requests is closed in time'
    ),
    test('impl/http2/connection.test.ts', 'a stream on which the client owes content is given up in time'),
    test('impl/http2/connection.test.ts', 'a graceful shutdown announces itself'),
    cases('http2/half-preface'),
    cases('http2/unacknowledged-settings')
  ),
  'm21.scope.02':
    'A deadline given to a request is handed on, less what was used, to each request made for it.',
  'm21.scope.03': shown(
    'An application that stops reading makes its peer stop sending: octets are kept and no credit is granted until it resumes.',
    test('impl/http2/connection.test.ts', 'content that is paused is kept and its credit withheld'),
    cases('http2/upload-not-granted-more-window')
  ),
  'm21.scope.04': 'Closed, open and half-open are a table of transitions, each taken by a test.',
  'm21.scope.05': 'In half-open a stated number of trial requests pass, and their outcome decides.',
  'm21.scope.06': 'Errors, time-outs and slowness count as failures by a rule that can be set.',
  'm21.scope.07': 'After recovery traffic returns in steps, and falls back at once when it fails.',
  'm21.scope.08': 'Each upstream is probed, and is used only after a stated number of good answers.',
  'm21.scope.09': 'A time-out follows the measured latency, between two bounds.',
  'm21.scope.10': 'A breaker can be forced open or closed, and says so in its state.',
  'm21.scope.11': 'Each transition is one event with its time and cause.',
  'm21.scope.12': 'A page describes each pattern, with when it harms, and a simulation that shows it.',
  'm21.explore.01':
    'A chain of four services is simulated with equal and with shrinking time-outs; work done in vain is compared.',
  'm21.explore.02': shown(
    'Windows of unlike sizes are compared as backpressure: by the throughput that they cost and the frames that they take.',
    experiment('windows')
  ),
  'm21.explore.03':
    'Trips and false trips are plotted against threshold and window, on the same failure log.',
  'm21.explore.04': 'The time from repair to full traffic is plotted against the settings of half-open.',
  'm21.explore.05':
    'Fixed, percentile and moving-average time-outs are compared on latency that drifts and jumps.',
  'm21.explore.06':
    'The cost of breaker and deadline for a request is measured in nanoseconds and as a share.',
  'm21.explore.07':
    'Failures that are random, in bursts, slow, and of one shard only are each shown with what the breaker makes of them.',
  'm21.observe.01': 'Time-outs are counted by kind and second.',
  'm21.observe.02': 'The share of time in which writing is held back is reported by connection.',
  'm21.observe.03': 'Trips are counted by upstream and cause.',
  'm21.observe.04': 'The time from open to closed is a histogram.',
  'm21.observe.05': 'State over time is drawn for each breaker, beside the failures.',
  'm21.observe.06': 'Latency with and without the patterns is compared under failure.',
  'm21.failure.01':
    'When the last of four services stops, the first answers within its deadline, and retries stay below 10 % of requests.',
  'm21.failure.02': 'Two services that wait for each other are freed by their deadlines.',
  'm21.failure.03':
    'An upstream that fails every second request makes a breaker change state at most once in its window.',
  'm21.failure.04': shown(
    'A client that reads or sends slowly, or not at all, is given up in time and holds no more than its share meanwhile.',
    cases('http2/stalled-*'),
    cases('http2/data-dribble'),
    cases('http2/half-preface'),
    cases('http2/stalled-field-block'),
    test(
      'impl/http2/connection.test.ts',
      'a client that left while its window held an answer back is not waited for'
    )
  ),
  'm21.failure.05':
    'After each kind of failure the system returns to its throughput of before within a minute.',
  'm21.failure.06': partly(
    'At twice the load that saturates it a server answers at least 80 % of what it can, and refuses the rest quickly.',
    'a connection refuses streams beyond its limit; there is no limit on load as a whole',
    cases('http2/stream-beyond-concurrency-limit'),
    cases('http2/request-flood')
  ),
  'm21.exit.01':
    'At 2 × saturation for ten minutes throughput stays within 20 % of its peak and memory below its bound.',
  'm21.exit.02':
    'With one of four upstreams failing, requests to the other three fail no more often than before.',
  'm21.exit.03':
    'When latency doubles, the time-out follows within 30 seconds, and fewer than 1 % of good answers are cut off.',
  'm21.exit.04': 'Over 100 failures injected at random, service is back after each within its stated time.',
  'm21.exit.05': 'For each pattern the page has a curve with and without it.'
})
