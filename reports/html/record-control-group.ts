import { writeFileSync } from 'node:fs'
import { playCase } from '../../conformance/laws/play-case.ts'
import { http2Server } from '../../conformance/http2/server-suite.ts'
import type { Http2Case } from '../../lab/http2/judge-case.ts'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import type { Rogue } from '../../lab/rogues/rogue.ts'
import { CONTROL_GROUP } from './control-group.ts'
import type { ControlGroup } from './data.ts'

/**
 * Plays every rogue against every case, every need granted, and keeps the scores by specification and level, which the
 * report shows beside a target's: `npm run control-group`. That they are zero is a law of its own, with a test.
 */
export function recordControlGroup(rogues: readonly Rogue[] = http2ServerRogues): ControlGroup {
  const cases = http2Server.cases.filter(({ needs }) => !needs.includes('tls')) as readonly Http2Case[]
  return {
    suite: http2Server.name,
    role: http2Server.role,
    cases: cases.length,
    rogues: rogues.map((rogue) => ({ name: rogue.name, does: rogue.does, scores: scoresOf(rogue, cases) }))
  }
}

type Score = [specification: string, level: string, conforms: number, violates: number, inconclusive: number]

function scoresOf(rogue: Rogue, cases: readonly Http2Case[]): Score[] {
  const played = cases.map((one) => ({ one, verdict: playCase(one, () => rogue.create()).finding.verdict }))
  // As in a run: accepting counts only on a target that refused a sentinel offence.
  const refuses = played.some(
    ({ one, verdict }) => http2Server.sentinels.includes(one.id) && verdict === 'conforms'
  )
  const scores = new Map<string, Score>()
  for (const { one, verdict } of played) {
    const [specification = '', level = ''] = [one.section.split(' ')[0], one.level.split(' ')[0]]
    const key = `${specification} ${level}`
    const score: Score = scores.get(key) ?? [specification, level, 0, 0, 0]
    scores.set(key, score)
    if (verdict === 'conforms' && (refuses || one.kind === 'offence')) score[2]++
    else if (verdict === 'violates') score[3]++
    else score[4]++
  }
  return [...scores.values()]
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(CONTROL_GROUP, `${JSON.stringify(recordControlGroup(), null, 1)}\n`)
