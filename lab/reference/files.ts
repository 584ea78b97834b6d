import { constants } from 'node:fs'
import { open, realpath, type FileHandle } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { ByteRange } from '../../impl/http/ranges.ts'
import type { Asked } from './application.ts'
import { answer, fields } from './reply.ts'
import { serveSelected } from './selected.ts'

/** Files that can be asked for by a path. */
export interface Files {
  /** The file that a request's path names, or undefined. */
  find(path: string): Promise<File | undefined>
}

export interface File {
  serve(asked: Asked): void
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm'
}

/**
 * The files below a folder. A path is decoded once; whatever leaves the folder, by dots, encoded dots or a link, names
 * nothing, and neither does what is no regular file. A folder stands for its index.html. Throws when `root` is no folder.
 */
export async function filesBelow(root: string): Promise<Files> {
  const top = await realpath(root)
  return {
    async find(path) {
      const inside = locate(path)
      if (inside === undefined) return undefined
      for (const candidate of [inside, join(inside, 'index.html')]) {
        const file = await openBelow(top, candidate)
        if (file !== undefined) return { serve: (asked) => serve(file, candidate, asked) }
      }
      return undefined
    }
  }
}

/** A request's path as a path below the folder, or undefined when it cannot be one. */
export function locate(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (!decoded.startsWith('/') || /[\0\\]/.test(decoded)) return undefined
  const parts = decoded.split('/').filter((part) => part !== '')
  return parts.some((part) => part === '.' || part === '..') ? undefined : join(...parts, '.')
}

interface Opened {
  readonly handle: FileHandle
  readonly size: number
  /** Milliseconds since 1970. */
  readonly changed: number
}

async function openBelow(top: string, inside: string): Promise<Opened | undefined> {
  let handle: FileHandle | undefined
  try {
    const real = await realpath(join(top, inside))
    if (!real.startsWith(top.endsWith(sep) ? top : top + sep)) return undefined
    // Not waiting for the other end, should it be a pipe; and no link, should it have become one.
    handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const found = await handle.stat()
    if (found.isFile()) return { handle, size: found.size, changed: found.mtimeMs }
  } catch {
    // It is not there, or not to be read: to the client that is the same.
  }
  await handle?.close().catch(() => undefined)
  return undefined
}

function serve({ handle, size, changed }: Opened, name: string, asked: Asked): void {
  const { request, response } = asked
  const done = () => void handle.close().catch(() => undefined)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    done()
    return answer(asked, 405, 'This method is not offered here.\n', fields(['allow', 'GET, HEAD']))
  }
  const type = TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream'
  // What was written within the last second may be written again without another time.
  const weak = (asked.options.now ?? Date.now)() - changed < 1000
  const tag = { weak, opaque: `"${size.toString(36)}-${Math.floor(changed).toString(36)}"` }
  serveSelected(asked, { type, size, tag, lastModified: changed }, (range, take) => read(handle, range, take))
    .catch(() => response.reset(INTERNAL_ERROR))
    .finally(done)
}

const PIECE = 65_536

async function read(
  handle: FileHandle,
  { first, last }: ByteRange,
  take: (octets: Uint8Array) => Promise<void>
) {
  for (let at = first; at <= last;) {
    const length = Math.min(PIECE, last - at + 1)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    // The file may have become shorter since its length was told.
    if (bytesRead === 0) throw new Error('the file is shorter than it was')
    await take(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}

/** The code of that name in HTTP/2 (RFC 9113 section 7). */
const INTERNAL_ERROR = 0x02
