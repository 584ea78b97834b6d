import { open, stat } from 'node:fs/promises'
import { UnreadableLog } from './unreadable-log.ts'

/** What begins so is no text of lines, and would only give a problem for each of what look like its lines. */
const BEGINNINGS: readonly (readonly [octets: readonly number[], what: string])[] = [
  [[0x1f, 0x8b], 'it is compressed (gzip); decompress it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'it is compressed (zstd); decompress it first'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a ZIP archive; unpack it first'],
  [[0xff, 0xfe], 'it is text in UTF-16; run logs are UTF-8'],
  [[0xfe, 0xff], 'it is text in UTF-16; run logs are UTF-8']
]

/**
 * Throws UnreadableLog, with why, for what cannot be a run log: nothing there, a folder, a pipe or a device (logs are read more than
 * once, and end), or a file of another kind.
 */
export async function checkFile(file: string): Promise<void> {
  let why: string | undefined
  try {
    why = await whyNot(file)
  } catch (error) {
    throw fileError(file, error)
  }
  if (why !== undefined) throw unreadable(file, why)
}

/** The error of a file that could not be read, for the user; other errors as they are. */
export function fileError(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined || error instanceof UnreadableLog) return error
  return unreadable(file, code === 'ENOENT' ? 'there is no such file' : code)
}

const unreadable = (file: string, why: string) =>
  new UnreadableLog(`The run log ${file} cannot be read: ${why}.`)

async function whyNot(file: string): Promise<string | undefined> {
  const about = await stat(file)
  if (about.isDirectory()) return 'it is a folder'
  if (!about.isFile()) return 'it is a pipe or a device, not a file'
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    const head = buffer.subarray(0, bytesRead)
    return BEGINNINGS.find(([octets]) => octets.every((octet, index) => head[index] === octet))?.[1]
  } finally {
    await handle.close()
  }
}
