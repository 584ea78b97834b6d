import { existsSync, realpathSync } from 'node:fs'
import type { Level } from '../../impl/rules.ts'
import type { Verdict } from '../../lab/verdict.ts'
import { signatureOf } from '../signature.ts'
import { Capped } from './capped.ts'
import { LineSet } from './line-set.ts'
import { Piles } from './piles.ts'
import { readRuns } from './read-runs.ts'
import { targetKey, type Problem, type Section } from './section.ts'
import { settle } from './settle.ts'
import { emptyTally, strengthOf, type Tally } from './tally.ts'

/** What is known of runs after all their lines were read once: everything but the verdicts themselves. */
export interface Gathered {
  readonly files: readonly string[]
  readonly sections: readonly Section[]
  readonly targets: readonly GatheredTarget[]
  /** Lines that could not be used, in their order. */
  readonly problems: readonly Problem[]
  readonly problemCount: number
  /** Cases of a target that several runs judged. */
  readonly overlaps: number
  /** Cases on which runs contradict each other. */
  readonly contradictions: readonly Contradiction[]
  readonly contradictionCount: number
  /** Whether the verdict on that line of that file stands, or another one of the same case does. */
  stands(file: string, number: number): boolean
  /** Whether another run contradicts the verdict on that line, so that it cannot be believed. */
  doubtful(file: string, number: number): boolean
}

export interface GatheredTarget {
  readonly key: string
  readonly name: string
  readonly sections: readonly Section[]
  readonly tally: Tally
}

export interface Contradiction {
  readonly target: string
  readonly case: string
  readonly signatures: readonly string[]
}

/** One verdict as it waits to be compared with others on the same case. */
interface Waiting {
  readonly section: number
  readonly number: number
  readonly target: number
  readonly verdict: Verdict
  readonly level: Level
  readonly invariant: boolean
  readonly signature: string
}

/**
 * Reads runs once and finds out what stands: which verdict of a case that several runs judged, what contradicts, what
 * could not be read. Memory does not grow with the number of verdicts (but for a bit each). Throws UnreadableLog.
 */
export async function gather(named: readonly string[]): Promise<Gathered> {
  const files = distinct(named)
  const sections: Section[] = []
  const problems = new Capped<Problem>()
  const targets: { key: string; name: string; sections: Set<Section>; tally: Tally }[] = []
  const positions = new Map<string, number>()
  const dropped = files.map(() => new LineSet())
  const doubtful = files.map(() => new LineSet())
  const contradictions = new Capped<Contradiction>()
  const piles = new Piles<Waiting>()
  let overlaps = 0
  const setOf = (sets: readonly LineSet[], { section }: Waiting): LineSet | undefined =>
    sets[files.indexOf(sections[section]?.file ?? '')]
  /** The position that was asked for last, which nearly every verdict asks for again. */
  let latest: { section: Section; target: Section['target']; name: string; position: number } | undefined
  const targetOf = (section: Section, name: string): number => {
    if (latest?.section === section && latest.target === section.target && latest.name === name)
      return latest.position
    const key = targetKey(section, name)
    let position = positions.get(key)
    if (position === undefined) {
      position = targets.push({ key, name, sections: new Set(), tally: emptyTally() }) - 1
      positions.set(key, position)
    }
    targets[position]?.sections.add(section)
    latest = { section, target: section.target, name, position }
    return position
  }
  try {
    for await (const item of readRuns(files, { section: (section) => sections.push(section) })) {
      if (!('line' in item)) {
        problems.add(item)
        continue
      }
      const { section, number, line } = item
      if (line.type !== 'verdict') continue
      const target = targetOf(section, line.target)
      piles.put(`${target} ${line.case}`, {
        section: section.index,
        number,
        target,
        verdict: line.verdict,
        level: line.level,
        invariant: line.kind === 'invariant',
        signature: signatureOf(line)
      })
    }
    // A run that came to no verdict has a target all the same.
    for (const section of sections) if (section.target !== undefined) targetOf(section, section.target.target)
    for (const [key, claims] of piles.groups()) {
      const { stands, contradictory } = settle(claims)
      const standing = claims[stands] as Waiting
      const target = targets[standing.target]
      if (target === undefined) continue
      const strength = strengthOf(standing.level)
      const verdict = contradictory ? 'inconclusive' : standing.verdict
      target.tally[strength][verdict]++
      const from = sections[standing.section]
      if (from !== undefined) from.tally[strength][verdict]++
      if (claims.length === 1) continue
      overlaps++
      for (const claim of claims) if (claim !== standing) setOf(dropped, claim)?.add(claim.number)
      if (!contradictory) continue
      const signatures = [...new Set(claims.map(({ signature }) => signature))]
      contradictions.add({ target: target.name, case: key.slice(key.indexOf(' ') + 1), signatures })
      setOf(doubtful, standing)?.add(standing.number)
    }
  } finally {
    piles.close()
  }
  return {
    files,
    sections,
    targets: targets.map((target) => ({ ...target, sections: [...target.sections] })),
    problems: problems.kept,
    problemCount: problems.count,
    overlaps,
    contradictions: contradictions.kept,
    contradictionCount: contradictions.count,
    stands: (file, number) => dropped[files.indexOf(file)]?.has(number) !== true,
    doubtful: (file, number) => doubtful[files.indexOf(file)]?.has(number) === true
  }
}

/** A file that is named twice is read once. */
export function distinct(files: readonly string[]): string[] {
  const known = new Map(files.map((file) => [existsSync(file) ? realpathSync(file) : file, file]))
  return [...known.values()]
}
