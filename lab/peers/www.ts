import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Octets in large.bin: a little over 1 MiB, and no multiple of a power of two, so that the last frame is short. */
export const largeLength = 1024 * 1024 + 4321

/** The content of large.bin: the octet at position i is i mod 251, so that any octet lost or moved shows. */
export function largeBody(): Uint8Array {
  const body = new Uint8Array(largeLength)
  for (let index = 0; index < largeLength; index++) body[index] = index % 251
  return body
}

/** The small page. */
export const page = '<!doctype html>\n<title>Zyphos</title>\n<p>A page to ask for.\n'

/** Writes the static files that file servers serve: index.html and large.bin. */
export async function writeWww(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await writeFile(join(folder, 'index.html'), page, { mode: 0o644 })
  await writeFile(join(folder, 'large.bin'), largeBody(), { mode: 0o644 })
}
