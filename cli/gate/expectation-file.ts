import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { ExpectationError } from '../../reports/gate/expectation-error.ts'
import type { Expectations } from '../../reports/gate/expectation.ts'
import { readExpectations } from '../../reports/gate/read-expectations.ts'
import { environment, usage } from '../failure.ts'
import { printable } from '../printable.ts'

/** Names under which an expectation file is found when none is given. */
export const EXPECTATION_NAMES = ['zyphos.expect.yaml', 'zyphos.expect.yml']

export const findExpectations = (): string | undefined => EXPECTATION_NAMES.find((name) => existsSync(name))

/** An expectation file and its text. */
export interface Held {
  readonly text: string
  readonly expectations: Expectations
}

/**
 * Reads an expectation file; undefined when there is none and one is about to be written. Throws a Failure that names
 * file and line.
 */
export function loadExpectations(file: string, aboutToWrite: boolean): Held | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && aboutToWrite) return undefined
    throw usage(
      code === 'ENOENT'
        ? `There is no expectation file ${printable(file)}; --update-expectations writes it.`
        : `The expectation file ${printable(file)} cannot be read (${code}).`
    )
  }
  try {
    return { text, expectations: readExpectations(text, file).expectations }
  } catch (error) {
    if (error instanceof ExpectationError) throw usage(error.message)
    throw error
  }
}

/** Puts a new text in place of the old one at once, so that no reader ever sees a half. Throws a Failure. */
export function saveExpectations(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`
  try {
    writeFileSync(beside, text)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw environment(
      `The expectation file ${printable(file)} cannot be written (${(error as NodeJS.ErrnoException).code}).`
    )
  }
}
