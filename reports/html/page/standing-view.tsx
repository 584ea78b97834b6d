import type { Column } from '../data.ts'
import { Bar } from './bar.tsx'
import { casesHref } from './cases-href.ts'
import { BestRogue, ControlNote, controlled } from './control-group-view.tsx'
import { Incomplete } from './incomplete.tsx'
import { hrefTo } from './route.ts'
import {
  countsOf,
  LEVELS,
  plainLevel,
  specificationName,
  specificationOf,
  specificationsOf
} from './standing.ts'
import { data, groundName, groundOf, keyOf, nameOf, runOf } from './state.ts'

/** One target by specification and level. */
export function Standing({ column }: { column: Column }) {
  const ground = groundOf(column)
  const must = countsOf(ground, column, (one) => plainLevel(one) === 'MUST')
  const judged = must.conforms + must.violates
  const should = countsOf(ground, column, (one) => plainLevel(one) !== 'MUST')
  const specifications = specificationsOf(ground)
  const control = controlled(ground)
  const Heading = data.columns.length > 1 ? 'h2' : 'h1'
  return (
    <section aria-labelledby="standing">
      <Heading id="standing" class="name">
        <bdi>{nameOf(column)}</bdi>{' '}
        <span class="aside">
          {groundName(ground)} {runOf(column)}
        </span>
      </Heading>
      <p class="lead">
        {judged === 0 ? (
          'Nothing at the level of MUST could be judged.'
        ) : must.violates === 0 ? (
          <>
            <strong class="conforms">No MUST is violated</strong> in {judged} cases that could be judged
          </>
        ) : (
          <>
            <a href={casesHref(column, { verdict: 'violates', level: 'MUST' })}>
              <strong class="violates">
                {must.violates} of {judged} MUST cases violated
              </strong>
            </a>
          </>
        )}
        {judged > 0 && (
          <>
            {should.violates > 0 &&
              `, and ${should.violates} of ${should.conforms + should.violates} below MUST`}
            .
          </>
        )}{' '}
        <span class="quiet">
          {column.started !== undefined && `Run of ${column.started.replace('T', ' ').slice(0, 16)} UTC`}
          {column.end !== undefined && `, ${(column.end.took / 1000).toFixed(1)} s`}
          {column.url !== undefined && (
            <>
              , <bdi>{column.url}</bdi>
            </>
          )}
        </span>{' '}
        <Incomplete column={column} />
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="By specification and level">
        <table class="standing">
          <thead>
            <tr>
              <th scope="col">specification</th>
              {LEVELS.map((level) => (
                <th scope="col" key={level}>
                  {level}
                </th>
              ))}
              {control && <th scope="col">control group, best</th>}
            </tr>
          </thead>
          <tbody>
            {specifications.map((specification) => (
              <tr key={specification}>
                <th scope="row">
                  <a href={hrefTo('requirements', [keyOf(column)])}>{specificationName(specification)}</a>
                </th>
                {LEVELS.map((level) => (
                  <td key={level}>
                    <Bar
                      counts={countsOf(
                        ground,
                        column,
                        (one) => plainLevel(one) === level && specificationOf(one) === specification
                      )}
                      href={(verdict) => casesHref(column, { verdict, level, section: specification })}
                    />
                  </td>
                ))}
                {control && (
                  <td>
                    <BestRogue specification={specification} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {control && <ControlNote />}
    </section>
  )
}
