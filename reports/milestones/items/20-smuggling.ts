import { cases, milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(20, 'Request smuggling and the safety of parsers', {
  'm20.scope.01':
    'At least three independent parsers of HTTP/1.1 read the same octets: ours strict, ours lenient, and one of npm.',
  'm20.scope.02':
    'One script is played to many targets, and what each understood is grouped, with the octets of each.',
  'm20.scope.03': shown(
    'Strict and lenient are sets of readings of named rules, and every reading has a test that shows what it lets through.',
    test('impl/http1/rules.test.ts', '%s read as %s behaves differently'),
    test('impl/http2/rules.test.ts', 'rule table'),
    test('impl/hpack/rules.test.ts', 'every misreading has a witness')
  ),
  'm20.scope.04': 'Each of 43 families of smuggling techniques is recognised in a request, by name.',
  'm20.scope.05':
    'Responses carry the security fields that were configured, and a test shows what a browser does with each.',
  'm20.scope.06': partly(
    'Every part of a request (method, target, authority, field names and values, lengths) is checked before an application sees it.',
    'stands for HTTP/2; HTTP/1.1 is missing',
    cases('http2/field-*'),
    cases('http2/path-*'),
    cases('http2/method-*'),
    cases('http2/authority-*'),
    cases('http2/content-length-*')
  ),
  'm20.scope.07': partly(
    'Octets, fields, frames and times of a request have limits, each with a test at the limit and beyond it.',
    'stands for HTTP/2; HTTP/1.1 is missing',
    cases('http2/*continuation-flood'),
    cases('http2/hpack-bomb'),
    test('impl/hpack/decoder.test.ts', 'the limit of a field section')
  ),
  'm20.scope.08':
    'A client whose requests differ from its usual ones in shape is flagged, with the feature that did it.',
  'm20.scope.09': partly(
    'Every class of attack that has a CVE is a case that can be run against any server.',
    'stands for HTTP/2; HTTP/1.1 is missing',
    cases('http2/rapid-reset*'),
    cases('http2/*-flood'),
    cases('http2/hpack-bomb')
  ),
  'm20.scope.10':
    'A fuzzer with coverage runs each night from a committed corpus, and a new finding fails the run.',
  'm20.scope.11': 'For each vulnerability a page tells the octets, who is affected, why, and how to see it.',
  'm20.scope.12': 'Refusals are counted by rule, and a rise above its usual rate is reported.',
  'm20.explore.01': 'A matrix shows on which of the techniques any two of ten real parsers disagree.',
  'm20.explore.02': 'Each ambiguous message is sent to each target, with how it was framed and answered.',
  'm20.explore.03':
    'Octets a second of the strict parser over the lenient one are measured, with what each check costs.',
  'm20.explore.04':
    'Refusing, normalising and closing are compared by attacks stopped and by lawful requests lost.',
  'm20.explore.05':
    'The strict parser reads a corpus of real requests, and the share refused is told, with each reason.',
  'm20.explore.06':
    'Every published attack of the catalogue is replayed against ten chains of proxy and server.',
  'm20.explore.07': 'Differences are clustered by rule, and the page tells which rule opens which attack.',
  'm20.observe.01': 'Disagreements are counted by pair of parsers and by rule.',
  'm20.observe.02': 'Refusals are counted by rule, on a hostile and on a lawful corpus.',
  'm20.observe.03': 'The time of each check is reported as a share of parsing.',
  'm20.observe.04': 'Coverage of the parsers by branch is reported, and does not fall.',
  'm20.observe.05': 'Attacks seen are counted by family.',
  'm20.observe.06': 'Parsing time of hostile input is compared with that of lawful input of the same length.',
  'm20.failure.01': 'No technique makes our proxy and our server disagree about where a request ends.',
  'm20.failure.02': partly(
    'CR, LF and NUL in any field of a request or a response never become a line of their own.',
    'stands for HTTP/2 in both directions; HTTP/1.1 is missing',
    cases('http2/field-value-with-*'),
    cases('http2/path-with-*'),
    cases('http2/client/response-with-*')
  ),
  'm20.failure.03': partly(
    'Whatever octets come, a parser ends in events or in an error that names a rule: it never throws, hangs or grows without bound.',
    'stands for HTTP/2 and HPACK; HTTP/1.1 is missing',
    test('impl/http2/connection.test.ts', 'nothing makes either role throw, and output stays in proportion'),
    test('impl/hpack/decoder.test.ts', 'any octets at all')
  ),
  'm20.failure.04': partly(
    'Numbers near 2^31, 2^32, 2^53 and 2^64 in every length are refused or read exactly, never wrapped.',
    'stands for HTTP/2 and HPACK; Content-Length and chunk sizes of HTTP/1.1 are missing',
    cases('http2/*-modulo-*'),
    cases('http2/string-length-near-*')
  ),
  'm20.failure.05': partly(
    'Each refusal has the status or error code of its rule, leaks no input unescaped, and leaves the connection in a stated condition.',
    'stands for HTTP/2; HTTP/1.1 is missing',
    test('impl/http2/rules.test.ts', '%s refuses as it says')
  ),
  'm20.failure.06': 'Each finding of the fuzzer is a seed and a test that fails without its fix.',
  'm20.exit.01':
    'No chain of our proxy and our server, and no chain of it with a real server, is smuggled through by any of the techniques.',
  'm20.exit.02': 'Each CVE of the catalogue on HTTP parsing has a case, and ours meets it.',
  'm20.exit.03':
    'The strict parser reaches at least 0.8 × the rate of the lenient one in the same run, on a named machine.',
  'm20.exit.04': 'A night of fuzzing (8 hours, 2 cores) ends without a finding on the released version.',
  'm20.exit.05': 'For each family of techniques a page says how we read it and which case shows that.'
})
