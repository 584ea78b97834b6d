import { pathToFileURL } from 'node:url'
import { codecs } from './codecs.ts'
import type { Contender } from './contender.ts'
import { nghttp2 } from './nghttp2.ts'
import { sessions as load } from './sessions.ts'

const ROUNDS = 7
const WARM_UP = 8

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

/**
 * HPACK: field blocks encoded and decoded for each second, and octets, against codecs of npm and libnghttp2.
 * Rounds are interleaved; a figure is the median of its rounds, and a ratio the median of the ratios of the rounds.
 */
export function hpackBench(print: (line: string) => void = console.log): void {
  const { source, sessions } = load()
  const blocks = sessions.reduce((sum, { sections }) => sum + sections.length, 0)
  const { present, missing } = codecs(sessions)
  const native = nghttp2(sessions)
  const contenders: Contender[] = typeof native === 'string' ? present : [...present, native.contender]
  if (typeof native === 'string') missing.push(native)
  try {
    print(
      `HPACK on ${source}: ${sessions.length} sessions, ${blocks} field blocks; median of ${ROUNDS} rounds`
    )
    for (const direction of ['encode', 'decode'] as const) {
      for (let round = 0; round < WARM_UP; round++) for (const one of contenders) one[direction]()
      const times = contenders.map((): number[] => [])
      for (let round = 0; round < ROUNDS; round++) {
        contenders.forEach((one, position) => times[position]!.push(one[direction]()))
      }
      contenders.forEach(({ name }, position) => {
        const rate = blocks / (median(times[position]!) / 1e9)
        const ratio = median(times[position]!.map((time, round) => time / times[0]![round]!))
        print(
          `  ${direction}  ${name.padEnd(16)} ${rate.toFixed(0).padStart(9)} blocks/s  zyphos is ×${ratio.toFixed(2)}`
        )
      })
    }
    const raw = sessions.reduce(
      (sum, { sections }) =>
        sum + sections.flat().reduce((own, { name, value }) => own + name.length + value.length, 0),
      0
    )
    const references = sessions.map(({ reference }) => reference)
    const known = references.some((reference) => reference !== undefined)
    print(`octets (${raw} before compression)`)
    const rows = contenders.map(({ name, octets }) => [name, octets?.() ?? []] as const)
    for (const [name, octets] of rows) {
      const total = octets.reduce((sum, own) => sum + own, 0)
      const compared = octets.reduce((sum, own, at) => sum + (references[at] === undefined ? 0 : own), 0)
      const reference = references.reduce<number>((sum, own) => sum + (own ?? 0), 0)
      const versus = known ? `  ${((compared / reference) * 100).toFixed(2)} % of the nghttp2 vectors` : ''
      print(
        `  ${name.padEnd(16)} ${String(total).padStart(9)}  ${((total / raw) * 100).toFixed(2)} %${versus}`
      )
    }
    for (const reason of missing) print(`  missing: ${reason}`)
  } finally {
    if (typeof native !== 'string') native.dispose()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) hpackBench()
