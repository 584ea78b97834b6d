import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { Http2Connection } from '../../impl/http2/connection.ts'
import { FrameDecoder } from '../../impl/http2/frame-decoder.ts'
import * as frames from '../../impl/http2/frames.ts'
import {
  data,
  headers,
  join,
  PING,
  POST,
  SETTINGS_ACK,
  settingsFrame,
  windowUpdate
} from '../../impl/http2/testing/wire.ts'
import { figure, type Figure } from '../../reports/milestones/findings.ts'
import { publish } from '../experiment.ts'
import { frameLoop } from './frame-loop.ts'
import { median } from '../median.ts'

// Frames per second: our codec alone, our whole connection, and a session of libnghttp2 in C, each fed from memory.
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const BATCH = 1000
const BATCHES = 1000

const kinds = [
  { name: 'DATA of 100 octets', frame: data(1, new Uint8Array(100).fill(97)) },
  { name: 'DATA of 16,384 octets', frame: data(1, new Uint8Array(16_384).fill(97)) },
  { name: 'PING', frame: PING },
  { name: 'WINDOW_UPDATE', frame: windowUpdate(0, 1) }
]
const preface = join(
  frames.CLIENT_PREFACE,
  settingsFrame(),
  SETTINGS_ACK,
  headers(1, POST, frames.END_HEADERS)
)
const folder = mkdtempSync(path(tmpdir(), 'h2-frames-'))
const missing: string[] = []
const program = compile()
const figures: Figure[] = []
const bars: { codec: number; connection: number; nghttp2: number }[] = []

for (const { name, frame } of kinds) {
  const batches = frame.length > 1000 ? BATCHES / 20 : BATCHES
  const batch = join(...Array.from({ length: BATCH }, () => frame))
  writeFileSync(path(folder, 'preface'), preface)
  writeFileSync(path(folder, 'batch'), batch)
  const rates: Record<string, number[]> = { codec: [], connection: [], nghttp2: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      codec: codec(batch, batches),
      connection: connection(batch, batches),
      nghttp2: program === undefined ? NaN : nghttp2(program, batches)
    }
    if (round > 0) for (const [key, rate] of Object.entries(measured)) rates[key]!.push(rate)
  }
  const [ours, whole, theirs] = [median(rates.codec!), median(rates.connection!), median(rates.nghttp2!)]
  bars.push({ codec: ours, connection: whole, nghttp2: theirs })
  figures.push(
    figure(`${name}: codec alone`, ours, 'frames/s'),
    figure(`${name}: whole connection`, whole, 'frames/s'),
    figure(`${name}: whole connection over the codec alone`, whole / ours, '×')
  )
  if (program !== undefined)
    figures.push(
      figure(`${name}: session of libnghttp2, in C`, theirs, 'frames/s'),
      figure(`${name}: whole connection over libnghttp2`, whole / theirs, '×')
    )
}

publish('frames', {
  figures,
  plots: [
    {
      title: 'Frames a second on one core, fed from memory',
      kind: 'bar',
      names: kinds.map(({ name }) => name),
      x: { label: '' },
      y: { label: 'frames a second', logarithmic: true },
      series: (
        [
          ['codec', 'our codec'],
          ['connection', 'our connection'],
          ['nghttp2', 'libnghttp2']
        ] as const
      )
        .filter(([key]) => key !== 'nghttp2' || program !== undefined)
        .map(([key, of]) => ({ name: of, points: bars.map((bar, index) => [index, bar[key]]) }))
    }
  ],
  missing
})

function codec(batch: Uint8Array, batches: number): number {
  let count = 0
  const decoder = new FrameDecoder({ frame: () => count++, oversizedFrame: () => {} })
  const started = performance.now()
  for (let i = 0; i < batches; i++) decoder.decode(batch, 0)
  return (count / (performance.now() - started)) * 1000
}

function connection(batch: Uint8Array, batches: number): number {
  const core = new Http2Connection({
    role: 'server',
    handler: (request) => request.onData(() => {}),
    settings: { initialWindowSize: frames.MAX_31_BIT },
    connectionWindow: frames.MAX_31_BIT,
    rules: { pingBudget: 'ignored', windowUpdateBudget: 'ignored' }
  })
  core.receive(preface, 0)
  const started = performance.now()
  for (let i = 0; i < batches; i++) {
    core.receive(batch, 0)
    core.output()
  }
  if (core.finished) throw new Error('the connection ended')
  return ((batches * BATCH) / (performance.now() - started)) * 1000
}

function nghttp2(program: string, batches: number): number {
  const { stdout } = spawnSync(program, [folder, String(batches), String(BATCH)], { encoding: 'utf8' })
  return Number(stdout)
}

function compile(): string | undefined {
  if (!existsSync('/usr/include/nghttp2/nghttp2.h')) {
    missing.push('libnghttp2: its header (libnghttp2-dev) is not installed')
    return undefined
  }
  const source = path(folder, 'frames.c')
  const out = path(folder, 'frames')
  writeFileSync(source, frameLoop)
  const { status, stderr } = spawnSync('cc', ['-O2', '-o', out, source, '-lnghttp2'], { encoding: 'utf8' })
  if (status === 0) return out
  missing.push(`libnghttp2: the C compiler says ${stderr || 'nothing, as it is not installed'}`)
  return undefined
}
