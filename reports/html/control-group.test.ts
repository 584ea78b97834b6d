import { expect, test } from '@jest/globals'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import { controlGroup } from './control-group.ts'
import { recordControlGroup } from './record-control-group.ts'

test('the recorded control group is that of the lab, and conforms to nothing', () => {
  const { rogues } = controlGroup()
  expect(rogues.map(({ name, does }) => ({ name, does }))).toEqual(
    http2ServerRogues.map(({ name, does }) => ({ name, does }))
  )
  expect(
    rogues.flatMap(({ scores }) => scores.map(([, , conforms]) => conforms)).every((count) => count === 0)
  ).toBe(true)
})

test('what is recorded is what playing the cases comes to', () => {
  const mute = http2ServerRogues.filter(({ name }) => name === 'mute')
  const { cases, rogues } = recordControlGroup(mute)
  const total = (rogues[0]?.scores ?? []).reduce(
    (sum, [, , ...counts]) => sum + counts.reduce((a, b) => a + b),
    0
  )
  expect(total).toBe(cases)
  expect(rogues[0]?.scores.every(([, , conforms, violates]) => conforms === 0 && violates === 0)).toBe(true)
})
