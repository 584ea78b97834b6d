import { Fragment } from 'preact'
import type { Verdict } from '../../../lab/verdict.ts'
import type { CaseFacts, Column, Ground } from '../data.ts'
import { Bar } from './bar.tsx'
import { writeFilter, EVERYTHING } from './filter.ts'
import { Level, Mark } from './mark.tsx'
import { hrefTo } from './route.ts'
import { SectionName } from './section-name.tsx'
import {
  countsOf,
  LEVELS,
  plainLevel,
  specificationName,
  specificationOf,
  specificationsOf,
  type PlainLevel
} from './standing.ts'
import { columnOf, columnsOf, data, groundName, groundOf, keyOf, nameOf, route, runOf } from './state.ts'

/** How targets stand, the control group beside them, and what is wrong with one of them. */
export function Overview() {
  const chosen = columnOf(route.value.query.get('target') ?? undefined) ?? data.columns[0]
  if (chosen === undefined)
    return (
      <>
        <h1>Nothing to report</h1>
        <p>
          The run logs hold no verdicts. <a href={hrefTo('runs')}>What was read</a>
        </p>
      </>
    )
  return (
    <>
      {data.columns.length > 1 && <Targets chosen={chosen} />}
      <Standing column={chosen} />
      <Wrong column={chosen} />
      <Untold column={chosen} />
    </>
  )
}

/** Every target in one line. */
function Targets({ chosen }: { chosen: Column }) {
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
                      <Rogues level={level} />
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

const controlled = ({ suite, role }: Ground): boolean =>
  data.controlGroup.rogues.length > 0 && data.controlGroup.suite === suite && data.controlGroup.role === role

/** The best score of the control group. */
function Rogues({ level, specification }: { level?: PlainLevel; specification?: string }) {
  const scores = data.controlGroup.rogues.map(({ scores }) =>
    scores.filter(
      ([of, at]) =>
        (level === undefined || at === level) && (specification === undefined || of === specification)
    )
  )
  const total = (list: (typeof scores)[number], counted: (score: (typeof list)[number]) => number): number =>
    list.reduce((sum, score) => sum + counted(score), 0)
  const best = Math.max(0, ...scores.map((list) => total(list, ([, , conforms]) => conforms)))
  const of = total(scores[0] ?? [], ([, , conforms, violates, rest]) => conforms + violates + rest)
  if (of === 0) return <span class="nothing">none</span>
  return (
    <span class="bar">
      <span class="track" aria-hidden="true" />
      <span class="figures">
        <span class="figure conforms zero" title={`the best of them conforms to ${best} of ${of}`}>
          <span aria-hidden="true">{'\u2713'}</span>
          {best}
          <span class="unseen"> conform</span>
        </span>
        <small>of {of}</small>
      </span>
    </span>
  )
}

function Incomplete({ column }: { column: Column }) {
  if (column.end?.reason === 'complete') return null
  return <span class="incomplete">{column.end === undefined ? 'broken off' : column.end.reason}</span>
}

/** One target by specification and level. */
function Standing({ column }: { column: Column }) {
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
                    <Rogues specification={specification} />
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

function ControlNote() {
  const { rogues, cases } = data.controlGroup
  return (
    <details class="note">
      <summary>
        The control group: {rogues.length} programs that implement nothing, recorded over {cases} cases,
        conform to{' '}
        {Math.max(
          0,
          ...rogues.map(({ scores }) => scores.reduce((sum, [, , conforms]) => sum + conforms, 0))
        )}
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Control group">
        <table>
          <thead>
            <tr>
              <th scope="col">program</th>
              <th scope="col">what it does</th>
              <th scope="col">conforms</th>
              <th scope="col">violates</th>
              <th scope="col">inconclusive</th>
            </tr>
          </thead>
          <tbody>
            {rogues.map(({ name, does, scores }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{does}</td>
                {([2, 3, 4] as const).map((place) => (
                  <td key={place} class="number">
                    {scores.reduce((sum, score) => sum + score[place], 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function casesHref(
  column: Column,
  { verdict, level, section = '' }: { verdict: Verdict; level: string; section?: string }
): string {
  return hrefTo(
    'matrix',
    [],
    writeFilter({ ...EVERYTHING, verdicts: [verdict], levels: [level], section, target: keyOf(column) })
  )
}

interface Found {
  readonly one: CaseFacts
  readonly index: number
}

const found = (ground: Ground, column: Column, verdict: Verdict): Found[] =>
  ground.cases
    .map((one, index) => ({ one, index }))
    .filter(({ index }) => column.verdicts[index]?.verdict === verdict)

/** Every violation, MUST first, by section: what was done, and what came. */
function Wrong({ column }: { column: Column }) {
  const ground = groundOf(column)
  const violations = found(ground, column, 'violates')
  if (violations.length === 0) return null
  return (
    <section aria-labelledby="wrong">
      <h2 id="wrong">What is wrong</h2>
      {LEVELS.map((level) => {
        const of = violations.filter(({ one }) => plainLevel(one) === level)
        if (of.length === 0) return null
        const sections = [...new Set(of.map(({ one }) => one.section))]
        return (
          <Fragment key={level}>
            <h3>
              {level} <span class="aside">{of.length} violated</span>
            </h3>
            <table class="findings">
              <thead class="unseen">
                <tr>
                  <th scope="col">case</th>
                  <th scope="col">what the target did</th>
                </tr>
              </thead>
              {sections.map((section) => (
                <tbody key={section}>
                  <tr class="section">
                    <th scope="rowgroup" colSpan={2}>
                      <SectionName section={section} />
                    </th>
                  </tr>
                  {of
                    .filter(({ one }) => one.section === section)
                    .map(({ one, index }) => (
                      <tr key={one.id}>
                        <th scope="row">
                          <span class="marked">
                            <Mark verdict="violates" one={one} />
                            <a href={hrefTo('case', [one.id, keyOf(column)])}>
                              <bdi>{one.title}</bdi>
                            </a>
                          </span>
                        </th>
                        <td>
                          <bdi>{data.reasons[column.verdicts[index]?.reason ?? -1]}</bdi>
                        </td>
                      </tr>
                    ))}
                </tbody>
              ))}
            </table>
          </Fragment>
        )
      })}
    </section>
  )
}

/** What could not be judged, by reason. */
function Untold({ column }: { column: Column }) {
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
