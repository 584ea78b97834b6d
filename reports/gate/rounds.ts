import type { Verdict } from '../../lab/verdict.ts'
import type { Outcome, Seen } from './outcome.ts'
import type { Judged, RunPart } from './run-part.ts'

type Round = Map<string, Judged>

/**
 * Puts the parts of runs together: parts that have no case in common (shards, selections) are one round, a case that
 * comes again begins another. For each target and suite, in the order in which they came.
 */
export function roundsOf(parts: readonly RunPart[]): Seen[] {
  const groups = new Map<string, RunPart[]>()
  for (const part of parts) {
    const key = JSON.stringify([part.target, part.run.suite, part.run.role])
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups.values()].map(seenIn)
}

function seenIn(parts: readonly RunPart[]): Seen {
  const [{ run, target }] = parts as [RunPart]
  const rounds: Round[] = []
  for (const { judged } of parts) {
    const round = rounds.find((one) => isApart(one, judged))
    if (round === undefined) rounds.push(new Map(judged))
    else for (const [id, one] of judged) round.set(id, merged(round.get(id), one))
  }
  const outcomes = new Map<string, Outcome>()
  for (const round of rounds)
    for (const [id, { result, ...facts }] of round)
      outcomes.set(id, { ...facts, results: [...(outcomes.get(id)?.results ?? []), result] })
  const { suite, role } = run
  return {
    target,
    suite,
    role,
    rounds: rounds.length,
    outcomes,
    missing: [
      ...brokenOff(parts),
      ...(outcomes.size === 0 ? [`The run against ${target} came to no verdict.`] : [])
    ],
    missingShards: shards(parts)
  }
}

/** Whether two parts have no case in common. Invariants are judged in each part, on its own traces. */
function isApart(round: Round, judged: ReadonlyMap<string, Judged>): boolean {
  for (const [id, { kind }] of judged) if (kind !== 'invariant' && round.has(id)) return false
  return true
}

/** An invariant is broken if it is in any part, and kept if it is in one and broken in none. */
const WEIGHT: Readonly<Record<Verdict, number>> = {
  violates: 3,
  conforms: 2,
  inconclusive: 1,
  unsupported: 0
}

function merged(before: Judged | undefined, now: Judged): Judged {
  if (before === undefined) return now
  return WEIGHT[now.result.verdict] > WEIGHT[before.result.verdict] ? now : before
}

function brokenOff(parts: readonly RunPart[]): string[] {
  return parts.flatMap(({ target, end, run }) => {
    if (end?.reason === 'complete') return []
    const why =
      end === undefined
        ? 'it broke off'
        : end.detail === undefined
          ? end.reason
          : `${end.reason}: ${end.detail}`
    return [`The run against ${target} of ${run.started} is not complete (${why}).`]
  })
}

function shards(parts: readonly RunPart[]): string[] {
  const target = parts[0]?.target ?? ''
  const seen = new Map<string, { of: number; indices: Set<number> }>()
  for (const {
    run: { shard }
  } of parts) {
    if (shard === undefined) continue
    const key = `${shard.of} ${shard.selection}`
    const known = seen.get(key) ?? { of: shard.of, indices: new Set<number>() }
    seen.set(key, { ...known, indices: known.indices.add(shard.index) })
  }
  return [...seen.values()].flatMap(({ of, indices }) => {
    // How many there are comes from a file, and may be any number.
    const missing: number[] = []
    for (let index = 1; index <= of && missing.length <= MOST_SHARDS; index++)
      if (!indices.has(index)) missing.push(index)
    return missing.map((index) =>
      missing.length > MOST_SHARDS && index === missing.at(-1)
        ? `More shards of the run against ${target} are missing.`
        : `Shard ${index}/${of} of the run against ${target} is missing.`
    )
  })
}

/** Missing shards that are named. */
const MOST_SHARDS = 20
