import { useEffect } from 'preact/hooks'
import type { CaseFacts, Column } from '../data.ts'
import { signature } from './compare.ts'
import { Badge, Level, Mark } from './mark.tsx'
import { reproduce } from './reproduce.ts'
import { hrefTo } from './route.ts'
import { SectionName } from './section-name.tsx'
import { columnOf, columnsOf, data, groundOf, groundName, keyOf, nameOf, route, runOf } from './state.ts'
import { CopyLine } from './copy-line.tsx'
import { WireView } from './wire-view.tsx'

/** One case on one target: what is required, what was done and came back, and how to see it again. */
export function CasePage() {
  const [id, key] = route.value.path
  const column = columnOf(key)
  const ground = column === undefined ? undefined : groundOf(column)
  const index = ground?.cases.findIndex((one) => one.id === id) ?? -1
  const one = ground?.cases[index]
  if (column === undefined || ground === undefined || one === undefined)
    return (
      <>
        <h1>There is no such case in this report</h1>
        <p>
          <a href={hrefTo('matrix')}>All cases</a>
        </p>
      </>
    )
  const verdict = column.verdicts[index] ?? undefined
  // What is on the wire belongs to one case of one target: it is never shown beside another.
  const place = `${key} ${id}`
  const reason = verdict === undefined ? undefined : data.reasons[verdict.reason]
  return (
    <article class="case-page">
      <Neighbours column={column} index={index} />
      <h1>
        <bdi>{one.title}</bdi>
      </h1>
      <p class="facts">
        <Badge verdict={verdict?.verdict} one={one} />
        <bdi>{nameOf(column)}</bdi> <span class="quiet">{runOf(column)}</span>
        <Level one={one} /> <SectionName section={one.section} /> <span>{one.kind}</span>
        <code>{one.id}</code>
      </p>
      <dl class="answers">
        {one.requirements.map((required) => (
          <Requirement key={required} id={required} />
        ))}
        {one.script !== undefined && (
          <div>
            <dt>Expected</dt>
            <dd>
              {one.script.expect}
              {one.script.why !== undefined && <p class="quiet">{one.script.why}</p>}
            </dd>
          </div>
        )}
        {one.kind === 'invariant' && (
          <div>
            <dt>Expected</dt>
            <dd>always, whatever is sent: an invariant is judged on every exchange of the run</dd>
          </div>
        )}
        <div class={`came ${verdict?.verdict ?? 'none'}`}>
          <dt>Came</dt>
          <dd>
            <bdi>{reason ?? 'no verdict in this run'}</bdi>
            {verdict !== undefined && (verdict.evidence?.kinds?.length ?? 0) > 0 && (
              <p class="quiet">{signature(verdict)}</p>
            )}
            {verdict?.manner !== undefined && verdict.evidence?.kinds === undefined && (
              <p class="quiet">manner: {verdict.manner}</p>
            )}
          </dd>
        </div>
        {verdict !== undefined && (
          <div>
            <dt>Again</dt>
            <dd>
              <CopyLine text={reproduce(column, shownBy(one, verdict.evidence?.trace))} />
            </dd>
          </div>
        )}
      </dl>
      <Elsewhere one={one} index={index} column={column} />
      {verdict?.evidence === undefined ? (
        <p class="quiet">
          {verdict === undefined
            ? 'The case has no verdict in this run.'
            : 'Nothing was exchanged for this verdict.'}
        </p>
      ) : (
        <section aria-labelledby="wire">
          <h2 id="wire">
            On the wire{' '}
            {one.kind === 'invariant' && verdict.evidence.trace !== undefined && (
              <span class="aside">in {verdict.evidence.trace}</span>
            )}
          </h2>
          <WireView
            key={place}
            column={column}
            one={witness(one, column, verdict.evidence.trace)}
            evidence={verdict.evidence}
          />
        </section>
      )}
      {verdict?.differing?.map((other, number) => (
        <section key={number} aria-labelledby={`differing-${number}`}>
          <h2 id={`differing-${number}`}>
            It came out differently before <span class="aside">{other.verdict}</span>
          </h2>
          <p>
            <bdi>{data.reasons[other.reason]}</bdi>
          </p>
          <WireView key={`${place} ${number}`} column={column} one={one} evidence={other.evidence} />
        </section>
      ))}
    </article>
  )
}

const caseOf = (trace: string | undefined): string | undefined => trace?.split('/').slice(0, -2).join('/')

/** An invariant is judged on the traces of cases: the trace's name says which of them shows it. */
const shownBy = (one: CaseFacts, trace: string | undefined): string =>
  one.kind === 'invariant' ? (caseOf(trace) ?? one.id) : one.id

function witness(one: CaseFacts, column: Column, trace: string | undefined): CaseFacts {
  if (one.kind !== 'invariant') return one
  return groundOf(column).cases.find(({ id }) => id === caseOf(trace)) ?? one
}

function Requirement({ id }: { id: string }) {
  const known = data.requirements.find((requirement) => requirement.id === id)
  return (
    <div>
      <dt>{known?.level ?? 'Rule'}</dt>
      <dd>
        {known?.gist ?? 'not in a register of this version'}{' '}
        {known?.link === undefined ? (
          <code>{id}</code>
        ) : (
          <a href={known.link} rel="noreferrer noopener" target="_blank">
            <code>{id}</code>
          </a>
        )}
      </dd>
    </div>
  )
}

/** The same case on the other targets. */
function Elsewhere({ one, index, column }: { one: CaseFacts; index: number; column: Column }) {
  const columns = columnsOf(groundOf(column))
  if (columns.length < 2) return null
  return (
    <nav class="elsewhere" aria-label="The same case on other targets">
      {columns.map((other) => (
        <a
          key={keyOf(other)}
          href={hrefTo('case', [one.id, keyOf(other)])}
          aria-current={other === column ? 'page' : undefined}
          title={data.reasons[other.verdicts[index]?.reason ?? -1]}
        >
          <Mark verdict={other.verdicts[index]?.verdict} one={one} /> <bdi>{nameOf(other)}</bdi>{' '}
          <small>{runOf(other)}</small>
          <span class="unseen"> {other.verdicts[index]?.verdict ?? 'no verdict'}</span>
        </a>
      ))}
    </nav>
  )
}

/** The cases before and behind this one with the same verdict on the same target; also by the keys j and k. */
function Neighbours({ column, index }: { column: Column; index: number }) {
  const ground = groundOf(column)
  const verdict = column.verdicts[index]?.verdict
  const alike = ground.cases.flatMap((one, place) =>
    column.verdicts[place]?.verdict === verdict ? [{ id: one.id, place }] : []
  )
  const at = alike.findIndex(({ place }) => place === index)
  const [before, behind] = [alike[at - 1], alike[at + 1]]
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      const next = event.key === 'j' ? behind : event.key === 'k' ? before : undefined
      if (next !== undefined) location.hash = hrefTo('case', [next.id, keyOf(column)])
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
  return (
    <nav class="neighbours" aria-label="Cases with the same verdict">
      <a href={hrefTo('matrix')}>{groundName(ground)}</a>
      <span>
        {before !== undefined && (
          <a href={hrefTo('case', [before.id, keyOf(column)])} rel="prev" aria-keyshortcuts="k">
            previous
          </a>
        )}{' '}
        {at + 1} of {alike.length} {verdict}{' '}
        {behind !== undefined && (
          <a href={hrefTo('case', [behind.id, keyOf(column)])} rel="next" aria-keyshortcuts="j">
            next
          </a>
        )}
      </span>
    </nav>
  )
}
