import { writeFileSync } from 'node:fs'
import { jsonLine } from '../lab/log/json-line.ts'
import type { EndLine, LogLine, RunLine, TargetLine, VerdictLine } from '../lab/log-line.ts'

/** Lines of run logs for tests. */
export const runLine = (parts: Partial<RunLine> = {}): RunLine => ({
  type: 'run',
  format: 2,
  tool: 'zyphos 0.1.0',
  suite: 'http2',
  role: 'server',
  cases: 1,
  started: '2026-01-01T00:00:00.000Z',
  id: 'run-1',
  judge: 'judge-1',
  command: ['npx', 'zyphos', 'conformance', 'http2', 'http://localhost:8080'],
  ...parts
})

export const targetLine = (parts: Partial<TargetLine> = {}): TargetLine => ({
  type: 'target',
  target: 't',
  version: '1',
  role: 'server',
  roundTrip: 1,
  offers: [],
  lacks: {},
  values: {},
  ...parts
})

export const verdictLine = (parts: Partial<VerdictLine> = {}): VerdictLine => ({
  type: 'verdict',
  case: 'http2/ping-with-7-octets',
  target: 't',
  verdict: 'violates',
  level: 'MUST',
  requirements: ['rfc9113-6.7-7'],
  kind: 'offence',
  section: 'rfc9113 6.7',
  title: 'a PING frame with 7 octets of opaque data',
  reason: 'the target went on',
  took: 12,
  evidence: { decidedIn: 'probe', entries: [1], kinds: ['answered'], probe: 'x/probe/0' },
  ...parts
})

export const endLine = (parts: Partial<EndLine> = {}): EndLine => ({
  type: 'end',
  reason: 'complete',
  counts: { conforms: 0, violates: 0, inconclusive: 0, unsupported: 0 },
  took: 1000,
  ...parts
})

/** A whole run of these verdicts. */
export const runOf = (
  verdicts: readonly VerdictLine[],
  run: Partial<RunLine> = {},
  target: Partial<TargetLine> = {}
): LogLine[] => [runLine(run), targetLine(target), ...verdicts, endLine()]

export function writeLog(file: string, lines: readonly LogLine[]): string {
  writeFileSync(file, lines.map((line) => `${jsonLine(line)}\n`).join(''))
  return file
}
