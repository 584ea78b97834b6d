import { describe, expect, test } from '@jest/globals'
import { readH2specOutput } from './h2spec-output.ts'

/** The shape of h2spec's output, with titles and texts of our own: each line is overwritten once its case is over. */
const whole = [
  'Generic things',
  '  1. First steps',
  '      1: Says hello\r    ✔ 1: Says hello',
  '',
  '  3. Parts',
  '    3.1. One part',
  '        1: Sends 3. frames\r      ✔ 1: Sends 3. frames',
  '        2: Cannot be tried\r      2: Cannot be tried',
  '',
  '    3.10. Another part',
  '        1: Says goodbye\r      \x1b[31m× 1: Says goodbye\x1b[0m',
  '        -> What is asked for.',
  '           Expected: GOAWAY Frame (Error Code: PROTOCOL_ERROR)',
  '                     RST_STREAM Frame (Error Code: PROTOCOL_ERROR)',
  '                     Connection closed',
  '             Actual: Timeout',
  '',
  'Hypertext things',
  '  3. Opening',
  '    3.5. Preface',
  '        1: Breaks\r      × 1: Breaks',
  '      Error: unexpected EOF',
  '',
  'HPACK: things',
  '  2. Tables',
  '    2.3. Spaces',
  '      2.3.3. Indices',
  '          1: Goes beyond\r        ✔ 1: Goes beyond',
  '',
  'Failures: ',
  '',
  'Generic things',
  '  3. Parts',
  '    3.10. Another part',
  '      × 1: Says goodbye',
  '',
  'Finished in 2.0123 seconds',
  '6 tests, 3 passed, 1 skipped, 2 failed',
  ''
]

describe('the output of h2spec', () => {
  test('is read case by case', () => {
    expect(readH2specOutput(whole.join('\n'))).toEqual({
      results: [
        { id: 'generic/1/1', outcome: 'passed', expected: [] },
        { id: 'generic/3.1/1', outcome: 'passed', expected: [] },
        { id: 'generic/3.1/2', outcome: 'skipped', expected: [] },
        {
          id: 'generic/3.10/1',
          outcome: 'failed',
          expected: [
            'GOAWAY Frame (Error Code: PROTOCOL_ERROR)',
            'RST_STREAM Frame (Error Code: PROTOCOL_ERROR)',
            'Connection closed'
          ],
          actual: 'Timeout'
        },
        { id: 'http2/3.5/1', outcome: 'failed', expected: [], actual: 'unexpected EOF' },
        { id: 'hpack/2.3.3/1', outcome: 'passed', expected: [] }
      ]
    })
  })

  test('with line ends of Windows reads the same', () => {
    expect(readH2specOutput(whole.join('\r\n'))).toEqual(readH2specOutput(whole.join('\n')))
  })

  test('that ends in the middle is broken', () => {
    const { results, broken } = readH2specOutput(whole.slice(0, 9).join('\n'))
    expect(results).toHaveLength(3)
    expect(broken).toBe('its output ends after 3 cases, without a summary')
  })

  test('that ends with an error is broken', () => {
    const cut = [
      ...whole.slice(0, 8),
      '        1: Says\r      × 1: Says',
      '',
      'Error: dial tcp: connection refused'
    ]
    expect(readH2specOutput(cut.join('\n')).broken).toBe('dial tcp: connection refused')
  })

  test('whose lines do not add up to its summary is broken', () => {
    const forged = whole.with(-2, '6 tests, 4 passed, 1 skipped, 1 failed')
    expect(readH2specOutput(forged.join('\n')).broken).toContain('6, 4, 1, 1')
  })

  test('in which the target has put a result of its own is broken', () => {
    const forged = whole.toSpliced(16, 0, '      ✔ 1: Says goodbye')
    expect(readH2specOutput(forged.join('\n')).broken).toBe('its output names a case twice')
  })

  test('is nothing', () => {
    expect(readH2specOutput('')).toEqual({
      results: [],
      broken: 'its output ends after 0 cases, without a summary'
    })
  })
})
