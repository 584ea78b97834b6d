import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LogLine } from '../log-line.ts'
import { jsonLine } from './json-line.ts'

/** A run log that is being written. */
export interface LogWriter {
  readonly file: string
  /** Appends one line. It is with the operating system when this returns, so that a killed run keeps it. */
  write(line: LogLine): void
  /** Brings everything onto the disk (fsync) and closes the file. Further calls do nothing. */
  close(): void
}

/**
 * Opens a run log for appending and makes its folder where there is none. A line that an earlier, killed run left
 * unfinished is closed off first. With `fresh`, a file that is there already is an error (EEXIST).
 * Throws the error of the file system; so does `write`.
 */
export function openLog(file: string, options: { readonly fresh?: boolean } = {}): LogWriter {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, options.fresh === true ? 'ax+' : 'a+')
  let open = true
  if (endsWithin(descriptor)) writeAll(descriptor, '\n')
  return {
    file,
    write(line) {
      if (open) writeAll(descriptor, `${jsonLine(line)}\n`)
    },
    close() {
      if (!open) return
      open = false
      try {
        fsyncSync(descriptor)
      } catch (error) {
        // A pipe or a terminal cannot be synchronised, and needs not be.
        if (!['EINVAL', 'ENOTSUP', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      } finally {
        closeSync(descriptor)
      }
    }
  }
}

/** Whether the file ends within a line. */
function endsWithin(descriptor: number): boolean {
  const { size } = fstatSync(descriptor)
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(descriptor, last, 0, 1, size - 1)
  return last[0] !== 0x0a
}

function writeAll(descriptor: number, text: string): void {
  const octets = Buffer.from(text, 'utf8')
  for (let written = 0; written < octets.length;)
    written += writeSync(descriptor, octets, written, octets.length - written)
}
