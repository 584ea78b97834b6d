import { writeFileSync } from 'node:fs'
import pc from 'picocolors'
import { http2ServerRogues } from '../../lab/rogues/http2-server-rogues.ts'
import { http2Server } from '../http2/server-suite.ts'
import { scoreOf } from './control-group.ts'
import { findTeeth } from './find-teeth.ts'
import { grounds, OPEN, TEETH, type ToothedGround } from './grounds.ts'
import { mutationTable, type MutationRow } from './mutation-table.ts'
import { onlyWitnesses } from './only-witness.ts'
import { kills, type Teeth } from './teeth.ts'

/**
 * `zyphos laws [--all | --update [--reach=N]]`: the control group, and who kills whom as it was found. `--all` plays every
 * mutant against every case (minutes); `--update` looks for teeth where some are missing, among the N (40) most relevant
 * candidates, and keeps what it finds in teeth.json. Returns the exit code: 1 when a rogue scores, a case or an invariant
 * has no mutant that violates it, or a mutant that something could notice is not noticed.
 */
export function main(args: readonly string[]): Promise<number> {
  if (args.includes('--update')) return Promise.resolve(update(args))
  const scored = controlGroup()
  const lacking = grounds.map((ground) => table(ground, args.includes('--all')))
  console.log(pc.bold('\nThe mutation table of clients: not there yet'))
  return Promise.resolve(scored || lacking.some(Boolean) ? 1 : 0)
}

/** Whether a rogue scores. */
function controlGroup(): boolean {
  const playable = http2Server.cases.filter(({ needs }) => !needs.includes('tls'))
  console.log(pc.bold(`The control group: ${playable.length} cases, every need granted`))
  const scores = http2ServerRogues.map((rogue) => scoreOf(rogue, playable, http2Server.sentinels))
  for (const { rogue, counts, scored } of scores)
    console.log(
      `  ${rogue.name.padEnd(16)} conforms ${pad(counts.conforms)}  violates ${pad(counts.violates)}  inconclusive ${pad(counts.inconclusive)}  (${rogue.does})${scored.length > 0 ? pc.red(`  scores at ${scored.join(', ')}`) : ''}`
    )
  return scores.some(({ scored }) => scored.length > 0)
}

const pad = (count: number): string => String(count).padStart(3)

/** Whether something lacks teeth. */
function table(ground: ToothedGround, all: boolean): boolean {
  const { role, cases, invariants, mutants: everyone, foreign, teeth, unnoticed, toothless } = ground
  const mutants = everyone.filter((mutant) => !foreign(mutant))
  console.log(
    pc.bold(`\nThe mutation table of ${role}s: ${mutants.length} mutants, each our ${role} but for one thing`)
  )
  const rows: readonly MutationRow[] = all
    ? [...mutationTable({ ...ground, mutants })]
    : known({ ...ground, mutants })
  const killed = rows.filter(({ killers }) => killers.length > 0)
  const isProven = (name: string): boolean => unnoticed.get(name)?.startsWith(OPEN) === false
  for (const { mutant, killers } of rows)
    if (killers.length > 0) {
      if (all)
        console.log(
          `  ${mutant}  ${killers.slice(0, 3).join(', ')}${killers.length > 3 ? ` and ${killers.length - 3} more` : ''}`
        )
    } else
      console.log(
        isProven(mutant)
          ? pc.dim(`  ${mutant}  lawful or unseen`)
          : pc.yellow(`  ${mutant}  not noticed  ${unnoticed.get(mutant) ?? ''}`)
      )
  const open = rows.filter(({ mutant, killers }) => killers.length === 0 && !isProven(mutant))
  console.log(
    `  ${killed.length} noticed, ${rows.length - killed.length - open.length} that nobody can notice (listed with the proof), ${open.length} open`
  )

  const without = [
    ...cases.map(({ id }) => id).filter((id) => teeth.cases[id] === undefined && toothless[id] === undefined),
    ...invariants.map(({ id }) => id).filter((id) => teeth.invariants[id] === undefined)
  ]
  console.log(
    pc.bold(
      `\nCases and invariants that no mutant violates: ${without.length} of ${cases.length + invariants.length}`
    )
  )
  for (const id of without) console.log(`  ${id}`)
  if (all) {
    const needed = onlyWitnesses(cases, rows)
    const spare = cases.map(({ id }) => id).filter((id) => !needed.has(id))
    console.log(
      pc.bold(
        `\nCases that are neither the only killer of a mutant nor the only cover of a requirement in its state: ${spare.length}`
      )
    )
    for (const id of spare) console.log(`  ${id}`)
  }
  const unlisted = open.filter(({ mutant }) => !unnoticed.has(mutant))
  return unlisted.length > 0 || without.length > 0
}

/** The kills in teeth.json that hold. */
function known({ cases, invariants, mutants, teeth }: ToothedGround): MutationRow[] {
  return mutants.map((mutant) => {
    const kill = teeth.mutants[mutant.name]
    const one = cases.find(({ id }) => id === kill?.case)
    const invariant = invariants.find(({ id }) => id === kill?.invariant)
    const holds = kill !== undefined && one !== undefined && kills(mutant, one, invariant)
    return { mutant: mutant.name, killers: holds ? [kill.invariant ?? kill.case] : [] }
  })
}

function update(args: readonly string[]): number {
  const reach = Number(args.find((arg) => arg.startsWith('--reach='))?.slice('--reach='.length) ?? 40)
  const found = grounds.map((ground): [string, Teeth] => [
    ground.role,
    findTeeth({
      ...ground,
      known: ground.teeth,
      reach,
      skip: (mutant) => ground.foreign(mutant) || ground.unnoticed.has(mutant.name),
      said: (line) => console.log(`  ${line}`)
    })
  ])
  writeFileSync(TEETH, `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`)
  for (const [role, { mutants, cases, invariants }] of found)
    console.log(
      `${role}: teeth of ${Object.keys(cases).length} cases and ${Object.keys(invariants).length} invariants; ${Object.keys(mutants).length} mutants noticed`
    )
  return 0
}
