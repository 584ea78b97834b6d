import { describe, expect, test } from '@jest/globals'
import { placeholdersIn, render } from './render.ts'

describe('render', () => {
  test.each([
    ['listen {host}:{port};', { host: '127.0.0.1', port: 20001 }, 'listen 127.0.0.1:20001;'],
    [
      'a value that is given as {ssl}',
      { ssl: 'crt {dir}/x', dir: '/d' },
      'a value that is given as crt /d/x'
    ],
    ['server { listen {port}; }', { port: 1 }, 'server { listen 1; }'],
    ['{unknown} ${shell} {} {UPPER} #{ruby.call}', {}, '{unknown} ${shell} {} {UPPER} #{ruby.call}'],
    ['nothing {here}', { here: '' }, 'nothing ']
  ])('%s', (text, values, expected) => {
    expect(render(text, values)).toBe(expected)
  })

  test('a value that names itself does not go on for ever', () => {
    expect(render('{a}', { a: 'x{a}' })).toBe('xxxxx{a}')
  })
})

test('placeholdersIn lists the names in order', () => {
  expect(placeholdersIn('{a}{b} { c } {d-e} {fG2}')).toEqual(['a', 'b', 'fG2'])
})
