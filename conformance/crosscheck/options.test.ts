import { describe, expect, test } from '@jest/globals'
import { crosscheckOptions } from './options.ts'

describe('the command line of crosscheck', () => {
  test('names a tool and a target', () => {
    expect(crosscheckOptions(['h2spec', 'nginx', '--cleartext', '--times', '3'])).toMatchObject({
      target: 'nginx',
      tls: false,
      times: 3,
      in: 'here',
      patience: 2
    })
    expect(crosscheckOptions(['h2spec'])).toMatchObject({ target: 'reference' })
    expect(crosscheckOptions(['--help'])).toBe('help')
  })

  test.each([
    [[], 'Say what to compare with: h2spec.'],
    [['curl'], '"curl" is no tool to compare with: h2spec.'],
    [['h2spec', 'a', 'b'], 'One target at a time.'],
    [['h2spec', '--in', 'space'], 'h2spec runs here, or --in docker.'],
    [['h2spec', '--times', '0'], '--times takes a number from 1 to 9.'],
    [['h2spec', '--patience', '1.5'], '--patience takes whole seconds from 1 to 60.'],
    [['h2spec', '--path', 'x'], '--path takes a path that begins with "/".'],
    [['h2spec', '--cleartext', '--tls'], 'A target is reached over --tls or in --cleartext, not both.']
  ])('%j is refused', (args, wrong) => {
    expect(crosscheckOptions(args)).toEqual({ wrong })
  })

  test('an unknown option is refused by name', () => {
    expect(crosscheckOptions(['h2spec', '--nonsense'])).toMatchObject({
      wrong: expect.stringContaining('--nonsense') as unknown
    })
  })
})
