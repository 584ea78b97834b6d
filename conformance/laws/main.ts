import pc from 'picocolors'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import { http2Server } from '../http2/server-suite.ts'
import { scoreOf } from './control-group.ts'
import { tryMutant, type MutantResult } from './mutation.ts'
import { onlyWitnesses } from './only-witness.ts'
import { serverMutants } from './reference.ts'

/**
 * `zyphos laws [--all]`: the control group and the mutation table of the HTTP/2 server suite. Returns the exit code: 1
 * when a rogue scores, a case has no mutant that violates it, or a rule that binds servers has no case that notices.
 */
export function main(args: readonly string[]): Promise<number> {
  const { cases, invariants, sentinels } = http2Server
  const playable = cases.filter(({ needs }) => !needs.includes('tls'))
  console.log(pc.bold(`The control group: ${playable.length} cases, every need granted`))
  const scores = http2ServerRogues.map((rogue) => scoreOf(rogue, playable, sentinels))
  for (const { rogue, counts, scored } of scores)
    console.log(
      `  ${rogue.name.padEnd(16)} conforms ${String(counts.conforms).padStart(3)}  violates ${String(counts.violates).padStart(3)}  inconclusive ${String(counts.inconclusive).padStart(3)}  (${rogue.does})${scored.length > 0 ? pc.red(`  scores at ${scored.join(', ')}`) : ''}`
    )

  console.log(
    pc.bold(
      `\nThe mutation table: ${serverMutants.length} mutants, each our server with one rule read otherwise`
    )
  )
  const results = serverMutants.map((mutant) => tryMutant(mutant, playable, invariants))
  const killed = results.filter(({ killers }) => killers.length > 0)
  for (const result of results)
    if (args.includes('--all') || result.killers.length === 0) console.log(`  ${row(result)}`)
  console.log(
    `  ${killed.length} of ${results.length} killed; ${results.filter(({ crashed }) => crashed !== undefined).length} crashed`
  )

  const witnesses = new Set(results.flatMap(({ killers }) => killers))
  const toothless = [...playable.map(({ id }) => id), ...invariants.map(({ id }) => id)].filter(
    (id) => !witnesses.has(id)
  )
  console.log(pc.bold(`\nCases and invariants that no mutant violates: ${toothless.length}`))
  for (const id of toothless) console.log(`  ${id}`)
  const spare = playable.map(({ id }) => id).filter((id) => !onlyWitnesses(playable, results).has(id))
  console.log(
    pc.bold(
      `\nCases that are neither the only killer of a mutant nor the only cover of a requirement: ${spare.length}`
    )
  )
  if (args.includes('--all')) for (const id of spare) console.log(`  ${id}`)
  return Promise.resolve(scores.some(({ scored }) => scored.length > 0) || toothless.length > 0 ? 1 : 0)
}

function row({ mutant, killers, crashed }: MutantResult): string {
  if (crashed !== undefined) return pc.red(`${mutant.name}  crashed at ${crashed}`)
  if (killers.length === 0)
    return pc.yellow(`${mutant.name}  not noticed (${mutant.requirements.join(', ')})`)
  const shown = killers.slice(0, 3).join(', ')
  return `${mutant.name}  ${shown}${killers.length > 3 ? ` and ${killers.length - 3} more` : ''}`
}
