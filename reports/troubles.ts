import { printable } from './printable.ts'
import type { Gathered } from './runs/gather.ts'
import { missing, missingShards } from './runs/missing.ts'
import { targetName } from './target-name.ts'

/** Of lines that could not be read, and of contradictions, as many are named. */
const MOST_NAMED = 20

/**
 * What keeps a report from being the whole truth, as sentences without a full stop, fit for one line of a
 * terminal. `endings`: how runs ended, too.
 */
export function troublesOf(
  gathered: Gathered,
  { endings = true }: { readonly endings?: boolean } = {}
): string[] {
  const most = MOST_NAMED
  const unread = gathered.problems
    .slice(0, most)
    .map(({ file, number, problem }) => printable(`${file}, line ${number}: ${problem}`))
  const contradictory = gathered.contradictions
    .slice(0, most)
    .map(({ target, case: id, signatures }) =>
      printable(`${target}, ${id}: the runs contradict each other (${signatures.slice(0, 4).join('; ')})`)
    )
  return [
    ...gathered.targets.flatMap((target) => {
      const [section] = target.sections
      const name = section === undefined ? printable(target.name) : targetName(section, target.name)
      return (endings ? missing : missingShards)(target).map((sentence) => `${name}: ${printable(sentence)}`)
    }),
    ...unread,
    ...more(gathered.problemCount - unread.length, 'lines could not be used'),
    ...contradictory,
    ...more(gathered.contradictionCount - contradictory.length, 'contradictions')
  ]
}

const more = (count: number, what: string): string[] => (count > 0 ? [`${count} more ${what}`] : [])
