import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** The last `octets` of a file as text, or nothing when it cannot be read. */
export function tailOf(file: string, octets: number): string {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch {
    return ''
  }
  try {
    const { size } = fstatSync(descriptor)
    const buffer = Buffer.alloc(Math.min(size, octets))
    const length = readSync(descriptor, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8', 0, length)
  } finally {
    closeSync(descriptor)
  }
}

/** The last lines of a text that say something, indented, for the end of an error message. */
export function lastLines(text: string, count = 8): string {
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  return lines
    .slice(-count)
    .map((line) => `\n  ${line.slice(0, 400)}`)
    .join('')
}
