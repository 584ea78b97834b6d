import { suites } from '../../conformance/suites.ts'
import type { VerdictLine } from '../../lab/log-line.ts'
import { TOOL } from '../../lab/version.ts'
import { printable } from '../printable.ts'
import { caseFacts } from './case-facts.ts'
import { commandOf } from './command-of.ts'
import { controlGroup } from './control-group.ts'
import type { CaseFacts, Column, EvidenceFacts, Ground, ReportData, VerdictFacts } from './data.ts'
import type { Gathered, GatheredColumn } from './gather.ts'
import { inOrder } from './in-order.ts'
import { requirementFacts } from './requirement-facts.ts'
import { sectionTitles } from './section-titles.ts'

/**
 * What the page shows, but for the traces. Whatever a target may have had a hand in is made printable here: the page puts
 * it into text only, and no mark in it can turn the direction of what stands beside it.
 */
export function reportData(
  { files, columns }: Gathered,
  chunks: readonly number[],
  leftOut: readonly number[],
  budget: number,
  now: Date
): ReportData {
  const reasons = new Map<string, number>()
  const reason = (text: string): number => {
    const shown = printable(text)
    const known = reasons.get(shown)
    if (known !== undefined) return known
    reasons.set(shown, reasons.size)
    return reasons.size - 1
  }
  const grounds = new Map<string, { readonly ground: Ground; readonly members: GatheredColumn[] }>()
  for (const column of columns) {
    const [suite, role] = [
      column.run?.suite ?? 'unknown',
      column.run?.role ?? column.target?.role ?? 'server'
    ]
    const key = JSON.stringify([suite, role])
    const known = grounds.get(key) ?? { ground: { suite: printable(suite), role, cases: [] }, members: [] }
    known.members.push(column)
    grounds.set(key, known)
  }
  const built = [...grounds.values()].map(({ ground, members }) => ({
    ground: { ...ground, cases: casesOf(ground, members) },
    members
  }))
  return {
    tool: TOOL,
    written: now.toISOString(),
    files: files.map((file) => ({
      ...file,
      name: printable(file.name),
      problems: file.problems.map(({ number, problem }) => ({ number, problem: printable(problem) }))
    })),
    grounds: built.map(({ ground }) => ground),
    columns: built.flatMap(({ ground, members }, index) =>
      members.map((member) => columnOf(member, index, ground, reason))
    ),
    reasons: [...reasons.keys()],
    requirements: requirementFacts(),
    sections: sectionTitles,
    controlGroup: controlGroup(),
    chunks,
    leftOut,
    budget
  }
}

/** The cases that the columns of a ground have verdicts on. Where they tell different things, the last one counts. */
function casesOf({ suite, role }: Ground, members: readonly GatheredColumn[]): CaseFacts[] {
  const known = suites.find((one) => one.name === suite && one.role === role)
  const lines = new Map<string, VerdictLine>()
  for (const { verdicts } of members) for (const [id, line] of verdicts) lines.set(id, line)
  return [...lines.values()]
    .map((line) => caseFacts(line, known))
    .map((facts) => ({
      ...facts,
      id: printable(facts.id),
      section: printable(facts.section),
      title: printable(facts.title),
      requirements: facts.requirements.map(printable)
    }))
    .sort(inOrder)
}

function columnOf(
  { file, run, target, name, verdicts, traces, planned, runs, ends, shards }: GatheredColumn,
  ground: number,
  { cases }: Ground,
  reason: (text: string) => number
): Column {
  const evidence = ({ control, probe, decidedIn, entries, kinds }: NonNullable<VerdictLine['evidence']>) => {
    const [first, second] = [traces.get(control ?? ''), traces.get(probe ?? '')]
    const trace = decidedIn === 'control' ? control : probe
    return {
      ...(first === undefined ? {} : { control: first }),
      ...(second === undefined ? {} : { probe: second }),
      ...(trace === undefined ? {} : { trace: printable(trace) }),
      decidedIn,
      entries,
      ...(kinds === undefined ? {} : { kinds: kinds.map(printable) })
    } satisfies EvidenceFacts
  }
  const shown = new Map([...verdicts].map(([id, line]) => [printable(id), line]))
  const facts = (line: VerdictLine): VerdictFacts => ({
    verdict: line.verdict,
    ...(line.manner === undefined
      ? {}
      : { manner: printable(line.manner) as NonNullable<typeof line.manner> }),
    reason: reason(line.reason),
    ...(line.took === undefined ? {} : { took: line.took }),
    ...(line.fingerprint === undefined ? {} : { fingerprint: line.fingerprint }),
    ...(line.evidence === undefined ? {} : { evidence: evidence(line.evidence) }),
    ...(line.differing === undefined
      ? {}
      : {
          differing: line.differing.map((one) => ({
            verdict: one.verdict,
            reason: reason(one.reason),
            evidence: evidence(one.evidence)
          }))
        })
  })
  // Of several shards the one that did not come to its end is told of.
  const end = ends.length < runs ? undefined : (ends.find(({ reason }) => reason !== 'complete') ?? ends[0])
  const absent = run?.shard === undefined ? 0 : run.shard.of - shards.size
  return {
    ground,
    file,
    target: printable(name),
    ...(target?.version === undefined ? {} : { version: printable(target.version) }),
    ...(target?.url === undefined ? {} : { url: printable(target.url) }),
    ...(run === undefined ? {} : { started: run.started, tool: printable(run.tool) }),
    ...(run?.judge === undefined ? {} : { judge: printable(run.judge) }),
    planned,
    ...(absent > 0 ? { missingShards: absent } : {}),
    ...(target === undefined ? {} : { roundTrip: target.roundTrip }),
    lacks: Object.entries(target?.lacks ?? {}).map(
      ([need, why]) => [printable(need), printable(String(why))] as const
    ),
    ...(end === undefined
      ? {}
      : {
          end: {
            reason: end.reason,
            took: Math.max(...ends.map(({ took }) => took)),
            ...(end.detail === undefined ? {} : { detail: printable(end.detail) })
          }
        }),
    command: commandOf(run, target, name).map(printable),
    verdicts: cases.map(({ id }) => {
      const line = shown.get(id)
      return line === undefined ? null : facts(line)
    })
  }
}
