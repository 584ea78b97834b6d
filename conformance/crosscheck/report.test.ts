import { describe, expect, test } from '@jest/globals'
import type { TraceLine, VerdictLine } from '../../lab/log-line.ts'
import type { Crosscheck } from './crosscheck.ts'
import { decidingOctets } from './deciding-octets.ts'
import { reportJson, reportText } from './report.ts'

const base64 = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('base64')

const verdict: VerdictLine = {
  type: 'verdict',
  case: 'http2/a',
  target: 't',
  verdict: 'violates',
  level: 'MUST',
  requirements: ['rfc9113-6.5-4'],
  kind: 'offence',
  section: 'rfc9113 6.5',
  title: 'a title',
  reason: 'the target\x1b[2J went on',
  evidence: { control: 'http2/a/control/1', probe: 'http2/a/probe/1', decidedIn: 'probe', entries: [3] }
}

const at = { at: 1, on: 'main' }
const trace: TraceLine = {
  type: 'trace',
  id: 'http2/a/probe/1',
  target: 't',
  case: 'http2/a',
  part: 'probe',
  attempt: 1,
  entries: [
    { ...at, step: 1, kind: 'sent', octets: base64('01') },
    { ...at, step: 2, kind: 'sent', octets: base64('02'), auto: true },
    { ...at, step: 2, kind: 'sent', octets: base64('00 00 01 04 01') },
    { ...at, step: 3, kind: 'received', octets: base64('ab'.repeat(50)) }
  ]
}

describe('the octets that decided', () => {
  test('are what the script sent at the mark, and what the judge points at', () => {
    expect(decidingOctets(verdict, new Map([[trace.id, trace]]), 2)).toEqual([
      { by: 'lab', hex: '00 00 01 04 01', length: 5 },
      { by: 'target', hex: Array(48).fill('ab').join(' '), length: 50 }
    ])
  })

  test('are none without a trace', () => {
    expect(decidingOctets(verdict, new Map(), 2)).toEqual([])
  })
})

const result: Crosscheck = {
  target: 'peer',
  version: '1.0',
  url: 'https://127.0.0.1:1/',
  comparisons: [
    { id: 'http2/6.5/1', outcomes: ['passed', 'passed'], relation: 'only ours', ours: [verdict] },
    {
      id: 'http2/5.3.1/1',
      outcomes: ['failed', 'passed'],
      relation: 'outside',
      ours: [],
      outside: 'a reason',
      failure: { id: 'http2/5.3.1/1', outcome: 'failed', expected: ['this', 'that'], actual: 'Timeout' }
    },
    { id: 'http2/6.5/2', outcomes: ['passed', 'passed'], relation: 'agree', ours: [] }
  ],
  octets: new Map([['http2/a', decidingOctets(verdict, new Map([[trace.id, trace]]), 2)]]),
  beyond: [{ ...verdict, case: 'http2/b' }]
}

describe('the report', () => {
  test('shows both sides of each disagreement, the counts, and what is beyond h2spec', () => {
    expect(reportText(result).split('\n')).toEqual([
      'h2spec passes what we find in violation: 1',
      '',
      '  http2/6.5/1: passed (passed, passed)',
      '    http2/a: violates: the target·[2J went on',
      '      rfc9113-6.5-4',
      '      sent      00 00 01 04 01',
      `      received  ${Array(48).fill('ab').join(' ')} … (50 octets)`,
      '',
      'h2spec fails what RFC 9113 does not ask for: 1',
      '',
      '  http2/5.3.1/1: failed (failed, passed)',
      '    h2spec expects  this',
      '                or  that',
      '    h2spec saw      Timeout',
      '    outside         a reason',
      '',
      'peer 1.0: h2spec passed 2, failed 1, skipped 0 of 3; 1 agree, 0 only h2spec accuses, 1 only we accuse, 1 outside RFC 9113, 0 undecided.',
      'h2spec came out differently from run to run: http2/5.3.1/1.',
      'Violations that no case of h2spec looks for: 1 (http2/b).'
    ])
  })

  test('for programs is one JSON object with the same', () => {
    const told = JSON.parse(reportJson(result)) as { comparisons: { id: string; ours: unknown[] }[] }
    expect(told.comparisons.map(({ id }) => id)).toEqual(['http2/6.5/1', 'http2/5.3.1/1', 'http2/6.5/2'])
    expect(told.comparisons[0]?.ours[0]).toMatchObject({
      case: 'http2/a',
      octets: [{ by: 'lab', hex: '00 00 01 04 01', length: 5 }, { by: 'target' }]
    })
  })
})
