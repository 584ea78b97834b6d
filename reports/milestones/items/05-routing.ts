import { milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(5, 'Routing and requests', {
  'm05.scope.01':
    'Routes are registered by method, pattern and handler; two that match the same requests are refused at registration.',
  'm05.scope.02': 'A path without parameters matches itself only, octet for octet after normalisation.',
  'm05.scope.03': 'A path that exists for other methods gets 405 with an Allow field that lists them.',
  'm05.scope.04': 'Named segments of a pattern are handed to the handler, decoded once.',
  'm05.scope.05': 'A pattern that ends in a wildcard matches any rest, and loses against a longer pattern.',
  'm05.scope.06':
    'The query is read into an ordered list of names and values; repeated names keep all values.',
  'm05.scope.07':
    'Percent-encoding is decoded once and only where it is valid; %2F in a segment does not split it.',
  'm05.scope.08':
    'A handler sees method, target, parameters, query, fields and connection through one object that it cannot change.',
  'm05.scope.09':
    'A response is built in any order of calls up to its first octet; a call too late throws an error that names it.',
  'm05.scope.10': 'A request that no route takes gets 404 from one replaceable handler.',
  'm05.scope.11': shown(
    'HEAD is answered with the status and fields of GET, Content-Length included, and without content.',
    test('lab/reference/reference.test.ts', 'answers HEAD with the header section of GET')
  ),
  'm05.scope.12':
    'Each request leaves one line with method, target, status, octets and time, escaped so that no octet steers a terminal.',
  'm05.explore.01':
    'A list, a hash, a trie and one regular expression are compared by lookups a second for 10 to 10,000 routes.',
  'm05.explore.02':
    'Time for one lookup is plotted against the number of routes; beyond 1,000 routes it grows by less than a third for ten times as many.',
  'm05.explore.03':
    'For each pair of pattern kinds a test states which wins, whatever the order of registration.',
  'm05.explore.04': 'Memory for 10 to 10,000 routes is measured; the page tells the octets for each.',
  'm05.explore.05':
    'Patterns as regular expressions are compared with the trie, and one with exponential backtracking is shown.',
  'm05.explore.06': 'Reading a query of 1 to 100 pairs is timed beside URLSearchParams in the same run.',
  'm05.explore.07':
    'The share of decoding in the time for one request is measured for paths with 0 to 100 % encoded octets.',
  'm05.observe.01': 'Lookup time is recorded in a histogram, apart from the time of the handler.',
  'm05.observe.02': 'Requests are counted by route, and the sum equals the requests served.',
  'm05.observe.03':
    'The share of time in handlers and in the framework is reported, and adds up to the whole within 2 %.',
  'm05.observe.04': 'A request slower than a configured time is logged with the time of each part.',
  'm05.observe.05': 'Targets that got 404 are counted in bounded memory, the most frequent first.',
  'm05.observe.06': 'Allocations for one request are measured for a route without and with three parameters.',
  'm05.failure.01':
    'A redirect that would lead to itself, or round a ring, is found at registration or after five steps.',
  'm05.failure.02': shown(
    'A path that leads out of the folder served, plain or percent-encoded in any way, yields 404 and no file.',
    test('lab/reference/reference.test.ts', '%s does not leave the folder'),
    test('lab/reference/reference.test.ts', 'locate')
  ),
  'm05.failure.03': 'A malformed percent-encoding gets 400, whichever part of the target holds it.',
  'm05.failure.04': 'A query beyond the limit of octets or pairs gets 414 before it is read.',
  'm05.failure.05': 'A route that an earlier one hides completely is reported by name at registration.',
  'm05.failure.06': 'A handler that throws, now or later, yields 500 for its request and harm to no other.',
  'm05.exit.01':
    'At least 100,000 lookups a second among 1,000 routes on a named machine, and at least 1 × find-my-way in the same run.',
  'm05.exit.02': 'Three parameters add less than half to the time of a lookup without any.',
  'm05.exit.03': partly(
    'Every example of RFC 3986, sections 5.4 and 6.2, resolves and normalises as the RFC shows.',
    'some of the examples are not in the test yet',
    test('impl/uri/uri.test.ts', 'resolveReference'),
    test('impl/uri/uri.test.ts', 'normalizeUri')
  ),
  'm05.exit.04': 'A page tells what each part of routing costs, with the curves of the experiments above.',
  'm05.exit.05':
    'Every kind of bad target, query and handler of the failure group gets its documented answer, in one run of 100,000 mixed requests.'
})
