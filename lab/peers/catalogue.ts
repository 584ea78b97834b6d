import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Peer } from './peer.ts'
import { peerFromManifest } from './manifest.ts'
import { ShapeError } from './say-issue.ts'

/** The folder `docker/` that came with this program: beside `lab/` in the source tree, one level above it when built. */
export function catalogueFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'docker', '_backend'))) return join(at, 'docker')
  }
  throw new Error('The folder "docker" with the catalogue of peers is missing; reinstall this program.')
}

async function read(folder: string): Promise<Peer> {
  const file = join(folder, 'peer.json')
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { cause: error })
  }
  try {
    return peerFromManifest(JSON.parse(content), folder)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`${file} is not JSON: ${error.message}.`, { cause: error })
    if (error instanceof ShapeError) throw new Error(`${file}: ${error.message}.`, { cause: error })
    throw error
  }
}

/**
 * Every peer of the catalogue, in the order of their names. A folder whose name begins with `_` is shared data, not a peer.
 * Throws an Error that names the file and the reason for the first manifest that is not valid.
 */
export async function catalogue(folder = catalogueFolder()): Promise<Peer[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => read(join(folder, name))))
}
