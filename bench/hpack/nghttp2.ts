import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Contender } from './contender.ts'
import type { Session } from './sessions.ts'

const SOURCE = fileURLToPath(new URL('./nghttp2.c', import.meta.url))

/** libnghttp2 as a contender, compiled now; its program runs once for each round. `dispose` removes what was built. */
export function nghttp2(
  sessions: readonly Session[]
): { contender: Contender; dispose: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), 'zyphos-bench-'))
  const program = join(folder, 'nghttp2')
  const dispose = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    execFileSync('cc', ['-O2', '-w', '-o', program, SOURCE, '-lnghttp2'], { stdio: 'pipe' })
  } catch {
    dispose()
    return 'libnghttp2: needs a C compiler (cc) and the headers of libnghttp2 (Debian: libnghttp2-dev)'
  }
  const data = join(folder, 'sessions')
  writeFileSync(data, serialise(sessions))
  const run = (): number[] =>
    execFileSync(program, [data], { timeout: 60_000 }).toString().trim().split(' ').map(Number)
  const contender: Contender = {
    name: 'libnghttp2 (C)',
    encode: () => run()[0]!,
    decode: () => run()[1]!,
    octets: () => run().slice(2)
  }
  return { contender, dispose }
}

// The format is described in nghttp2.c.
function serialise(sessions: readonly Session[]): Buffer {
  const pieces: Uint8Array[] = []
  const number = (value: number): void => void pieces.push(new Uint8Array(Uint32Array.of(value).buffer))
  const octets = (value: Uint8Array): void => {
    number(value.length)
    pieces.push(value)
  }
  number(sessions.length)
  for (const { sections, blocks } of sessions) {
    number(sections.length)
    sections.forEach((fields, position) => {
      number(fields.length)
      for (const { name, value } of fields) {
        octets(Buffer.from(name, 'latin1'))
        octets(Buffer.from(value, 'latin1'))
      }
      octets(blocks[position]!)
    })
  }
  return Buffer.concat(pieces)
}
