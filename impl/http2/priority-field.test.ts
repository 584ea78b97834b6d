import { expect, test } from '@jest/globals'
import { readPriority } from './priority-field.ts'

const standard = { urgency: 3, incremental: false }

test.each([
  ['', standard],
  ['u=1', { urgency: 1, incremental: false }],
  ['u=5, i', { urgency: 5, incremental: true }],
  ['i=?1,u=0', { urgency: 0, incremental: true }],
  ['i=?0', standard],
  ['u=8', standard],
  ['u=-1', standard],
  ['u=1.5', standard],
  ['u="1"', standard],
  ['u', standard],
  ['i=1', standard],
  ['x=token;y=1, u=2', { urgency: 2, incremental: false }],
  ['u=1, u=6', { urgency: 6, incremental: false }]
])('%s', (value, expected) => {
  expect(readPriority(value)).toEqual(expected)
})

test.each(['U=1', 'u=', 'u=1,', ', u=1', 'u==1', '\u00ff', 'u=1 i'])('%s is no dictionary', (value) => {
  expect(readPriority(value)).toBeUndefined()
})
