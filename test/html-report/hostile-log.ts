import { writeFileSync } from 'node:fs'
import { HpackEncoder } from '../../impl/hpack/encoder.ts'
import { frameOctets } from '../../reports/octets/http2-frame.ts'
import { jsonLine } from '../../lab/log/json-line.ts'
import type { LogLine, VerdictLine } from '../../lab/log-line.ts'
import { traceLine } from '../../lab/run/stored.ts'
import type { Entry } from '../../lab/trace.ts'

/** What a target may say to be taken for more than text. What of it is run sets `pwned`. */
export const HOSTILE: readonly string[] = [
  '</script><script>globalThis.pwned=1</script>',
  '</style><img src=x onerror="globalThis.pwned=1">',
  '"><svg onload=globalThis.pwned=1>',
  "javascript:globalThis.pwned=1//'",
  '<!--<script>',
  '\u001b]0;owned\u0007\u001b[31m\u009b2J',
  '\u202egnp.exe\u2066\u2069\u061c',
  '\u2028\u2029\u0085\u0000\ufffe',
  '\ud800 alone \udfff',
  '__proto__',
  'constructor',
  'toString',
  '&lt;b&gt; &amp; {{7*7}} ${7*7}',
  'x'.repeat(5000)
]

const FRAMES = { DATA: 0, HEADERS: 1, SETTINGS: 4, GOAWAY: 7 } as const

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

/** HTTP/2 frames of a target with hostile field lines, content and debug data, and octets that are none. */
function octetsFor(hostile: string): Uint8Array {
  const frame = (type: number, flags: number, stream: number, payload: Uint8Array) =>
    frameOctets({ type, flags, reserved: false, stream, payload })
  const fields = new HpackEncoder().encode([
    { name: ':status', value: '200' },
    {
      name: 'x-said',
      value: [...hostile].map((one) => String.fromCharCode(one.charCodeAt(0) % 256)).join('')
    }
  ])
  return Buffer.concat([
    frame(FRAMES.SETTINGS, 0, 0, new Uint8Array(0)),
    frame(FRAMES.HEADERS, 4, 1, fields),
    frame(FRAMES.DATA, 1, 1, text(hostile)),
    frame(FRAMES.GOAWAY, 0, 0, Buffer.concat([new Uint8Array(8), text(hostile)])),
    frame(0xfa, 0xff, 0x7fffffff, Uint8Array.of(0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80))
  ])
}

/** A run log in which everything that can be text is hostile. */
export function hostileLines(): LogLine[] {
  const base = { on: 'main', step: 0 }
  const targets = HOSTILE.flatMap((hostile, index): LogLine[] => {
    const entries: Entry[] = [
      { ...base, at: 0, kind: 'open', tls: { protocol: hostile, cipher: hostile, alpn: hostile } },
      { ...base, at: 1, kind: 'sent', octets: text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n') },
      { ...base, at: 2, kind: 'received', octets: octetsFor(hostile) },
      { ...base, at: 2, on: hostile, kind: 'received', octets: text(hostile) },
      { ...base, at: 3, kind: 'unresolved', reason: hostile },
      { ...base, at: 3, kind: 'exit', status: null, signal: hostile, output: hostile },
      { ...base, at: 4, kind: 'rst', by: 'target', reason: hostile }
    ]
    const id = `http2/${hostile}`
    const evidence = {
      control: `${id}/control/0`,
      probe: `${id}/probe/0`,
      decidedIn: 'probe',
      entries: [2, 99],
      kinds: [hostile]
    } as const
    const verdict: VerdictLine = {
      type: 'verdict',
      case: id,
      target: hostile,
      verdict: 'violates',
      level: 'MUST',
      requirements: [hostile, 'rfc9113-6.5-4'],
      kind: 'offence',
      section: index % 2 === 0 ? `rfc9113 6.${index}` : hostile,
      title: hostile,
      reason: hostile,
      evidence,
      differing: [{ verdict: 'conforms', reason: hostile, evidence }]
    }
    return [
      {
        type: 'target',
        target: hostile,
        version: hostile,
        role: 'server',
        url: hostile,
        roundTrip: 1,
        offers: [],
        lacks: JSON.parse(`{${JSON.stringify(hostile)}: ${JSON.stringify(hostile)}}`) as Record<
          string,
          string
        >,
        values: { path: hostile }
      },
      traceLine(id, hostile, 'control', 0, { entries }),
      traceLine(id, hostile, 'probe', 0, { entries }),
      verdict
    ]
  })
  return [
    {
      type: 'run',
      format: 2,
      tool: HOSTILE[0] ?? '',
      suite: 'http2',
      role: 'server',
      cases: HOSTILE.length,
      started: '2026-01-01T00:00:00Z',
      command: ['npx', 'zyphos', ...HOSTILE.slice(0, 9)]
    },
    ...targets,
    {
      type: 'end',
      reason: 'target lost',
      detail: HOSTILE[0] ?? '',
      counts: { conforms: 0, violates: HOSTILE.length, inconclusive: 0, unsupported: 0 },
      took: 1
    },
    {
      type: 'run',
      format: 2,
      tool: 'zyphos',
      suite: 'constructor',
      role: 'client',
      cases: 0,
      started: '2026-01-01T00:00:00Z'
    },
    ...targets.map((line) => ('case' in line ? { ...line } : line))
  ]
}

/** Writes the hostile lines, and some that are no lines of a log at all. */
export function writeHostileLog(file: string): void {
  writeFileSync(
    file,
    Buffer.concat([
      text(`${hostileLines().map(jsonLine).join('\n')}\n`),
      Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x22, 0x0a),
      text('<script>globalThis.pwned=1</script>\n{"type":"trace","id":"cut off","target":"t","entries":[{')
    ])
  )
}
