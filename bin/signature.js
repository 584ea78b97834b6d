import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'

/** Milliseconds within which two edits of a file may have the same time stamps. */
const GRAIN = 1000

/**
 * What tells whether one of the files was touched since: size, time stamps and inode of each, as git has it. The change
 * time cannot be set by a program, so that an edit with an old date is seen, too. Undefined when a file is not there,
 * or changed so shortly before `before` (milliseconds of the epoch), or since, that a further edit might not show.
 */
export function signatureOf(files, before = Infinity) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
    if (stat === undefined || Number(stat.ctimeMs) > before - GRAIN) return undefined
    hash.update(`${file}\0${stat.size}\0${stat.mtimeNs}\0${stat.ctimeNs}\0${stat.ino}\n`)
  }
  return hash.digest('hex')
}
