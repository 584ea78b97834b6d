import type { Column } from '../data.ts'
import { CHANGES, compare, signature, type Change } from './compare.ts'
import { Level, Mark } from './mark.tsx'
import { hrefTo } from './route.ts'
import { columnOf, columnsOf, data, groundName, groundOf, keyOf, nameOf, route, runOf } from './state.ts'

const SAYS: Readonly<Record<Change, string>> = {
  broke: 'Broke',
  fixed: 'Fixed',
  'answers otherwise': 'Same verdict, another answer',
  'no longer judged': 'No longer judged',
  'judged now': 'Judged now',
  'only in the old': 'Only in the first',
  'only in the new': 'Only in the second'
}

/** Two runs side by side: what broke, what was fixed, what changed its answer. */
export function Compare() {
  const [old, now] = chosen()
  if (old === undefined || now === undefined)
    return (
      <>
        <h1>Compare</h1>
        <p>There is only one run of its suite in this report.</p>
      </>
    )
  const ground = groundOf(old)
  const changed = compare(ground, old, now)
  const pick = (one: Column, other: Column): void => {
    location.hash = hrefTo('compare', [keyOf(one), keyOf(other)])
  }
  const select = (label: string, value: Column, choose: (column: Column) => void) => (
    <label>
      {label}{' '}
      <select value={keyOf(value)} onChange={(event) => choose(columnOf(event.currentTarget.value) ?? value)}>
        {columnsOf(ground).map((column) => (
          <option key={keyOf(column)} value={keyOf(column)}>
            {nameOf(column)} {runOf(column)}
          </option>
        ))}
      </select>
    </label>
  )
  const judges = new Set([old.judge, now.judge])
  return (
    <>
      <h1>
        Compare <span class="aside">{groundName(ground)}</span>
      </h1>
      <p class="tools">
        {select('from', old, (column) => pick(column, now))}{' '}
        {select('to', now, (column) => pick(old, column))}{' '}
        <button type="button" class="plain" onClick={() => pick(now, old)}>
          swap
        </button>
      </p>
      {judges.size > 1 && (
        <p class="warning">
          The two runs were judged by different versions of the judge: a change may be its doing.
        </p>
      )}
      <ul class="legend">
        {CHANGES.map((change) => {
          const count = changed.filter((one) => one.change === change).length
          return (
            (count > 0 || change === 'broke' || change === 'fixed') && (
              <li key={change}>
                <strong>{count}</strong> {SAYS[change].toLowerCase()}
              </li>
            )
          )
        })}
        <li>
          <strong>{ground.cases.length - changed.length}</strong> as before
        </li>
      </ul>
      {CHANGES.map((change) => {
        const of = changed.filter((one) => one.change === change)
        if (of.length === 0) return null
        return (
          <section key={change} aria-labelledby={`c-${change.replaceAll(' ', '-')}`}>
            <h2 id={`c-${change.replaceAll(' ', '-')}`}>
              {SAYS[change]} <span class="aside">{of.length}</span>
            </h2>
            <table class="changes">
              <thead>
                <tr>
                  <th scope="col">case</th>
                  <th scope="col">
                    <bdi>{nameOf(old)}</bdi> {runOf(old)}
                  </th>
                  <th scope="col">
                    <bdi>{nameOf(now)}</bdi> {runOf(now)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {of.map(({ index, another }) => {
                  const one = ground.cases[index]
                  if (one === undefined) return null
                  return (
                    <tr key={one.id}>
                      <th scope="row">
                        <Level one={one} /> <bdi>{one.title}</bdi>
                        {another && <span class="incomplete">the case was changed</span>}
                      </th>
                      {[old, now].map((column) => (
                        <td key={keyOf(column)}>
                          <Answer column={column} index={index} id={one.id} />
                        </td>
                      ))}
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </section>
        )
      })}
    </>
  )
}

function Answer({ column, index, id }: { column: Column; index: number; id: string }) {
  const verdict = column.verdicts[index]
  const one = groundOf(column).cases[index]
  if (verdict === null || verdict === undefined || one === undefined)
    return <span class="quiet">not in this run</span>
  return (
    <a class="answer" href={hrefTo('case', [id, keyOf(column)])}>
      <Mark verdict={verdict.verdict} one={one} />
      <span>
        <span class="signature">{signature(verdict)}</span>
        <bdi class="quiet">{data.reasons[verdict.reason]}</bdi>
      </span>
    </a>
  )
}

/** The columns of the address; otherwise the last two runs of one target, or the first two columns. */
function chosen(): readonly [Column | undefined, Column | undefined] {
  const [first, second] = [columnOf(route.value.path[0]), columnOf(route.value.path[1])]
  if (first !== undefined && second !== undefined && first.ground === second.ground) return [first, second]
  for (const ground of data.grounds) {
    const columns = columnsOf(ground).toSorted((a, b) => (a.started ?? '').localeCompare(b.started ?? ''))
    for (const column of columns.toReversed()) {
      const before = columns
        .slice(0, columns.indexOf(column))
        .findLast(({ target }) => target === column.target)
      if (before !== undefined) return [before, column]
    }
  }
  const ground = data.grounds.find((one) => columnsOf(one).length > 1)
  return ground === undefined ? [undefined, undefined] : [columnsOf(ground)[0], columnsOf(ground)[1]]
}
