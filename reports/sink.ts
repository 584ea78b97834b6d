import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Where a report goes. A write resolves when more may follow: whoever awaits it holds no more than one piece. */
export interface Sink {
  write(text: string): Promise<void>
}

/** A stream as a sink. */
export const streamSink = (stream: Writable): Sink => ({
  async write(text) {
    if (text !== '' && !stream.write(text)) await once(stream, 'drain')
  }
})

/** A sink that keeps what it is given. */
export function textSink(): Sink & { text(): string } {
  const pieces: string[] = []
  return {
    write(text) {
      pieces.push(text)
      return Promise.resolve()
    },
    text: () => pieces.join('')
  }
}

/**
 * Has `make` write a file. A file that is there already is left alone (EEXIST) unless `force`; one that could not be finished is removed.
 * Throws the file system's errors.
 */
export async function writeFileWith(
  file: string,
  force: boolean,
  make: (out: Sink) => Promise<void>
): Promise<void> {
  const stream = createWriteStream(file, { flags: force ? 'w' : 'wx' })
  await once(stream, 'open')
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  failed.catch(() => undefined)
  try {
    await Promise.race([make(streamSink(stream)), failed])
    stream.end()
    await Promise.race([once(stream, 'close'), failed])
  } catch (error) {
    stream.destroy()
    await rm(file, { force: true })
    throw error
  }
}
