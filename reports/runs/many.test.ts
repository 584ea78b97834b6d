import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'

test('a hundred thousand verdicts are merged, compared and reported within a small heap', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=96', '--import', 'tsx', 'bench/reports/many-verdicts.ts', '100000', 'junit'],
    { encoding: 'utf8' }
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ verdicts: 100_000, merged: 100_000, same: 99_999, broke: 1 })
})
