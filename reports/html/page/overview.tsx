import { hrefTo } from './route.ts'
import { Standing } from './standing-view.tsx'
import { columnOf, data, route } from './state.ts'
import { Targets } from './targets.tsx'
import { Untold } from './untold.tsx'
import { Wrong } from './wrong.tsx'

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
