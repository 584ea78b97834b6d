import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { captureOf } from '../../lab/capture/capture.ts'
import type { LogLine, TraceLine } from '../../lab/log-line.ts'
import { restore } from '../../lab/run/stored.ts'
import type { Suite } from '../../lab/suite.ts'
import { environment } from '../failure.ts'
import { printable } from '../printable.ts'

/**
 * Writes each trace that passes as `<dir>/<case id>/<part>-<attempt>.pcapng`, with the key log beside it (`.keys`) where
 * it was over TLS. Throws a Failure when a file cannot be written.
 */
export function captureTo(dir: string, suite: Suite): (line: LogLine) => void {
  return (line) => {
    if (line.type === 'trace') write(dir, suite, line)
  }
}

function write(dir: string, suite: Suite, line: TraceLine): void {
  const trace = restore(line)
  const { pcapng, keyLog } = captureOf(trace, {
    client: suite.role === 'client' ? 'target' : 'lab',
    // A trace has no date; it ended about now.
    epoch: Date.now() - (trace.entries.at(-1)?.at ?? 0),
    title: `${line.case}, ${line.part}, attempt ${line.attempt + 1}, against ${line.target}`,
    decodeAs: suite.name
  })
  const folder = join(dir, line.case.replace(/[^A-Za-z0-9._/-]/g, '_'))
  const base = join(folder, `${line.part}-${line.attempt + 1}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${base}.pcapng`, pcapng)
    if (keyLog !== undefined) writeFileSync(`${base}.keys`, keyLog, { mode: 0o600 })
  } catch (error) {
    throw environment(
      `The capture ${printable(base)}.pcapng cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}).`
    )
  }
}
