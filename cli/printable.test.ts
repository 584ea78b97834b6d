import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { printable } from './printable.ts'

test('nothing that steers a terminal is left', () => {
  expect(printable('\u001b]0;x\u0007 \r\n \u009b31m \u202e abc')).toBe(
    '\\x1b]0;x\\x07 \\x0d\\x0a \\x9b31m \\u{202e} abc'
  )
  expect(printable('plain – ä 漢 🙂')).toBe('plain – ä 漢 🙂')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => !/[\x00-\x1f\x7f-\x9f\u202a-\u202e]/.test(printable(text))
    )
  )
})
