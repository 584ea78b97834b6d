import { writeFileSync } from 'node:fs'
import pc from 'picocolors'
import { controlGroups, scoreOf, type ControlGroup } from './control-group.ts'
import { onlyCovers } from './cover-key.ts'
import { findTeeth } from './find-teeth.ts'
import { grounds, keptTeeth, OPEN, suiteOf, type ToothedGround } from './grounds.ts'
import { mutationTable, type MutationRow } from './mutation-table.ts'
import { kills } from './teeth.ts'

/**
 * `zyphos laws [--all | --spare | --update [--reach=N]] [--suite=SUITE] [--role=ROLE]`: the control groups, and who kills whom as it was
 * found, of all suites or of one. `--all` plays every mutant against every case (many minutes); `--spare` names the cases that neither kill nor
 * cover anything alone; `--update` looks for teeth where some are missing, among the N (40) most relevant candidates, and
 * keeps what it finds in the file of the suite. Returns the exit code: 1 when a rogue scores, a case or an invariant has no mutant
 * that violates it, or a mutant that something could notice is not noticed.
 */
export function main(args: readonly string[]): Promise<number> {
  if (args.includes('--update')) return Promise.resolve(update(args))
  const all = [...controlGroups, ...grounds]
  if (!all.some((one) => isAsked(one, args))) {
    const names = [...new Set(all.map(({ suite, role }) => `${suite} ${role}`))].join(', ')
    console.error(`There are no laws of that suite and role; there are those of ${names}.`)
    return Promise.resolve(2)
  }
  const scored = controlGroups.filter((group) => isAsked(group, args)).map(group)
  const lacking = grounds
    .filter((ground) => isAsked(ground, args))
    .map((ground) => {
      const lacks = table(ground, args.includes('--all'))
      spare(ground, args.includes('--spare'))
      return lacks
    })
  return Promise.resolve([...scored, ...lacking].some(Boolean) ? 1 : 0)
}

/** Whether a rogue scores. */
function group(group: ControlGroup): boolean {
  const { suite, role, members, cases } = group
  console.log(
    pc.bold(
      `The control group of ${suite} ${role}s: ${cases.length} cases, every need granted; what conforms counts`
    )
  )
  const scores = members.map((member) => ({ ...member, ...scoreOf(member, group) }))
  for (const { name, does, counts, scored } of scores)
    console.log(
      `  ${name.padEnd(16)} score ${scored.length}  violates ${pad(counts.violates)}  inconclusive ${pad(counts.inconclusive)}  (${does})${scored.length > 0 ? pc.red(`  scores at ${scored.join(', ')}`) : ''}`
    )
  return scores.some(({ scored }) => scored.length > 0)
}

const pad = (count: number): string => String(count).padStart(3)

/** Whether something lacks teeth. */
function table(ground: ToothedGround, all: boolean): boolean {
  const { suite, role, cases, invariants, mutants: everyone, foreign, teeth, unnoticed, toothless } = ground
  const mutants = everyone.filter((mutant) => !foreign(mutant))
  console.log(
    pc.bold(
      `\nThe mutation table of ${suite} ${role}s: ${mutants.length} mutants, each our ${role} but for one thing`
    )
  )
  const rows: readonly MutationRow[] = all
    ? [...mutationTable({ ...ground, mutants })]
    : known({ ...ground, mutants })
  const killed = rows.filter(({ killers }) => killers.length > 0)
  const isProven = (name: string): boolean => unnoticed.get(name)?.startsWith(OPEN) === false
  for (const { mutant, killers } of rows)
    if (killers.length > 0)
      console.log(
        `  ${mutant}  ${killers.slice(0, 3).join(', ')}${killers.length > 3 ? ` and ${killers.length - 3} more` : ''}`
      )
    else
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
    ...invariants
      .map(({ id }) => id)
      .filter((id) => teeth.invariants[id] === undefined && toothless[id] === undefined)
  ]
  console.log(
    pc.bold(
      `\nCases and invariants of ${suite} ${role}s that no mutant violates: ${without.length} of ${cases.length + invariants.length}`
    )
  )
  for (const id of without) console.log(`  ${id}`)
  for (const [id, why] of Object.entries(toothless)) console.log(pc.dim(`  ${id}  ${why}`))
  const unlisted = open.filter(({ mutant }) => !unnoticed.has(mutant))
  return unlisted.length > 0 || without.length > 0
}

/** The cases of a suite that are neither the only killer of a mutant nor the only cover of anything. */
function spare({ suite, role }: ToothedGround, list: boolean): void {
  // Cover is read off the frames of scripts.
  if (suite !== 'http2') return
  const { cases } = suiteOf(role)
  const only = onlyCovers(cases)
  const rest = cases.map(({ id }) => id).filter((id) => !only.has(id))
  const coarse = onlyCovers(cases, 'coarse')
  console.log(
    pc.bold(
      `\nCases of ${role}s that are neither the only killer of some mutant nor the only cover of a requirement × state × frame × what differs: ${rest.length} of ${cases.length}${list || rest.length === 0 ? '' : ' (--spare names them)'}`
    )
  )
  console.log(
    pc.dim(
      `  by requirement × kind × state × frame alone, whatever differs in the frame, ${cases.length - coarse.size} share their cover with another`
    )
  )
  if (list) for (const id of rest) console.log(`  ${id}`)
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

const option = (args: readonly string[], name: string): string | undefined =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

/** Whether what is asked for covers a suite and role. */
const isAsked = (own: { readonly suite: string; readonly role: string }, args: readonly string[]): boolean =>
  (['suite', 'role'] as const).every((name) => (option(args, name) ?? own[name]) === own[name])

function update(args: readonly string[]): number {
  for (const ground of grounds) {
    const { suite, role, file } = ground
    if (!isAsked(ground, args)) continue
    const teeth = findTeeth({
      ...ground,
      known: ground.teeth,
      reach: Number(option(args, 'reach') ?? 40),
      skip: (mutant) => ground.foreign(mutant) || ground.unnoticed.has(mutant.name),
      said: (line) => console.log(`  ${line}`)
    })
    const kept = { ...keptTeeth(file), [role]: teeth }
    writeFileSync(new URL(`./${file}`, import.meta.url), `${JSON.stringify(kept, null, 2)}\n`)
    const { mutants, cases, invariants } = teeth
    console.log(
      `${suite} ${role}: teeth of ${Object.keys(cases).length} cases and ${Object.keys(invariants).length} invariants; ${Object.keys(mutants).length} mutants noticed`
    )
  }
  return 0
}
