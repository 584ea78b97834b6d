import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

/** bin/signature.js is plain JavaScript: nothing is compiled before it has looked. */
const { signatureOf } = (await import(new URL('../bin/signature.js', import.meta.url).href)) as {
  signatureOf(files: readonly string[], before?: number): string | undefined
}

describe('the signature of sources', () => {
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zyphos-'))
    file = join(folder, 'source.ts')
    writeFileSync(file, 'export const one = 1')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is the same as long as nothing is touched', () => {
    expect(signatureOf([file])).toBe(signatureOf([file]))
  })

  test('shows an edit of the same length with the date that the file had before', () => {
    const before = signatureOf([file])
    const { atime, mtime } = statSync(file)
    writeFileSync(file, 'export const one = 2')
    utimesSync(file, atime, mtime)
    expect(statSync(file).mtime).toEqual(mtime)
    expect(signatureOf([file])).not.toBe(before)
  })

  test('is not given for a file that is not there, nor for one that was changed just now', () => {
    expect(signatureOf([join(folder, 'other.ts')])).toBeUndefined()
    expect(signatureOf([file], Date.now())).toBeUndefined()
    expect(signatureOf([file], Date.now() + 60_000)).toBe(signatureOf([file]))
  })
})
