import { afterAll, describe, expect, test } from '@jest/globals'
import { h2specHere } from './find-h2spec.ts'
import { h2specMap } from './h2spec-map.ts'
import { openReference } from './open-reference.ts'
import { runH2spec } from './run-h2spec.ts'

const h2spec = await h2specHere()
const reason = h2spec === undefined ? ' (skipped: h2spec is neither on the PATH nor in .zyphos/bin)' : ''
const when = h2spec === undefined ? describe.skip : describe

when(`h2spec on the reference server${reason}`, () => {
  const stops: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const stop of stops) await stop()
  })

  test.each([
    ['in cleartext', false],
    ['over TLS', true]
  ])('passes every case %s', async (_, tls) => {
    // RFC 9113 has no priority dependencies any more; h2spec asks about those of RFC 7540.
    const reference = await openReference({ tls, priorities: 'rfc7540' })
    stops.push(() => reference.stop())
    const results = await runH2spec(h2spec!, reference.url, { patience: 2, path: '/' })
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    // Release 2.2.1, the newest that Go's tool installs, lacks one case of 2.6.0.
    const later = results.some(({ id }) => id === 'hpack/2.3.3/2') ? [] : ['hpack/2.3.3/2']
    expect([...results.map(({ id }) => id), ...later].sort()).toEqual(Object.keys(h2specMap).sort())
  })
})
