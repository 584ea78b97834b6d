import { jsonLine } from '../../lab/log/json-line.ts'
import { LOG_FORMAT, type LogLine } from '../../lab/log-line.ts'
import type { Gathered } from '../runs/gather.ts'
import { missingShards } from '../runs/missing.ts'
import { readRuns } from '../runs/read-runs.ts'
import type { Section } from '../runs/section.ts'
import { total } from '../runs/tally.ts'
import { believed } from '../runs/verdicts.ts'
import type { Sink } from '../sink.ts'

/**
 * Writes one run log of what was gathered: run after run, each verdict once. Of verdicts on the same case the one that says
 * most stays; where runs contradict each other it becomes inconclusive. All traces stay, each with its run, in which it is found by its
 * id. Members that this program does not know are kept.
 */
export async function mergeRuns(gathered: Gathered, out: Sink): Promise<void> {
  for await (const item of readRuns(gathered.files)) {
    if (!('line' in item)) continue
    const { section, number, line } = item
    const kept = keep(gathered, section, number, line)
    if (kept !== undefined) await out.write(`${jsonLine(kept)}\n`)
  }
}

function keep(gathered: Gathered, section: Section, number: number, line: LogLine): LogLine | undefined {
  switch (line.type) {
    case 'run':
      return { ...line, format: LOG_FORMAT }
    case 'verdict':
      return gathered.stands(section.file, number)
        ? believed(line, gathered.doubtful(section.file, number))
        : undefined
    case 'end': {
      const { tally } = gathered.sections[section.index] ?? section
      const counts = {
        conforms: total(tally, 'conforms'),
        violates: total(tally, 'violates'),
        inconclusive: total(tally, 'inconclusive'),
        unsupported: total(tally, 'unsupported')
      }
      return { ...line, counts }
    }
    case 'target':
    case 'trace':
      return line
  }
}

/** What to keep in mind of merged runs: missing shards, runs that broke off, judges that differ; sentences. */
export function mergeTroubles(gathered: Gathered): string[] {
  const broken = gathered.sections
    .filter(({ end }) => end === undefined)
    .map(({ file, from }) => `${file}: the run that begins in line ${from} broke off`)
  const shards = gathered.targets.flatMap((target) =>
    missingShards(target).map((sentence) => `${target.name}: ${sentence}`)
  )
  return [...broken, ...shards]
}

/** Versions of the judge by which the runs were judged, when there are several. */
export function judgesOf({ sections }: Gathered): readonly string[] {
  const judges = [...new Set(sections.map(({ run }) => run?.judge ?? 'not noted'))].sort()
  return judges.length > 1 ? judges : []
}
