import { bySection } from '../in-order.ts'
import type { Column, RequirementFacts } from '../data.ts'
import { SIGNS } from './mark.tsx'
import { hrefTo } from './route.ts'
import { SectionName } from './section-name.tsx'
import { specificationName } from './standing.ts'
import { columnOf, data, groundName, groundOf, keyOf, nameOf, route, runOf } from './state.ts'

/** Where a requirement stands with one target. */
type State = 'violates' | 'inconclusive' | 'conforms' | 'unsupported' | 'open' | 'untestable'

const STATES: readonly { readonly state: State; readonly sign: string; readonly says: string }[] = [
  { state: 'violates', sign: SIGNS.violates, says: 'violated' },
  { state: 'inconclusive', sign: SIGNS.inconclusive, says: 'could not be told' },
  { state: 'conforms', sign: SIGNS.conforms, says: 'met wherever it was tried' },
  { state: 'unsupported', sign: SIGNS.unsupported, says: 'the target does not offer what it takes' },
  { state: 'open', sign: ' ', says: 'not tried in this run' },
  { state: 'untestable', sign: '\u00d7', says: 'no wire can show it' }
]

interface Stand {
  readonly requirement: RequirementFacts
  readonly state: State
  /** Why no wire can show it. */
  readonly why?: string
  /** Indices of the cases that cite it. */
  readonly cases: readonly number[]
}

/** Every requirement of the specifications, section by section, coloured by what this target did. */
export function Requirements() {
  const column = columnOf(route.value.path[0]) ?? data.columns[0]
  if (column === undefined) return <h1>No requirements</h1>
  const stands = standsOf(column)
  const specifications = [...new Set(stands.map(({ requirement }) => requirement.specification))]
  return (
    <>
      <h1>
        Requirements <span class="aside">{groundName(groundOf(column))}</span>
      </h1>
      <p class="tools">
        <label>
          Target{' '}
          <select
            value={keyOf(column)}
            onChange={(event) => (location.hash = hrefTo('requirements', [event.currentTarget.value]))}
          >
            {data.columns.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {nameOf(one)} {groundName(groundOf(one))} {runOf(one)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <ul class="legend">
        {STATES.map(({ state, sign, says }) => (
          <li key={state}>
            <span class={`square ${state}`} aria-hidden="true">
              {sign}
            </span>{' '}
            {stands.filter((one) => one.state === state).length} {says}
          </li>
        ))}
      </ul>
      {specifications.map((specification) => {
        const of = stands.filter(({ requirement }) => requirement.specification === specification)
        const sections = [...new Set(of.map(({ requirement }) => requirement.section))].sort(bySection)
        return (
          <section key={specification} aria-labelledby={`r-${specification}`}>
            <h2 id={`r-${specification}`}>{specificationName(specification)}</h2>
            {sections.map((section) => (
              <Section
                key={section}
                name={`${specification} ${section}`}
                column={column}
                of={of.filter(({ requirement }) => requirement.section === section)}
              />
            ))}
          </section>
        )
      })}
    </>
  )
}

function Section({ name, of, column }: { name: string; of: readonly Stand[]; column: Column }) {
  const ground = groundOf(column)
  return (
    <details class="coverage">
      <summary>
        <SectionName section={name} link={false} />
        <span class="squares" role="img" aria-label={spoken(of)}>
          {of.map(({ requirement, state }) => (
            <span
              key={requirement.id}
              class={`square ${state}`}
              title={`${requirement.level}: ${requirement.gist}`}
            >
              {STATES.find((one) => one.state === state)?.sign}
            </span>
          ))}
        </span>
      </summary>
      <ul class="plain">
        {of.map(({ requirement, state, why, cases }) => (
          <li key={requirement.id} class="requirement">
            <span class={`square ${state}`} aria-hidden="true">
              {STATES.find((one) => one.state === state)?.sign}
            </span>
            <div>
              <p>
                <span class="level">{requirement.level}</span> {requirement.gist}{' '}
                {requirement.link === undefined ? (
                  <code>{requirement.id}</code>
                ) : (
                  <a href={requirement.link} rel="noreferrer noopener" target="_blank">
                    <code>{requirement.id}</code>
                  </a>
                )}
              </p>
              <p class="quiet">
                {STATES.find((one) => one.state === state)?.says}
                {why !== undefined && `: ${why}`}
              </p>
              {cases.length > 0 && (
                <ul class="cases">
                  {cases.map((index) => {
                    const one = ground.cases[index]
                    const verdict = column.verdicts[index]?.verdict
                    return (
                      one !== undefined && (
                        <li key={one.id}>
                          <span class={`sign ${verdict ?? 'none'}`} aria-hidden="true">
                            {SIGNS[verdict ?? 'none']}
                          </span>{' '}
                          <a href={hrefTo('case', [one.id, keyOf(column)])}>
                            <bdi>{one.title}</bdi>
                          </a>
                          <span class="unseen"> {verdict ?? 'no verdict'}</span>
                        </li>
                      )
                    )
                  })}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

function spoken(of: readonly Stand[]): string {
  return STATES.map(({ state, says }) => [of.filter((one) => one.state === state).length, says] as const)
    .filter(([count]) => count > 0)
    .map(([count, says]) => `${count} ${says}`)
    .join(', ')
}

const KNOWN = new WeakMap<Column, readonly Stand[]>()

/** The requirements that bind targets of this role and that a case of the suite, or of its specifications, is about. */
function standsOf(column: Column): readonly Stand[] {
  const known = KNOWN.get(column)
  if (known !== undefined) return known
  const ground = groundOf(column)
  const citing = new Map<string, number[]>()
  for (const [index, { requirements }] of ground.cases.entries())
    for (const id of requirements) citing.set(id, [...(citing.get(id) ?? []), index])
  const specifications = new Set(
    data.requirements.filter(({ id }) => citing.has(id)).map(({ specification }) => specification)
  )
  const made = data.requirements.flatMap((requirement): Stand[] => {
    const cases = citing.get(requirement.id) ?? []
    const role = requirement.roles.find(([one]) => one === ground.role)
    if (!specifications.has(requirement.specification) || (role === undefined && cases.length === 0))
      return []
    const verdicts = cases.flatMap((index) => column.verdicts[index]?.verdict ?? [])
    const untestable = role?.[1] ?? undefined
    const state =
      STATES.find((one) => verdicts.some((verdict) => verdict === one.state))?.state ??
      (untestable === undefined ? 'open' : 'untestable')
    return [
      {
        requirement,
        state,
        cases,
        ...(untestable === undefined || verdicts.length > 0 ? {} : { why: untestable })
      }
    ]
  })
  KNOWN.set(column, made)
  return made
}
