import { bench, criterion, milestone, page, partly, shown, test } from '../milestone-data.ts'

export default milestone(11, 'Parsing many octets at once', {
  'm11.scope.01':
    'At the start the vector instructions that can be used are found, and one line tells which path was taken.',
  'm11.scope.02': shown(
    'The next CR, LF, colon or space is found 16 octets at a time, by WebAssembly SIMD.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j'),
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'reads lawful heads at every split and every alignment without handing over'
    ),
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.scope.03': shown(
    'Whether 16 octets are all of a class (token, digit, field content) is answered by vector compares.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees on every octet at every place of a head'),
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j'),
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.scope.04': partly(
    'Wider vectors are used where they can be had, or the page shows that WebAssembly has 128 bits only and what that costs.',
    'The page says that WebAssembly has 128 bits only, not what wider ones would gain.',
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.scope.05':
    'White space at both ends of a value is skipped by vectors, with the same result as octet by octet.',
  'm11.scope.06': 'Percent- and hexadecimal decoding go through tables without a branch for each octet.',
  'm11.scope.07': shown(
    'A target is checked for octets that no URI holds, 16 at a time, and the offset of the first is exact.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees on every octet at every place of a head'),
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'reads lawful heads at every split and every alignment without handing over'
    )
  ),
  'm11.scope.08': shown(
    'The result of a compare becomes a bit mask, and positions are taken from it by counting trailing zeros.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees on every octet at every place of a head'),
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.scope.09':
    'Methods are recognised by a finite automaton of 8-octet words, with the same answers as comparing strings.',
  'm11.scope.10':
    'Prefetching is tried, or the page says why WebAssembly has none and what reading ahead gains.',
  'm11.scope.11': shown(
    'Without SIMD, the scalar path is taken; a test runs everything on both.',
    test('impl/http1/head/wasm/head-parsers.test.ts', 'without a module the scalar parser is made'),
    test('impl/http1/head/wasm/head-parsers.test.ts', 'without vectors the one by tables is made'),
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j')
  ),
  'm11.scope.12': partly(
    'Input is read at any offset, and the page shows what an aligned one gains.',
    'What an aligned input gains is not measured.',
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'reads lawful heads at every split and every alignment without handing over'
    )
  ),
  'm11.explore.01':
    'Octets a second of each vector routine over its scalar twin are measured, as a ratio for each.',
  'm11.explore.02':
    'The ratio is plotted against lengths of 1 octet to 64 KiB, and the break-even is marked.',
  'm11.explore.03': 'Branches for each octet of both paths are counted, by perf or on the generated code.',
  'm11.explore.04':
    'C compiled to WebAssembly with automatic vectorisation is compared with the routine written by hand.',
  'm11.explore.05': 'The time for offsets 0 to 15 is plotted.',
  'm11.explore.06': 'The time for each instruction used is measured in a chain that depends on itself.',
  'm11.explore.07':
    'Throughput is plotted against a working set from 4 KiB to 64 MiB, with the sizes of the caches marked.',
  'm11.observe.01': 'Octets for each instruction are reported for both paths, by perf or by counting.',
  'm11.observe.02': 'The share of octets handled by vectors is reported for a corpus of real requests.',
  'm11.observe.03':
    'Mispredicted branches for each request are reported, or the page says why perf is not to be had.',
  'm11.observe.04': partly(
    'For each routine the share of its calls that took the vector path is counted.',
    'Counted is how often a head leaves the vector path, not how often each routine takes it.',
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'hands over nothing of a lawful head, however the rules are read, if it is not refused'
    )
  ),
  'm11.observe.05':
    'Cache misses for each KiB parsed are reported, or the page says why perf is not to be had.',
  'm11.observe.06': partly(
    'Requests a second of the whole parser on both paths are reported for three corpora.',
    'Measured are three heads of 40, 703 and 7,037 octets, not three corpora.',
    criterion,
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.failure.01': shown(
    'Every routine gives the same answer at all 16 offsets.',
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'reads lawful heads at every split and every alignment without handing over'
    ),
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j')
  ),
  'm11.failure.02': 'With SIMD taken away the whole test suite passes on the scalar path.',
  'm11.failure.03': partly(
    'Over 10 million random inputs both paths give the same events at the same offsets.',
    'A bench compares all three parsers on any number of random heads; ten million of them are not recorded yet.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j'),
    bench('http1/head-equality')
  ),
  'm11.failure.04': shown(
    'Inputs of 0 to 64 octets, at the end of memory, are handled without reading beyond it.',
    test(
      'impl/http1/head/wasm/wasm-parser.test.ts',
      'reads nothing behind the end, down to the last octets of the window'
    )
  ),
  'm11.failure.05': partly(
    'Lengths near 2^31 and 2^32 are refused or handled, never wrapped.',
    'Limits of that size are tried; inputs are not.',
    test(
      'impl/http1/head/wasm/head-parsers.test.ts',
      'limits for which there is no window are left to the scalar parser: %s %d'
    )
  ),
  'm11.failure.06': 'A differential run beside every release compares both paths on the whole corpus.',
  'm11.exit.01': partly(
    'Finding delimiters is at least 5 × the scalar rate in the same run on a named machine, and the whole parser’s gain is told beside it.',
    'The gain of the whole parser is measured, and not that of finding delimiters alone.',
    criterion,
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.exit.02': shown(
    'At least 1,000,000 small requests a second are parsed on one core of a named machine, and at least 1 × llhttp in the same run.',
    criterion,
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.exit.03':
    'The path of a common request has no branch that depends on an octet’s value, shown on the generated code.',
  'm11.exit.04': partly(
    'A page tells for each routine what it gains, where, and why, with the curves above.',
    'The page tells it for the whole parser and for heads of three lengths.',
    page('docs/experiments/heads.md'),
    bench('http1/heads')
  ),
  'm11.exit.05': partly(
    'On the corpus and on 10 million random inputs both paths agree in every event and offset.',
    'A bench compares them; ten million random heads are not recorded yet.',
    test('impl/http1/head/wasm/wasm-parser.test.ts', 'agrees with the scalar parser on any head: %j'),
    bench('http1/head-equality')
  )
})
