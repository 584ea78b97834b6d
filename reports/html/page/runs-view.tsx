import { Incomplete } from './incomplete.tsx'
import { sum, countsOf } from './standing.ts'
import { columnsOf, data, groundName, keyOf, nameOf } from './state.ts'

/** Where all of this comes from: the logs, what could not be read of them, and what this file leaves out. */
export function Runs() {
  const { files, grounds, leftOut, chunks, budget, tool, written } = data
  return (
    <>
      <h1>Runs</h1>
      <p class="lead quiet">
        Written by {tool} on {written.replace('T', ' ').slice(0, 16)} UTC.
        {leftOut.length > 0 &&
          ` ${leftOut.length} of ${chunks.length} parts with traces were left out, so that this file has less than ${(budget / 1e6).toFixed(0)} MB: those of conforming cases first. The run logs hold all of them.`}
      </p>
      {grounds.map((ground) => (
        <section key={groundName(ground)} aria-labelledby={`g-${groundName(ground)}`.replace(/\W+/g, '-')}>
          <h2 id={`g-${groundName(ground)}`.replace(/\W+/g, '-')}>{groundName(ground)}</h2>
          {columnsOf(ground).map((column) => {
            const verdicts = sum(countsOf(ground, column))
            return (
              <details class="run" key={keyOf(column)} open={columnsOf(ground).length === 1}>
                <summary>
                  <bdi>{nameOf(column)}</bdi>{' '}
                  <span class="quiet">
                    {verdicts} verdicts, {files[column.file]?.name}
                  </span>{' '}
                  <Incomplete column={column} />
                  {column.end?.detail !== undefined && <bdi> {column.end.detail}</bdi>}
                </summary>
                <dl>
                  <Fact name="address">{column.url}</Fact>
                  <Fact name="begun">{column.started}</Fact>
                  <Fact name="took">
                    {column.end === undefined ? undefined : `${(column.end.took / 1000).toFixed(1)} s`}
                  </Fact>
                  <Fact name="round trip">
                    {column.roundTrip === undefined
                      ? undefined
                      : `${column.roundTrip.toFixed(1)} ms at most, when it was measured`}
                  </Fact>
                  <Fact name="cases planned">
                    {column.planned === 0 ? undefined : String(column.planned)}
                  </Fact>
                  <Fact name="tool">{column.tool}</Fact>
                  <Fact name="judge">{column.judge}</Fact>
                  <Fact name="again">{column.command.join(' ')}</Fact>
                  {column.lacks.map(([need, why]) => (
                    <Fact key={need} name={`no ${need}`}>
                      {why}
                    </Fact>
                  ))}
                </dl>
              </details>
            )
          })}
        </section>
      ))}
      <section aria-labelledby="files">
        <h2 id="files">Files</h2>
        {files.map(({ name, lines, problems, problemCount }, index) => (
          <div key={index}>
            <h3>
              <bdi>{name}</bdi> <span class="aside">{lines} lines</span>
            </h3>
            {problemCount === 0 ? (
              <p class="quiet">Every line could be read.</p>
            ) : (
              <>
                <p class="warning">
                  {problemCount} {problemCount === 1 ? 'line' : 'lines'} could not be used:
                </p>
                <ul class="problems">
                  {problems.map(({ number, problem }) => (
                    <li key={number}>
                      line {number}: <bdi>{problem}</bdi>
                    </li>
                  ))}
                  {problemCount > problems.length && <li>and {problemCount - problems.length} more</li>}
                </ul>
              </>
            )}
          </div>
        ))}
      </section>
    </>
  )
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  if (children === undefined || children === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
