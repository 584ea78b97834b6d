import type { Column } from '../data.ts'
import { found } from './found.ts'
import { Level, Mark } from './mark.tsx'
import { hrefTo } from './route.ts'
import { data, groundOf, keyOf } from './state.ts'

/** What could not be judged, by reason. */
export function Untold({ column }: { column: Column }) {
  const ground = groundOf(column)
  return (
    <>
      {(['inconclusive', 'unsupported'] as const).map((verdict) => {
        const of = found(ground, column, verdict)
        if (of.length === 0) return null
        const reasons = [...new Set(of.map(({ index }) => column.verdicts[index]?.reason ?? -1))]
        return (
          <section key={verdict} aria-labelledby={verdict}>
            <h2 id={verdict}>
              {verdict === 'inconclusive' ? 'What could not be told' : 'What this target does not offer'}{' '}
              <span class="aside">{of.length}</span>
            </h2>
            {reasons.map((reason) => {
              const alike = of.filter(({ index }) => column.verdicts[index]?.reason === reason)
              return (
                <details key={reason} class="group" open={verdict === 'inconclusive'}>
                  <summary>
                    <span class="count">{alike.length}</span> <bdi>{data.reasons[reason]}</bdi>
                  </summary>
                  <ul class="plain">
                    {alike.map(({ one }) => (
                      <li key={one.id}>
                        <Mark verdict={verdict} one={one} /> <Level one={one} />{' '}
                        <a href={hrefTo('case', [one.id, keyOf(column)])}>
                          <bdi>{one.title}</bdi>
                        </a>
                      </li>
                    ))}
                  </ul>
                </details>
              )
            })}
          </section>
        )
      })}
    </>
  )
}
