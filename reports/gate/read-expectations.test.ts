import { expect, test } from '@jest/globals'
import { readExpectations } from './read-expectations.ts'

const line = (fields: string) => `version: 1\ntargets:\n  server:\n    http2/a:\n${fields}`

test.each([
  ['', 'f.yaml:1: An expectation file is to be a map of names.'],
  ['- a', 'f.yaml:1: An expectation file is to be a map of names.'],
  ['targets: {}', 'f.yaml:1: the first line is to be "version: 1".'],
  ['version: 2', 'f.yaml:1: version 2 is not known; this program reads version 1.'],
  ['version: 1\ntarget: {}', 'f.yaml:2: there is no member target. Did you mean targets?'],
  ['version: 1\ntargets: [', 'f.yaml:2: the file is not YAML: '],
  ['version: 1\ntargets:\n  a: 1', 'f.yaml:3: What is expected of a is to be a map of names.'],
  ['version: 1\ntargets:\n  a: {}\n  a: {}', 'f.yaml:4: the file is not YAML: Map keys must be unique.'],
  ['version: 1\ntargets: &x {}\n', ''],
  ['version: 1\ntargets:\n  a: &x {}\n  b: *x', 'f.yaml:4: aliases are not taken; write it out.'],
  [line('      verdict: violates'), 'f.yaml:4: http2/a has no reason.'],
  [line('      verdict: breaks\n      reason: r\n      owner: o'), 'f.yaml:5: breaks is no verdict.'],
  [line('      verdikt: violates'), 'f.yaml:5: http2/a has no field verdikt. Did you mean verdict?'],
  [line('      verdict: [violates]'), 'f.yaml:5: the verdict of http2/a is to be a text.'],
  [line('      verdict: violates\n      reason: r\n      owner: o'), 'f.yaml:4: http2/a has no signature: '],
  [
    line('      verdict: flaky\n      reason: r\n      owner: o\n      expires: 2027-02-30'),
    'f.yaml:8: 2027-02-30 is no date; write it as 2027-01-31.'
  ],
  [line('      verdict: flaky\n      reason: "a\\u001b[31m"\n      owner: o\n'), '']
])('%j', (text, message) => {
  const read = () => readExpectations(text, 'f.yaml')
  if (message === '') expect(read).not.toThrow()
  else expect(read).toThrow(message)
})

test('a signature may be written with its verdict, as reports show it', () => {
  const fields = "      verdict: violates\n      signature: 'violates: FIN'\n      reason: r\n      owner: o"
  const { expectations } = readExpectations(line(fields), 'f.yaml')
  expect(expectations.targets.get('server')?.cases).toEqual([
    { case: 'http2/a', verdict: 'violates', signature: 'FIN', reason: 'r', owner: 'o', line: 4 }
  ])
})

test('a bomb of nested maps is one sentence', () => {
  expect(() => readExpectations(`version: 1\ntargets: ${'{a: '.repeat(20_000)}`, 'f.yaml')).toThrow(
    /^f\.yaml:\d+: /
  )
})
