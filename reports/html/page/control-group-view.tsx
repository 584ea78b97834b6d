import type { Ground } from '../data.ts'
import type { PlainLevel } from './standing.ts'
import { data } from './state.ts'

/** Whether the control group was recorded on this ground. */
export const controlled = ({ suite, role }: Ground): boolean =>
  data.controlGroup.rogues.length > 0 && data.controlGroup.suite === suite && data.controlGroup.role === role

/** The best score of the control group. */
export function BestRogue({ level, specification }: { level?: PlainLevel; specification?: string }) {
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

/** Every program of the control group, with its score. */
export function ControlNote() {
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
