import { useMemo } from 'preact/hooks'
import type { Verdict } from '../../../lab/verdict.ts'
import type { Ground } from '../data.ts'
import { EVERYTHING, filterCases, readFilter, writeFilter, type Filter } from './filter.ts'
import { Grid } from './grid.tsx'
import { SIGNS } from './mark.tsx'
import { hrefTo } from './route.ts'
import { LEVELS, specificationName, specificationsOf } from './standing.ts'
import {
  columnOf,
  columnsOf,
  data,
  groundName,
  groundOf,
  keyOf,
  nameOf,
  replaceRoute,
  route,
  runOf
} from './state.ts'

/** Every case on every target, and what narrows it down. */
export function Matrix() {
  const { query } = route.value
  const filter = readFilter(query)
  const asked = columnOf(filter.target === '' ? undefined : filter.target)
  const ground =
    asked === undefined ? (data.grounds[Number(query.get('suite') ?? 0)] ?? data.grounds[0]) : groundOf(asked)
  const address = query.toString()
  const shown = useMemo(() => {
    if (ground === undefined) return []
    const all = columnsOf(ground)
    return filterCases(data, ground, asked === undefined ? all : all.filter((one) => one === asked), filter)
  }, [address, ground])
  if (ground === undefined) return <h1>No cases</h1>
  const set = (change: Partial<Filter>, suite = data.grounds.indexOf(ground)): void => {
    const next = writeFilter({ ...filter, ...change })
    if (suite > 0 && (change.target ?? filter.target) === '') next.set('suite', String(suite))
    replaceRoute(hrefTo('matrix', [], next))
  }
  return (
    <div class="matrix">
      <h1>
        Cases <span class="aside">{groundName(ground)}</span>
      </h1>
      <Filters filter={filter} ground={ground} set={set} />
      <p class="count" role="status">
        {shown.length === ground.cases.length
          ? `${shown.length} cases`
          : `${shown.length} of ${ground.cases.length} cases`}
        {writeFilter(filter).size > 0 && (
          <button type="button" class="plain" onClick={() => set(EVERYTHING)}>
            show all
          </button>
        )}
      </p>
      <Grid ground={ground} columns={columnsOf(ground)} shown={shown} />
    </div>
  )
}

const KINDS = ['offence', 'tolerance', 'obligation', 'invariant']
const VERDICTS: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'unsupported']

function Filters({
  filter,
  ground,
  set
}: {
  filter: Filter
  ground: Ground
  set(change: Partial<Filter>, suite?: number): void
}) {
  const columns = columnsOf(ground)
  const toggled = <T,>(list: readonly T[], item: T): T[] =>
    list.includes(item) ? list.filter((one) => one !== item) : [...list, item]
  return (
    <form class="filters" role="search" aria-label="Cases" onSubmit={(event) => event.preventDefault()}>
      <label class="text">
        <span class="unseen">Search cases, requirements and what targets did</span>
        <input
          type="search"
          placeholder="Search: PING, 6.5.2, GOAWAY …"
          value={filter.text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      {data.grounds.length > 1 && (
        <label>
          <span class="unseen">Suite</span>
          <select
            value={data.grounds.indexOf(ground)}
            onChange={(event) => set({ target: '', section: '' }, Number(event.currentTarget.value))}
          >
            {data.grounds.map((one, index) => (
              <option key={index} value={index}>
                {groundName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <fieldset>
        <legend class="unseen">Verdict</legend>
        {VERDICTS.map((verdict) => (
          <Toggle
            key={verdict}
            on={filter.verdicts.includes(verdict)}
            flip={() => set({ verdicts: toggled(filter.verdicts, verdict) })}
          >
            <span class={`sign ${verdict}`} aria-hidden="true">
              {SIGNS[verdict]}
            </span>{' '}
            <span class="word">{verdict}</span>
          </Toggle>
        ))}
      </fieldset>
      <fieldset>
        <legend class="unseen">Level</legend>
        {LEVELS.map((level) => (
          <Toggle
            key={level}
            on={filter.levels.includes(level)}
            flip={() => set({ levels: toggled(filter.levels, level) })}
          >
            {level}
          </Toggle>
        ))}
      </fieldset>
      <label>
        <span class="unseen">Kind</span>
        <select
          value={filter.kinds[0] ?? ''}
          onChange={(event) =>
            set({ kinds: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })
          }
        >
          <option value="">every kind</option>
          {KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">Section</span>
        <select value={filter.section} onChange={(event) => set({ section: event.currentTarget.value })}>
          <option value="">every section</option>
          {specificationsOf(ground).map((specification) => (
            <optgroup key={specification} label={specificationName(specification)}>
              <option value={specification}>all of {specificationName(specification)}</option>
              {[...new Set(ground.cases.map(({ section }) => section))]
                .filter((section) => section.startsWith(`${specification} `))
                .map((section) => (
                  <option key={section} value={section}>
                    {section.slice(specification.length + 1)}{' '}
                    {data.sections.find(([of, at]) => `${of} ${at}` === section)?.[2]}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {columns.length > 1 && (
        <>
          <label>
            <span class="unseen">Target whose verdicts are asked</span>
            <select value={filter.target} onChange={(event) => set({ target: event.currentTarget.value })}>
              <option value="">on any target</option>
              {columns.map((column) => (
                <option key={keyOf(column)} value={keyOf(column)}>
                  on {nameOf(column)} {runOf(column)}
                </option>
              ))}
            </select>
          </label>
          <Toggle on={filter.differing} flip={() => set({ differing: !filter.differing, target: '' })}>
            targets differ
          </Toggle>
        </>
      )}
    </form>
  )
}

function Toggle({ on, flip, children }: { on: boolean; flip(): void; children: preact.ComponentChildren }) {
  return (
    <button type="button" class="toggle" aria-pressed={on} onClick={flip}>
      {children}
    </button>
  )
}
