import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Case } from '../lab/case.ts'
import type { Shard } from '../lab/log-line.ts'

/** Milliseconds that cases took, by id: `npm run durations` measures them. From the sources it is one folder up, else two. */
const PLACES = ['../corpora/durations.json', '../../corpora/durations.json']
/** Cases that are not alone run beside this many others, roughly. */
const SIDE_BY_SIDE = 8

export type Durations = Readonly<Record<string, number>>

/** The measured durations; none where the file is not there. */
export function readDurations(): Durations {
  for (const place of PLACES) {
    const file = new URL(place, import.meta.url)
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Durations
  }
  return {}
}

/**
 * One shard's cases, in their order. Every case is in exactly one shard, and in which depends on nothing but the cases, their
 * durations and the number of shards: the longest goes first, each to the shard that has least to do.
 */
export function dealShard<T extends Pick<Case, 'id' | 'alone'>>(
  cases: readonly T[],
  index: number,
  of: number,
  durations: Durations
): { readonly cases: T[]; readonly shard: Shard } {
  const known = cases.flatMap(({ id }) => durations[id] ?? []).sort((a, b) => a - b)
  const usual = known[known.length >> 1] ?? 1
  const weight = ({ id, alone }: T): number =>
    Math.max(1, durations[id] ?? usual) * (alone === true ? SIDE_BY_SIDE : 1)
  const order = cases.toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
  const loads = Array.from({ length: of }, () => 0)
  const own = new Set<T>()
  for (const one of order) {
    const least = loads.indexOf(Math.min(...loads))
    loads[least] = (loads[least] ?? 0) + weight(one)
    if (least === index - 1) own.add(one)
  }
  return {
    cases: cases.filter((one) => own.has(one)),
    shard: { index, of, cases: cases.length, selection: selectionOf(cases) }
  }
}

/** Digest of the ids of cases: shards of one run were dealt from the same ones. */
function selectionOf(cases: readonly Pick<Case, 'id'>[]): string {
  const ids = cases.map(({ id }) => id).sort()
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 12)
}
