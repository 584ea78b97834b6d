import { describe, expect, test } from '@jest/globals'
import { intermediaryRules } from '../../../impl/http1/rules/intermediary.ts'
import type { Http1RuleSet } from '../../../impl/http1/rules.ts'
import { restore, traceLine } from '../../../lab/run/stored.ts'
import { http1IntermediaryRogues } from '../../../lab/rogues/http1-intermediary-rogues.ts'
import { http1Intermediary } from '../../http1/intermediary-suite.ts'
import { kindFor, playBetween } from './play.ts'
import { referenceIntermediary } from './reference.ts'

const { cases } = http1Intermediary

describe('sound and replay: our intermediary in memory', () => {
  test('conforms to every case, and every stored trace judges to the same verdict', async () => {
    const other: string[] = []
    for (const one of cases) {
      const { control, probe, finding } = await playBetween(one, referenceIntermediary(kindFor(one)))
      if (finding.verdict !== 'conforms')
        other.push(`${one.id}: ${finding.verdict}: ${finding.reason} (${finding.decidedIn})`)
      const again = (part: 'control' | 'probe', trace: typeof control) =>
        restore(
          JSON.parse(JSON.stringify(traceLine(one.id, 'reference', part, 0, trace))) as ReturnType<
            typeof traceLine
          >
        )
      expect({
        id: one.id,
        ...http1Intermediary.judge(one, again('control', control), again('probe', probe))
      }).toEqual({ id: one.id, ...finding })
    }
    expect(other).toEqual([])
  })
})

describe('control group: no trivial bad intermediary scores', () => {
  test.each(http1IntermediaryRogues)('$name, which $does', async ({ create }) => {
    const scored: string[] = []
    for (const one of cases)
      if ((await playBetween(one, create)).finding.verdict === 'conforms') scored.push(one.id)
    expect(scored).toEqual([])
  })
})

/** Readings that are lawful for gateways, or that no exchange in memory can show. */
const UNSEEN: Readonly<Record<string, string>> = {
  'loopDetected: ignored': 'the lab cannot know beforehand what an intermediary calls itself in Via',
  'loopDetected: silent': 'as above',
  'upstreamRetries: any': 'not noticed in memory yet, where each request has a connection of its own',
  'connectionOptionBlind: removed': 'our client adds Host by itself where the proxy has none'
}

describe('teeth: every misreading of a rule of intermediaries is noticed', () => {
  const mutants = Object.entries(intermediaryRules).flatMap(([rule, { readings }]) =>
    Object.keys(readings)
      .filter((reading) => reading !== 'enforce' && UNSEEN[`${rule}: ${reading}`] === undefined)
      .map((reading) => ({ rule, reading }))
  )
  test.each(mutants)('$rule read as $reading', async ({ rule, reading }) => {
    for (const one of cases) {
      const create = referenceIntermediary(kindFor(one), { [rule]: reading } as Http1RuleSet)
      if ((await playBetween(one, create)).finding.verdict === 'violates') return
    }
    expect(`${rule}: ${reading}`).toBe('noticed by a case')
  })
})
