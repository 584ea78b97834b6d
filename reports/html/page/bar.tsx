import type { Verdict } from '../../../lab/verdict.ts'
import { SIGNS } from './mark.tsx'
import { sum, type Counts } from './standing.ts'

const ORDER: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'unsupported']

/** Counts of verdicts as a bar with its figures; violations stand first, so that bars can be compared. */
export function Bar({ counts, href }: { counts: Counts; href?: (verdict: Verdict) => string }) {
  const total = sum(counts)
  if (total === 0) return <span class="nothing">none</span>
  return (
    <span class="bar">
      <span class="track" aria-hidden="true">
        {ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
          <span key={verdict} class={`part ${verdict}`} style={{ flexGrow: counts[verdict] }} />
        ))}
      </span>
      <span class="figures">
        {ORDER.filter(
          (verdict) => verdict === 'violates' || verdict === 'conforms' || counts[verdict] > 0
        ).map((verdict) => {
          const label = `${counts[verdict]} ${verdict}`
          const inside = (
            <>
              <span aria-hidden="true">{SIGNS[verdict]}</span>
              {counts[verdict]}
            </>
          )
          const name = `figure ${verdict}${counts[verdict] === 0 ? ' zero' : ''}`
          return href === undefined || counts[verdict] === 0 ? (
            <span key={verdict} class={name} title={label}>
              {inside}
              <span class="unseen"> {verdict}</span>
            </span>
          ) : (
            <a key={verdict} class={name} href={href(verdict)} title={label}>
              {inside}
              <span class="unseen"> {verdict}</span>
            </a>
          )
        })}
      </span>
    </span>
  )
}
