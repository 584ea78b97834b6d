import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { main } from './main.ts'

describe('crosscheck', () => {
  let said = ''
  beforeEach(() => {
    said = ''
    const keep = (text: unknown) => {
      said += String(text)
      return true
    }
    jest.spyOn(process.stdout, 'write').mockImplementation(keep)
    jest.spyOn(process.stderr, 'write').mockImplementation(keep)
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })

  test.each([
    [['h2spec', 'nosuchpeer'], 2, 'no server of the catalogue'],
    [['h2spec', 'http://192.0.2.1/'], 2, 'is not on this machine'],
    [['h2spec', 'ftp://127.0.0.1/'], 2, 'begins with https://'],
    [['h2spec', 'http://'], 2, 'is not a URL'],
    [['h2spec', 'http://user@127.0.0.1/'], 2, 'no user name'],
    [['h2spec', '--nonsense'], 2, '--nonsense'],
    [[], 2, 'Say what to compare with'],
    [['--help'], 0, 'Usage: zyphos crosscheck']
  ])('%j ends with %d', async (args, status, sentence) => {
    expect(await main(args)).toBe(status)
    expect(said).toContain(sentence)
  })
})
