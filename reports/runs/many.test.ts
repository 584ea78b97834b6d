import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'

test('sixty thousand verdicts are merged, compared and reported within a small heap', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=96', '--import', 'tsx', 'bench/reports/many-verdicts.ts', '60000', 'junit'],
    { encoding: 'utf8' }
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ verdicts: 60_000, merged: 60_000, same: 59_999, broke: 1 })
})
