import { describe, expect, test } from '@jest/globals'
import { controlGroups, scoreOf } from './control-group.ts'

describe.each(controlGroups)('no rogue scores: $suite $role', (group) => {
  test.each(group.members.map((member) => [member.name, member] as const))('%s', (_, member) => {
    expect(scoreOf(member, group).scored).toEqual([])
  })

  test('the sentinels are offences of the suite', () => {
    const offences = group.cases.filter(({ kind }) => kind === 'offence').map(({ id }) => id)
    expect(group.sentinels.filter((id) => !offences.includes(id))).toEqual([])
  })
})
