import type { VerdictLine } from '../../lab/log-line.ts'
import { Capped } from '../runs/capped.ts'
import { gather, type Gathered, type GatheredTarget } from '../runs/gather.ts'
import { missing } from '../runs/missing.ts'
import { Piles } from '../runs/piles.ts'
import { targetKey, type Section } from '../runs/section.ts'
import { verdicts } from '../runs/verdicts.ts'
import { signatureOf } from '../signature.ts'
import { targetName } from '../target-name.ts'
import { changeOf, CHANGES, type Change, type Changed, type Side } from './comparison.ts'

/** Two sets of runs beside each other. */
export interface Comparison {
  readonly old: Gathered
  readonly new: Gathered
  /** The first of each kind of change, sorted by target and case; all are counted. */
  readonly changes: Readonly<Record<Change, Capped<Changed>>>
  /** Cases that both sides judged and that did not change. */
  readonly same: number
  readonly onlyOld: number
  readonly onlyNew: number
  /** Sentences that say what to keep in mind. */
  readonly notes: readonly string[]
  /** What keeps the new runs from being compared as a whole; sentences. */
  readonly gaps: readonly string[]
}

interface Waiting {
  readonly side: 'old' | 'new'
  readonly target: string
  readonly line: Pick<VerdictLine, 'case' | 'title' | 'level' | 'section'>
  readonly compared: Side
}

/**
 * Compares two sets of runs case by case. Targets are matched by suite, role and name, whatever their version; where each side has one
 * target of a suite and role, those two. Memory does not grow with the number of verdicts. Throws UnreadableLog.
 */
export async function compareRuns(
  oldFiles: readonly string[],
  newFiles: readonly string[]
): Promise<Comparison> {
  const before = await gather(oldFiles)
  const now = await gather(newFiles)
  const { pairOf, notes, gaps } = matched(before, now)
  const piles = new Piles<Waiting>()
  const changes = Object.fromEntries(CHANGES.map((change) => [change, new Capped<Changed>()])) as Record<
    Change,
    Capped<Changed>
  >
  const counts = { same: 0, onlyOld: 0, onlyNew: 0 }
  try {
    for (const [side, gathered] of [
      ['old', before],
      ['new', now]
    ] as const) {
      let latest: { section: Section; named: string; pair: string; target: string } | undefined
      for await (const { section, verdict } of verdicts(gathered)) {
        const { case: id, title, level, section: place, target: named } = verdict
        if (latest?.section !== section || latest.named !== named)
          latest = {
            section,
            named,
            pair: pairOf.get(`${side} ${targetKey(section, named)}`) ?? named,
            target: targetName(section, named)
          }
        piles.put(`${latest.pair} ${id}`, {
          side,
          target: latest.target,
          line: { case: id, title, level, section: place },
          compared: sideOf(verdict)
        })
      }
    }
    for (const [, items] of piles.groups()) compareCase(items, changes, counts)
  } finally {
    piles.close()
  }
  for (const { kept } of Object.values(changes))
    kept.sort((a, b) => order(a.target, b.target) || order(a.case, b.case))
  return { old: before, new: now, changes, ...counts, notes: [...notes, ...judges(before, now)], gaps }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sideOf(verdict: VerdictLine): Side {
  return {
    verdict: verdict.verdict,
    signature: signatureOf(verdict),
    reason: verdict.reason,
    ...(verdict.fingerprint === undefined ? {} : { fingerprint: verdict.fingerprint }),
    signed: verdict.evidence?.kinds !== undefined || verdict.evidence === undefined
  }
}

function compareCase(
  items: readonly Waiting[],
  changes: Readonly<Record<Change, Capped<Changed>>>,
  counts: { same: number; onlyOld: number; onlyNew: number }
): void {
  const old = items.find(({ side }) => side === 'old')
  const now = items.find(({ side }) => side === 'new')
  if (old === undefined || now === undefined) {
    counts[now === undefined ? 'onlyOld' : 'onlyNew']++
    return
  }
  const change = changeOf(old.compared, now.compared)
  if (change === undefined) {
    counts.same++
    return
  }
  changes[change].add({ target: now.target, ...now.line, change, old: old.compared, new: now.compared })
}

/** Which targets of the two sides are the same one. */
function matched(before: Gathered, now: Gathered) {
  const pairOf = new Map<string, string>()
  const notes: string[] = []
  const gaps: string[] = now.targets.flatMap((target) =>
    missing(target).map((sentence) => `new run of ${nameOf(target)}: ${sentence}`)
  )
  gaps.push(
    ...before.targets.flatMap((target) =>
      missing(target).map((sentence) => `old run of ${nameOf(target)}: ${sentence}`)
    )
  )
  const groups = new Map<string, { old: GatheredTarget[]; new: GatheredTarget[] }>()
  for (const [side, { targets }] of [
    ['old', before],
    ['new', now]
  ] as const)
    for (const target of targets) {
      const kind = JSON.stringify((JSON.parse(target.key) as string[]).slice(0, 2))
      const group = groups.get(kind) ?? { old: [], new: [] }
      groups.set(kind, group)
      group[side].push(target)
    }
  for (const [kind, group] of groups) {
    const [old, latest] = [group.old[0], group.new[0]]
    const alone = group.old.length === 1 && group.new.length === 1
    for (const [side, targets] of [
      ['old', group.old],
      ['new', group.new]
    ] as const)
      for (const target of targets)
        pairOf.set(`${side} ${target.key}`, alone ? kind : JSON.stringify([kind, target.name]))
    if (alone && old !== undefined && latest !== undefined) {
      if (nameOf(old) !== nameOf(latest)) notes.push(`${nameOf(old)} is compared with ${nameOf(latest)}`)
      continue
    }
    const names = {
      old: new Set(group.old.map(({ name }) => name)),
      new: new Set(group.new.map(({ name }) => name))
    }
    for (const name of names.old) if (!names.new.has(name)) gaps.push(`there is no new run of ${name}`)
    for (const name of names.new) if (!names.old.has(name)) notes.push(`there is no old run of ${name}`)
  }
  return { pairOf, notes, gaps }
}

function nameOf({ sections, name }: GatheredTarget): string {
  const [section] = sections
  return section === undefined ? name : targetName(section, name)
}

function judges(before: Gathered, now: Gathered): string[] {
  const versions = (gathered: Gathered) =>
    [...new Set(gathered.sections.map(({ run }) => run?.judge ?? 'not noted'))].sort().join(', ')
  const [old, latest] = [versions(before), versions(now)]
  return old === latest
    ? []
    : [
        `the runs were judged by different versions of the judge (old: ${old}; new: ${latest}); zyphos rejudge judges stored runs alike`
      ]
}
