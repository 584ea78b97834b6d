import { describe, expect, test } from '@jest/globals'
import { atLeast, type Criterion } from './criterion.ts'
import { figure, type Findings } from './findings.ts'
import { matches } from './glob.ts'
import { judge } from './judge.ts'
import { cases, criterion as criterionLink, test as testLink } from './link.ts'
import { thisMachine } from './machine.ts'
import { milestone, shown } from './milestone.ts'
import { numberText } from './number-text.ts'
import { milestoneOptions } from './options.ts'
import { milestonePage } from './page.ts'
import { plotSvg } from './plot-svg.ts'
import { titlePattern } from './prove.ts'

const findings: Findings = {
  figures: [figure('speed', 12.345, 'm/s'), figure('weight', 7)],
  plots: [
    {
      title: 'Speed & weight <of it>',
      kind: 'line',
      x: { label: 'n', logarithmic: true },
      y: { label: 'm/s' },
      series: [
        {
          name: 'ours',
          points: [
            [1, 2],
            [10, 3]
          ]
        }
      ]
    }
  ]
}
const one: Criterion = {
  how: 'npm run bench a/b',
  limits: [atLeast('speed', 10)],
  measure: () => Promise.resolve(findings)
}
const page = milestonePage({
  milestone: milestone(7, 'Seven', {
    'm07.scope.01': shown('It | is.', cases('http2/ping-*'), testLink('impl/x.test.ts', 'a test')),
    'm07.exit.01': shown('It is fast.', criterionLink),
    'm07.exit.02': 'It is whole.'
  }),
  criteria: new Map([['m07.exit.01', one]]),
  outcomes: new Map([['m07.exit.01', judge(one, findings)]]),
  states: new Map([['m07.exit.01', { state: 'holds' as const }]]),
  machine: thisMachine(),
  at: new Date(0),
  root: '../..'
})

describe('a page', () => {
  test('has the counts, each item with its state and proof, the figures with their limits, and the machine', () => {
    expect(page.text).toContain(
      '2 of 3 items are shown; 0 stand in part, 0 lack their measurement, 1 are not built.'
    )
    expect(page.text).toContain(
      '| m07.scope.01 | It \\| is. | ✔ shown | cases `http2/ping-*`<br>[impl/x.test.ts]'
    )
    expect(page.text).toContain('| speed | at least 10 | 12.35 m/s | holds |')
    expect(page.text).toContain('Also measured: weight 7.')
    expect(page.text).toContain(process.version)
    expect(page.text).toContain('| m07.exit.02 | It is whole. | · not built |')
  })

  test('shows its plots from files beside it', () => {
    expect([...page.plots.keys()]).toEqual(['m07-1.svg'])
    expect(page.text).toContain('](m07-1.svg)')
  })
})

test('a plot is a whole SVG document with its title, axes and names, escaped', () => {
  const svg = plotSvg(findings.plots![0]!)
  expect(svg.startsWith('<svg')).toBe(true)
  expect(svg).toContain('Speed &amp; weight &lt;of it&gt;')
  expect(svg).toContain('ours')
  expect(svg).not.toMatch(/<script|href="http/)
})

test.each([
  ['a/*', 'a/b', true],
  ['a/*', 'b/a/b', false],
  ['*flood', 'a-flood', true],
  ['*flood', 'floods', false],
  ['a*b*c', 'a1b2c', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['abc', 'abc', true],
  ['a.c', 'abc', false]
])('%s and %s: %s', (glob, text, expected) => expect(matches(glob, text)).toBe(expected))

test.each([
  [1234567, '1,235,000'],
  [1234.5, '1,235'],
  [12.345, '12.35'],
  [0.01234, '0.0123'],
  [3, '3'],
  [NaN, '–']
])('%s is %s', (value, text) => expect(numberText(value)).toBe(text))

test('titles with places for values become patterns', () => {
  expect('takes 3 of a+b').toMatch(new RegExp(titlePattern('takes %s of a+b')))
  expect('the scenarios of pingBudget end').toMatch(new RegExp(titlePattern('the scenarios of ${rule} end')))
})

test.each([
  [['--check', '23'], /whole ledger/],
  [['--check', '--record'], /--check/],
  [['--record', '--recorded'], /--record/],
  [['--colour'], /--colour/]
])('%j cannot be', (args, sentence) =>
  expect(milestoneOptions(args)).toEqual({ wrong: expect.stringMatching(sentence) })
)
