import type { Column } from '../data.ts'
import { Bar } from './bar.tsx'
import { casesHref } from './cases-href.ts'
import { BestRogue, controlled } from './control-group-view.tsx'
import { Incomplete } from './incomplete.tsx'
import { hrefTo } from './route.ts'
import { countsOf, LEVELS, plainLevel } from './standing.ts'
import { columnsOf, data, groundName, keyOf, nameOf, runOf } from './state.ts'

/** Every target in one line. */
export function Targets({ chosen }: { chosen: Column }) {
  return (
    <section aria-labelledby="targets">
      <h1 id="targets">How {data.columns.length} targets stand</h1>
      {data.grounds.map((ground) => (
        <div
          class="scroll"
          key={groundName(ground)}
          tabIndex={0}
          role="region"
          aria-label={groundName(ground)}
        >
          <table class="targets">
            <caption>{groundName(ground)}</caption>
            <thead>
              <tr>
                <th scope="col">target</th>
                {LEVELS.map((level) => (
                  <th scope="col" key={level}>
                    {level}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columnsOf(ground).map((column) => (
                <tr key={keyOf(column)} class={column === chosen ? 'chosen' : ''}>
                  <th scope="row">
                    <a
                      href={hrefTo('overview', [], new URLSearchParams({ target: keyOf(column) }))}
                      aria-current={column === chosen ? 'true' : undefined}
                    >
                      <bdi>{nameOf(column)}</bdi>
                    </a>
                    {runOf(column) !== undefined && <small> {runOf(column)}</small>}
                    <Incomplete column={column} />
                  </th>
                  {LEVELS.map((level) => (
                    <td key={level}>
                      <Bar
                        counts={countsOf(ground, column, (one) => plainLevel(one) === level)}
                        href={(verdict) => casesHref(column, { verdict, level })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
              {controlled(ground) && (
                <tr class="control">
                  <th scope="row">
                    Control group{' '}
                    <small>{data.controlGroup.rogues.length} programs that implement nothing</small>
                  </th>
                  {LEVELS.map((level) => (
                    <td key={level}>
                      <BestRogue level={level} />
                    </td>
                  ))}
                </tr>
              )}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  )
}
