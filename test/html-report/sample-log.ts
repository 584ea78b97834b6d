import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { frameOctets } from '../../reports/octets/http2-frame.ts'
import { jsonLine } from '../../lab/log/json-line.ts'
import type { LogLine, VerdictLine } from '../../lab/log-line.ts'
import { traceLine } from '../../lab/run/stored.ts'
import type { Entry } from '../../lab/trace.ts'

const frame = (type: number, flags: number, payload: Uint8Array): Uint8Array =>
  frameOctets({ type, flags, reserved: false, stream: 0, payload })
const base = { on: 'main' } as const
const PREFACE = new TextEncoder().encode('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
const PING = new TextEncoder().encode('zyphos\0\x01')

/** An exchange in which a SETTINGS frame with ACK is sent, with a payload or without one, and the target goes on. */
function entries(payload: number, more: readonly Entry[] = []): Entry[] {
  return [
    { ...base, at: 0.5, step: 0, kind: 'open' },
    {
      ...base,
      at: 1,
      step: 1,
      kind: 'sent',
      octets: Buffer.concat([PREFACE, frame(4, 0, new Uint8Array(0))])
    },
    { ...base, at: 2, step: 2, kind: 'received', octets: frame(4, 0, new Uint8Array(0)) },
    { ...base, at: 2.1, step: 2, kind: 'sent', octets: frame(4, 1, new Uint8Array(0)), auto: true },
    { ...base, at: 3, step: 3, kind: 'sent', octets: frame(4, 1, new Uint8Array(payload)) },
    ...more,
    { ...base, at: 3.5, step: 4, kind: 'sent', octets: frame(6, 0, PING) },
    { ...base, at: 5, step: 5, kind: 'received', octets: frame(6, 1, PING) },
    { ...base, at: 5, step: 5, kind: 'met', waited: 1.5, patience: 'answer' }
  ]
}

const verdict = (
  id: string,
  one: Pick<VerdictLine, 'verdict' | 'reason'> & Partial<VerdictLine>
): VerdictLine => ({
  type: 'verdict',
  case: id,
  target: 'sample',
  level: 'MUST',
  requirements: ['rfc9113-6.5-4'],
  kind: 'offence',
  section: 'rfc9113 6.5',
  title: 'a case for tests',
  evidence: {
    control: `${id}/control/0`,
    probe: `${id}/probe/0`,
    decidedIn: 'probe',
    entries: [6],
    kinds: ['answered']
  },
  ...one
})

/**
 * A small run log with a violation and a case that conforms. `incompressible`: so many more cases that conform, with
 * 300,000 octets each that nothing makes smaller.
 */
export function sampleLines({ incompressible = 0 } = {}): LogLine[] {
  const ids = ['http2/settings-ack-with-payload', 'http2/ping-acknowledged']
  const large = Array.from({ length: incompressible }, (_, index) => `http2/large-${index}`)
  return [
    {
      type: 'run',
      format: 2,
      tool: 'zyphos 0.1.0',
      suite: 'http2',
      role: 'server',
      cases: ids.length + incompressible,
      started: '2026-01-01T00:00:00Z',
      command: ['npx', 'zyphos', 'conformance', 'http2', 'sample']
    },
    {
      type: 'target',
      target: 'sample',
      version: '1.0',
      role: 'server',
      roundTrip: 1,
      offers: [],
      lacks: {},
      values: {}
    },
    ...ids.flatMap((id): LogLine[] => [
      traceLine(id, 'sample', 'control', 0, { entries: entries(0) }),
      traceLine(id, 'sample', 'probe', 0, { entries: entries(6) })
    ]),
    verdict(ids[0] ?? '', {
      verdict: 'violates',
      reason: 'the target went on: what was sent later was answered'
    }),
    verdict(ids[1] ?? '', { verdict: 'conforms', manner: 'exact', reason: 'PING was acknowledged' }),
    ...large.flatMap((id): LogLine[] => [
      traceLine(id, 'sample', 'probe', 0, {
        entries: entries(0, [{ ...base, at: 3.2, step: 3, kind: 'received', octets: randomBytes(300_000) }])
      }),
      verdict(id, { verdict: 'conforms', manner: 'exact', reason: 'it was answered' })
    ]),
    {
      type: 'end',
      reason: 'complete',
      counts: { conforms: 1 + incompressible, violates: 1, inconclusive: 0, unsupported: 0 },
      took: 20
    }
  ]
}

export function writeLines(file: string, lines: readonly LogLine[]): void {
  writeFileSync(file, lines.map((line) => `${jsonLine(line)}\n`).join(''))
}
