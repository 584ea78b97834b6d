import { describe, expect, test } from '@jest/globals'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import { http2Server } from '../http2/server-suite.ts'
import { scoreOf } from './control-group.ts'

describe('no rogue scores', () => {
  const cases = http2Server.cases.filter(({ needs }) => !needs.includes('tls'))
  for (const rogue of http2ServerRogues)
    test(`${rogue.name}: ${rogue.does}`, () => {
      expect(scoreOf(rogue, cases, http2Server.sentinels).scored).toEqual([])
    })

  test('the sentinels are offences of the suite', () => {
    const offences = http2Server.cases.filter(({ kind }) => kind === 'offence').map(({ id }) => id)
    expect(http2Server.sentinels.filter((id) => !offences.includes(id))).toEqual([])
  })
})
